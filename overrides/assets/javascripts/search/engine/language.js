/**
 * The questions of one language: what a query may mean in its words, and which questions say it.
 */
import { openBundle } from "./bundle.js"
import { fetched } from "./fetched.js"
import { isSpelt, isTelling } from "./query.js"
import { rank } from "./ranking.js"
import { readVocabulary } from "./vocabulary.js"

/** Letters from which on a last word is corrected; a shorter one is likely to be still typed. */
const SURELY_A_WORD = 5
/** Letters from which on a last word is looked for beside others. */
const SURELY_BEGUN = 3
/** How many times the best score questions on a topic are ahead of others, which a short title doubles. */
const AHEAD = 3

/**
 * @param {URL} base - The folder of the language.
 * @param {string} language
 * @param {{shards: number, questions: number}} facts
 */
export async function openLanguage(base, language, { shards, questions }) {
  const [bundle, vocabulary] = await Promise.all([
    openBundle(base, language, shards),
    fetched(new URL("words.txt", base)).then((response) => response.text()).then(readVocabulary),
  ])
  let facetsAsked = null
  const fragments = new Map()
  const loaders = new Map()

  const inverse = (number) => Math.log(1 + (questions - number + 0.5) / (number + 0.5))

  /** The questions that hold a word; many words begin as a short one does, which score least. */
  async function search(word) {
    if (isSpelt(word) && word.length < 3) return scored(await bundle.searchPhrase(word))
    const count = vocabulary.count(word)
    if (!count) return bundle.searchExactly(word)
    const hits = await bundle.search(word)
    if (word.length > 3 || hits.size <= count) return hits
    return new Map([...hits].sort((a, b) => b[1].score - a[1].score).slice(0, count))
  }

  /** Pagefind gives every phrase the same score. */
  function scored(hits) {
    return new Map([...hits].map(([id, hit]) => [id, { ...hit, score: inverse(hits.size) }]))
  }

  /** A reading of words, with the questions that hold them. */
  async function reading(words, weight) {
    const hits = await Promise.all(words.map(search))
    for (const found of hits) for (const [id, hit] of found) if (!loaders.has(id)) loaders.set(id, hit.data)
    return { words, weight, hits, idf: Math.max(...hits.map((found) => inverse(found.size))) }
  }

  /**
   * What a typed word may stand for.
   *
   * @returns {Promise<{words: string[], weight: number, isGuess?: boolean}[]>}
   */
  async function readingsOf(word, { isLast, literally }) {
    const typed = { words: [word], weight: 1 }
    if (literally || !isSpelt(word)) return [typed]
    const completions = isLast ? vocabulary.completions(word) : []
    if (vocabulary.has(word)) {
      return [typed, ...completions.map((whole) => ({ words: [whole], weight: 0.5 }))]
    }
    if (completions.length) return completions.map((whole) => ({ words: [whole], weight: 1 }))
    // The vocabulary lacks the rarest words.
    if ((isLast && word.length < SURELY_A_WORD) || (await bundle.searchExactly(word)).size) return [typed]
    const halves = vocabulary.halves(word)
    const guesses = vocabulary.guesses(word).map(({ word: guess, distance }) => ({
      words: [guess],
      weight: 1 / (1 + distance / 4),
      isGuess: guess !== `${word}s` && word !== `${guess}s`,
    }))
    if (halves) guesses.unshift({ words: halves, weight: 1 })
    return guesses.length ? guesses : [typed]
  }

  /** The terms of a query: names of topics, and the words between them. */
  async function termsOf(words, named, literally) {
    const terms = []
    for (const [at, word] of words.entries()) {
      const name = named.find(({ from, to }) => from <= at && at < to)
      const isLast = at === words.length - 1
      // So few letters stand in so many words that they tell nothing beside others yet.
      if (isLast && terms.length && !name && isSpelt(word) && word.length < SURELY_BEGUN) continue
      if (!name && language === "en" && !isTelling(word)) {
        // What looks like a word that says nothing may be the beginning of another.
        const completions = isLast ? vocabulary.completions(word) : []
        if (terms.length && completions.length) {
          terms.push({ word, readings: completions.map((whole) => ({ words: [whole], weight: 0.4 })) })
        }
        continue
      }
      const spellings = name?.to === name?.from + 1 ? name.spellings : []
      // The vocabulary knows no word with digits.
      const isWord = !spellings.length || vocabulary.has(word) || !isSpelt(word)
      terms.push({
        word,
        readings: [
          ...(isWord ? await readingsOf(word, { isLast, literally }) : []),
          ...spellings,
          ...joined(words, at).map((whole) => ({ words: [whole], weight: 1 })),
        ],
      })
    }
    return Promise.all(
      terms.map(async ({ word, readings }) => {
        const read = await Promise.all(
          readings.map(async ({ words, weight, isGuess }) => ({
            ...(await reading(words, weight)),
            isGuess,
          })),
        )
        return { word, readings: read, idf: Math.max(...read.map(({ idf }) => idf)) }
      }),
    )
  }

  /** Words that this one makes with the one before it or behind it: back propagation. */
  function joined(words, at) {
    const whole = [words.slice(at - 1, at + 1), words.slice(at, at + 2)]
    return whole
      .filter((pair) => pair.length === 2)
      .map((pair) => pair.join(""))
      .filter((word) => word.length > 4 && vocabulary.has(word))
  }

  async function topicality(named) {
    if (!named.length) return () => 0
    const facets = await api.facets()
    const slugs = named.map(({ topic }) => topic.slug)
    return (id) => slugs.filter((slug) => facets.get(id).includes(slug, 1)).length / slugs.length
  }

  /**
   * What is found where a topic is all of the query: its questions, too, whose words do not name it. Where
   * it goes by its own name, they come first.
   */
  async function withTopic({ topic, isOwnName }, ranked) {
    const facets = await api.facets()
    const isOn = (id) => facets.get(id).includes(topic.slug, 1)
    const ahead = isOwnName && ranked.length ? AHEAD * ranked[0].score : 0
    const found = new Set(ranked.map(({ id }) => id))
    const others = [...facets.keys()].filter((id) => !found.has(id) && isOn(id))
    return [
      ...ranked.map((one) => (isOn(one.id) ? { ...one, score: one.score + ahead, coverage: 1 } : one)),
      ...others.map((id) => ({ id, score: ahead, coverage: 1, readings: [] })),
    ]
  }

  const api = {
    /** What holds the words; null where they say nothing that could be looked for. */
    async find(words, named, literally) {
      const terms = await termsOf(words, named, literally)
      if (!terms.length) return null
      const ranked = rank(terms, await topicality(named))
      const corrected = ranked.length ? correction(words, terms, ranked[0]) : null
      const isAll = named[0]?.from === 0 && named[0].to === words.length
      const found = isAll ? await withTopic(named[0], ranked) : ranked
      return {
        corrected,
        ranked: found.map((one) => ({ ...one, language: api, places: () => placesOf(one) })),
      }
    },

    /** The difficulty and topics of each question by id, fetched when first asked for. */
    facets() {
      if (!facetsAsked) {
        facetsAsked = fetched(new URL("facets.json", base))
          .then((response) => response.json())
          .then((facets) => new Map(Object.entries(facets)))
        facetsAsked.catch(() => (facetsAsked = null))
      }
      return facetsAsked
    },

    /** What Pagefind keeps of a question: its text, address and headings. */
    async fragment(id) {
      if (!fragments.has(id)) {
        if (!loaders.has(id)) {
          for (const [other, hit] of await bundle.searchAll()) loaders.set(other, hit.data)
        }
        fragments.set(id, loaders.get(id)())
      }
      return fragments.get(id)
    },
  }
  return api
}

/** The query with the words that the best result holds instead of misspelt ones; null without any. */
function correction(words, terms, best) {
  const instead = new Map()
  for (const [n, { word }] of terms.entries()) {
    const reading = best.readings[n]
    if (reading?.isGuess) instead.set(word, reading.words.join(" "))
  }
  return instead.size ? words.map((word) => instead.get(word) ?? word).join(" ") : null
}

/** Which words of a question's text were found, and what each counts. */
function placesOf({ id, readings }) {
  const places = new Map()
  for (const reading of readings) {
    for (const hits of reading?.hits ?? []) {
      for (const place of hits.get(id)?.places ?? []) places.set(place, reading.idf)
    }
  }
  return places
}
