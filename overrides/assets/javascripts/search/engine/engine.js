/**
 * Finds questions. Pagefind tells which questions hold a word; which words a query stands for, and what
 * follows from several of them, is decided here.
 *
 * @typedef {import("./passage.js").Passage} Passage
 * @typedef {Awaited<ReturnType<typeof open>>} Engine
 * @typedef {{slug: string, name: string, url: string, count: number, parent: string|null}} Topic
 * @typedef {{id: string, title: Passage, url: string, difficulty: string|null, topics: Topic[],
 *   passage: Passage, anchor: string|null, words: string[]}} Result
 * @typedef {{topics: string[], difficulties: string[]}} Filters
 * @typedef {{topic: Map<string, number>, difficulty: Map<string, number>}} Counts
 * @typedef {{corrected: string|null, total: number, topics: Topic[],
 *   counts: () => Promise<Counts>, results: (from: number, to: number) => Promise<Result[]>}} Found
 */
import { fetched } from "./fetched.js"
import { openLanguage } from "./language.js"
import { describe } from "./passage.js"
import { telling, topicNames, wordsOf } from "./query.js"
import { WEIGHTS } from "./ranking.js"

/** What a question must hold of a query, by weight of its words, to be counted as found. */
const LEAST_COVERAGE = 0.5
/** So many are shown although they hold less, */
const FIRST = 10
/** if they have this share of the best one's score. */
const LEAST_SHARE = 0.15
/** Results whose titles are read before they are shown in order. */
const LOOKED_AT = 12

/**
 * @param {URL} root - The root of the site, which ends in a slash.
 * @returns {Promise<Engine>} Rejects if the index cannot be fetched.
 */
export async function open(root) {
  const base = new URL("search/", root)
  const summary = await (await fetched(new URL("index.json", base))).json()
  const bySlug = new Map(summary.topics.map((topic) => [topic.slug, topic]))
  const names = topicNames(summary.topics)
  const languages = Object.entries(summary.languages).map(([language, facts]) =>
    openLanguage(new URL(`${language}/`, base), language, facts),
  )

  /** @returns {Promise<Found | null>} Null where nothing is asked for. */
  async function find(query, filters, { literally = false } = {}) {
    const words = wordsOf(query)
    const named = names.find(words)
    const found = await Promise.all(
      languages.map(async (language) => (await language).find(words, named, literally)),
    )
    const isFiltered = filters.topics.length + filters.difficulties.length > 0
    const answered = found.filter((one) => one !== null)
    if (!answered.length && !isFiltered) return null
    const ranked = answered.length ? answered.flatMap(({ ranked }) => ranked) : null
    ranked?.sort((a, b) => b.score - a.score)
    const kept = ranked?.filter(
      ({ coverage, score }, n) =>
        coverage >= LEAST_COVERAGE || (n < FIRST && score >= LEAST_SHARE * ranked[0].score),
    )
    const facets = isFiltered || !kept ? await allFacets() : null
    const all = kept ?? [...facets.keys()].map((id) => ({ id, score: 0, places: () => new Map() }))
    const shown = isFiltered ? all.filter(({ id }) => passes(facets.get(id), filters)) : all
    return {
      corrected: answered.find((one) => one.ranked.includes(ranked[0]))?.corrected ?? null,
      total: shown.length,
      topics: [...new Set(named.map(({ topic }) => topic))],
      counts: async () => count(all, await allFacets(), filters),
      results: inOrder(shown),
    }
  }

  /** Describes questions when they are asked for; the first of them are looked at more closely. */
  function inOrder(shown) {
    let first = null
    return async (from, to) => {
      first ??= Promise.all(shown.slice(0, LOOKED_AT).map(result)).then(byTitle)
      const rest = shown.slice(Math.max(from, LOOKED_AT), Math.max(to, LOOKED_AT)).map(result)
      return [...(await first).slice(from, to), ...(await Promise.all(rest))].slice(0, to - from)
    }
  }

  async function allFacets() {
    const found = await Promise.all(languages.map(async (language) => (await language).facets()))
    return new Map(found.flatMap((facets) => [...facets]))
  }

  async function result({ id, score, places, language }) {
    const fragment = await (language ?? (await languageOf(id))).fragment(id)
    const [difficulty, ...slugs] = fragment.meta.facets.split(" ")
    const topics = slugs.map((slug) => bySlug.get(slug)).filter(Boolean)
    const parents = new Set(topics.map(({ parent }) => parent))
    return {
      id,
      score,
      difficulty: difficulty === "-" ? null : difficulty,
      topics: topics.filter(({ slug }) => !parents.has(slug)),
      ...describe(fragment, places()),
    }
  }

  async function languageOf(id) {
    for (const language of languages) if ((await (await language).facets()).has(id)) return language
    throw new Error(`no language holds ${id}`)
  }

  await Promise.all(languages)
  return { find, topics: summary.topics }
}

/** Results by score again, those first whose titles say little but what was searched. */
function byTitle(results) {
  const value = new Map(results.map((one) => [one, one.score * (1 + WEIGHTS.shortTitle * titleShare(one))]))
  return results.sort((a, b) => value.get(b) - value.get(a))
}

function titleShare({ title }) {
  const words = (pieces) => telling(pieces.flatMap(({ text }) => wordsOf(text))).length
  return words(title.filter(({ isMarked }) => isMarked)) / Math.max(1, words(title))
}

function passes([difficulty, ...slugs], { topics, difficulties }) {
  return (
    (!difficulties.length || difficulties.includes(difficulty)) &&
    (!topics.length || topics.some((slug) => slugs.includes(slug)))
  )
}

/** How many of the questions found have each topic and difficulty, the other kind's filters applied. */
function count(found, facets, { topics, difficulties }) {
  const counts = { topic: new Map(), difficulty: new Map() }
  const add = (counter, key) => counter.set(key, (counter.get(key) ?? 0) + 1)
  for (const { id } of found) {
    const facts = facets.get(id)
    const [difficulty, ...slugs] = facts
    if (passes(facts, { topics: [], difficulties })) for (const slug of slugs) add(counts.topic, slug)
    if (difficulty && passes(facts, { topics, difficulties: [] })) add(counts.difficulty, difficulty)
  }
  return counts
}
