/**
 * Keeps what is typed while the search is still being fetched, so that no character is lost or taken for
 * a shortcut. The key Escape calls the search off.
 *
 * @returns {() => string | null} Stops, and gives the text, or null where the search is not wanted any more.
 */
export function typeAhead() {
  const stopped = new AbortController()
  /** @type {string | null} */
  let text = ""
  const keep = (/** @type {KeyboardEvent} */ event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
    if (event.key === "Escape") {
      text = null
      stopped.abort()
    } else if (event.key === "Backspace") text = text.slice(0, -1)
    else if (event.key.length === 1) text += event.key
    else return
    event.preventDefault()
    // Not from another that waits for the same: two clicks of the reader's.
    event.stopPropagation()
  }
  addEventListener("keydown", keep, { capture: true, signal: stopped.signal })
  return () => {
    stopped.abort()
    return text
  }
}
