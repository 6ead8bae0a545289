/**
 * The Pagefind index of one language: its shards merged, searched a word at a time.
 *
 * Several words at once would have to stand in a question all, and a shard that does not know a word
 * would leave it out. The scores of single words add up to a ranking by BM25 over any of them.
 *
 * @typedef {{score: number, places: number[], isInTitle: boolean, data: () => Promise<object>}} Hit
 */

/** Scores by the text alone: what a title counts is decided where words are put together. */
const RANKING = { metaWeights: { title: 0, facets: 0 }, diacriticSimilarity: 0, termSimilarity: 5 }

let openings = 0

/**
 * @param {URL} base - The folder of the language, which ends in a slash.
 * @param {string} language
 * @param {number} shards
 */
export async function openBundle(base, language, shards) {
  // What once failed stays failed in a module, so each opening has one of its own.
  const pagefind = await import(new URL(`pagefind.js?${(openings += 1)}`, base))
  await pagefind.options({ ranking: RANKING })
  const merged = []
  for (let shard = 1; shard < shards; shard++) {
    const { pathname } = new URL(`${shard}/`, base)
    merged.push(pagefind.mergeIndex(pathname, { ranking: RANKING, language: `${language}-x-${shard}` }))
  }
  await Promise.all(merged)

  /** @type {Map<string, Promise<Map<string, Hit>>>} */
  const known = new Map()
  return {
    /**
     * @param {string} word
     * @returns {Promise<Map<string, Hit>>} The questions that hold the word, by id.
     */
    search(word) {
      if (!known.has(word)) {
        // Pagefind indexes C++ as C.
        const found = pagefind.search(word.replace(/[+#]+/, "")).then(({ results }) => new Map(results.filter(says).map(hit)))
        found.catch(() => known.delete(word))
        known.set(word, found)
      }
      return known.get(word)
    },

    /**
     * Pagefind takes a word that it does not know for the longest beginning that it does; only a phrase
     * is taken at its word.
     *
     * @returns {Promise<Map<string, Hit>>} The questions that hold a word of this very stem.
     */
    async searchExactly(word) {
      const [found, exact] = await Promise.all([this.search(word), this.searchPhrase(word)])
      return new Map([...found].filter(([id]) => exact.has(id)))
    },

    /** @returns {Promise<Map<string, Hit>>} The same, all with one score. */
    searchPhrase(word) {
      return this.search(`"${word}"`)
    },

    /** @returns {Promise<Map<string, Hit>>} All questions, by id. */
    async searchAll() {
      const { results } = await pagefind.search(null)
      return new Map(results.map(hit))
    },
  }
}

/** Whether the question itself holds the word, and not only what is told about it. */
const says = ({ score, matchedMetaFields }) => score > 0 || !!matchedMetaFields?.includes("title")

/** @returns {[string, Hit]} */
function hit(result) {
  const isInTitle = !!result.matchedMetaFields?.includes("title")
  // Pagefind forgets what it found once nothing holds on to the result itself.
  return [result.id, { score: result.score, places: result.words, isInTitle, data: () => result.data() }]
}
