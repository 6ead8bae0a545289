/**
 * What the site remembers in this browser: each value as JSON under a key that begins with `recto.`.
 * Where the browser keeps nothing (privacy modes, a full disk), nothing is remembered and nothing fails.
 */
const PREFIX = "recto."

/**
 * @template T
 * @param {string} key
 * @param {T} fallback - Given where nothing, or something unreadable, is remembered.
 * @returns {T}
 */
export function recall(key, fallback) {
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
  } catch {
    // There is no room, or no leave, to keep it.
  }
}

/** @param {string} key */
export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key)
  } catch {
    // Nothing was kept.
  }
}
