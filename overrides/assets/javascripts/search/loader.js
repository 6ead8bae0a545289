/**
 * Opens the search engine when it is first needed, and once more when the first try failed.
 *
 * @typedef {import("./engine/engine.js").Engine} Engine
 * @param {string} root - URL of the site's root.
 * @returns {{engine: () => Promise<Engine>, reset: () => void}}
 */
export function loader(root) {
  /** @type {Promise<Engine> | null} */
  let opening = null
  let tries = 0
  const engine = () => {
    opening ??= load(root, tries)
    return opening
  }
  const reset = () => {
    opening = null
    tries += 1
  }
  return { engine, reset }
}

/**
 * Browsers may remember that a module could not be fetched, so that another try needs another address.
 *
 * @param {string} root
 * @param {number} tries
 */
async function load(root, tries) {
  const { open } = await import(tries ? `./engine/engine.js?${tries}` : "./engine/engine.js")
  return open(root)
}
