/**
 * What the site remembers in this browser: each value as JSON under a key that begins with `recto.`.
 * Where the browser keeps nothing (privacy modes, a full disk), the page itself does while it is open.
 */
const PREFIX = "recto."

/** @type {Map<string, unknown>} What the browser did not keep; undefined is what it did not forget. */
const unkept = new Map()

/**
 * @template T
 * @param {string} key
 * @param {T} fallback - Given where nothing, or something unreadable, is remembered.
 * @returns {T}
 */
export function recall(key, fallback) {
  if (unkept.has(key)) return unkept.get(key) ?? fallback
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key)) ?? fallback
  } catch {
    return fallback
  }
}

/**
 * @param {string} key
 * @param {unknown} value
 */
export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value))
    unkept.delete(key)
  } catch {
    unkept.set(key, value)
  }
}

/** @param {string} key */
export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key)
    unkept.delete(key)
  } catch {
    unkept.set(key, undefined)
  }
}
