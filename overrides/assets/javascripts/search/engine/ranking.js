/**
 * Puts the hits of single words together into one ranking.
 *
 * A query is a list of terms, a term a list of readings (the word as typed, other spellings of it, what
 * an acronym is short for), a reading one or more words. A question is scored by the best reading of
 * each term.
 *
 * @typedef {{words: string[], weight: number, hits: Map<string, Hit>[], idf: number}} Reading
 * @typedef {{readings: Reading[], idf: number}} Term
 */

/** Found by trying which serve the queries of the search benchmark best. */
export const WEIGHTS = {
  title: 1,
  coverage: 1.5,
  neighbours: 2,
  topic: 0.2,
  shortTitle: 1,
}

/**
 * @param {Term[]} terms
 * @param {(id: string) => number} topicality - What share of the topics named a question is on.
 * @returns {{id: string, score: number, coverage: number, readings: (Reading|null)[]}[]} Best first.
 */
export function rank(terms, topicality) {
  const ids = new Set()
  for (const { readings } of terms) {
    for (const { hits } of readings) for (const found of hits) for (const id of found.keys()) ids.add(id)
  }
  const all = sum(terms, ({ idf }) => idf) || 1
  const ranked = []
  for (const id of ids) {
    const best = terms.map((term) => bestReading(term, id))
    const said = sum(best, (one, n) => (one ? terms[n].idf * one.share : 0)) / all
    const titled = sum(best, (one, n) => (one ? terms[n].idf * one.titled : 0)) / all
    const score =
      sum(best, (one) => (one ? one.score : 0)) +
      WEIGHTS.title * all * titled +
      WEIGHTS.neighbours * neighbours(best) +
      WEIGHTS.topic * all * topicality(id)
    ranked.push({
      id,
      score: score * said ** WEIGHTS.coverage,
      coverage: said,
      readings: best.map((one) => one?.reading ?? null),
    })
  }
  return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}

/** The reading of a term that says most in a question. */
function bestReading({ readings }, id) {
  let best = null
  for (const reading of readings) {
    const found = reading.hits.map((hits) => hits.get(id))
    const held = found.filter(Boolean)
    if (!held.length) continue
    const share = (held.length / found.length) ** 2 * reading.weight
    const score = sum(held, (hit) => hit.score) * share
    const titled = (held.filter((hit) => hit.isInTitle).length / found.length) * reading.weight
    if (!best || score + titled > best.score + best.titled) best = { reading, found, share, score, titled }
  }
  return best
}

/** What it counts that words typed one after the other stand so. */
function neighbours(best) {
  const row = best.flatMap((one) => (one ? one.found : [null]))
  let bonus = 0
  for (let n = 1; n < row.length; n++) {
    const [before, after] = [row[n - 1], row[n]]
    if (!before || !after) continue
    const places = new Set(before.places)
    if (after.places.some((place) => places.has(place - 1))) bonus += Math.min(before.score, after.score)
  }
  return bonus
}

const sum = (items, value) => items.reduce((total, item, n) => total + value(item, n), 0)
