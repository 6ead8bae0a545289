/**
 * Recto's search as on the site.
 *
 * @param {{root: string, queries: string[]}} given
 * @returns {Promise<{urls: string[], milliseconds: number, corrected: string | null}[]>}
 */
async ({ root, queries }) => {
  const { open } = await import(`${root}assets/javascripts/search/engine/engine.js`)
  const engine = await open(new URL(root))
  const answers = []
  for (const query of queries) {
    const start = performance.now()
    const found = await engine.find(query, { topics: [], difficulties: [] })
    const results = await found.results(0, 10)
    answers.push({
      urls: results.map(({ url }) => url),
      milliseconds: performance.now() - start,
      corrected: found.corrected,
    })
  }
  return answers
}
