/**
 * The reader's last searches: those of which a result was opened or that were sent with Enter.
 * Sites under one host share its storage, so each keeps its own by the path of its root.
 */
import { forget, recall, remember } from "../storage.js"

const KEPT = 8

/** @param {string} root - URL of the site's root. */
const key = (root) => `search.recent:${new URL(root).pathname}`

/**
 * @param {string} root
 * @returns {string[]} Newest first.
 */
export function recentSearches(root) {
  const kept = recall(key(root), [])
  return Array.isArray(kept) ? kept.filter((query) => typeof query === "string") : []
}

/**
 * @param {string} root
 * @param {string} query
 */
export function addRecentSearch(root, query) {
  const added = query.trim().replace(/\s+/g, " ")
  if (!added) return
  const isOther = (/** @type {string} */ kept) => kept.toLowerCase() !== added.toLowerCase()
  remember(key(root), [added, ...recentSearches(root).filter(isOther)].slice(0, KEPT))
}

/** @param {string} root */
export function clearRecentSearches(root) {
  forget(key(root))
}
