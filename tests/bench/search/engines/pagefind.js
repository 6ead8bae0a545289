/**
 * Pagefind as it comes: its own reading of the whole query and its own ranking.
 *
 * @param {{root: string, queries: string[]}} given
 * @returns {Promise<{urls: string[], milliseconds: number}[]>}
 */
async ({ root, queries }) => {
  const pagefind = await import(`${root}search/en/pagefind.js`)
  const answers = []
  for (const query of queries) {
    const start = performance.now()
    const { results } = await pagefind.search(query)
    const pages = await Promise.all(results.slice(0, 10).map((result) => result.data()))
    const milliseconds = performance.now() - start
    answers.push({ urls: pages.map(({ raw_url: url }) => url), milliseconds })
  }
  return answers
}
