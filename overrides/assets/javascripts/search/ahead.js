/**
 * Keeps what is typed while the search is still being fetched, so that no character is lost or taken for
 * a shortcut.
 *
 * @returns {() => string} Stops, and gives the text.
 */
export function typeAhead() {
  const stopped = new AbortController()
  let text = ""
  const keep = (/** @type {KeyboardEvent} */ event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
    if (event.key === "Backspace") text = text.slice(0, -1)
    else if (event.key.length === 1) text += event.key
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  addEventListener("keydown", keep, { capture: true, signal: stopped.signal })
  return () => {
    stopped.abort()
    return text
  }
}
