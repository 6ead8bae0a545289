/**
 * Material's search worker, spoken to as the theme does: see
 * https://github.com/squidfunk/mkdocs-material/tree/master/src/templates/assets/javascripts/integrations/search/worker
 *
 * @param {{root: string, worker: string, queries: string[]}} given - `worker` is its path below the root.
 * @returns {Promise<{urls: string[], milliseconds: number}[]>}
 */
async ({ root, worker: path, queries }) => {
  const SETUP = 0
  const QUERY = 2
  const worker = new Worker(root + path)
  const ask = (type, data) =>
    new Promise((resolve, reject) => {
      worker.onmessage = (event) => resolve(event.data.data)
      worker.onerror = reject
      worker.postMessage({ type, data })
    })
  const { config, docs } = await (await fetch(`${root}search/search_index.json`)).json()
  // Only questions are searched, as by the others.
  const questions = docs.filter(({ location }) => /^questions\/(?!page\/)[^/]+\/(#.*)?$/.test(location))
  await ask(SETUP, { config, docs: questions, options: { suggest: false } })
  const answers = []
  for (const query of queries) {
    const start = performance.now()
    const { items } = await ask(QUERY, query)
    const milliseconds = performance.now() - start
    const urls = items.slice(0, 10).map(([{ location }]) => location.split("#")[0])
    answers.push({ urls, milliseconds })
  }
  worker.terminate()
  return answers
}
