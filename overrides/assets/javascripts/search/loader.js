/**
 * Opens the search engine when it is first needed, and once more when the first try failed.
 *
 * @typedef {import("./engine/engine.js").Engine} Engine
 * @param {string} root - URL of the site's root.
 * @param {() => void} restart - Goes to a new page where this one can do no more.
 * @returns {{engine: () => Promise<Engine>, reset: () => void}}
 */
export function loader(root, restart) {
  /** @type {Promise<Engine> | null} */
  let opening = null
  let tries = 0
  const engine = () => {
    opening ??= load(root, tries, restart)
    return opening
  }
  const reset = () => {
    opening = null
    tries += 1
  }
  return { engine, reset }
}

/**
 * Browsers may remember for as long as a page is there that a module could not be fetched. Another try has
 * another address; but the modules that this one needs have none, and only a new page fetches them again.
 *
 * @param {string} root
 * @param {number} tries
 * @param {() => void} restart
 */
async function load(root, tries, restart) {
  const module = import(tries ? `./engine/engine.js?${tries}` : "./engine/engine.js")
  // A page that cannot be fetched either is worse than one that says so.
  if (tries) module.catch(() => navigator.onLine && restart())
  const { open } = await module
  return open(root)
}
