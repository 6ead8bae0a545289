/**
 * The keys that open the search from anywhere on the page.
 */

/** Where keys are text. */
const TYPED = "input:not([type=button], [type=checkbox], [type=radio], [type=submit]), select, textarea"

/**
 * @param {HTMLElement} opener - Is clicked for each of them.
 */
export function mount(opener) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.isComposing) return
    if (!asksForSearch(event) || isTaken(event.target)) return
    event.preventDefault()
    opener.click()
  })
}

/** @param {KeyboardEvent} event */
function asksForSearch(event) {
  const { altKey, ctrlKey, key, metaKey, shiftKey } = event
  if (altKey) return false
  if (ctrlKey !== metaKey) return !shiftKey && key.toLowerCase() === "k"
  if (ctrlKey) return false
  // On many keyboards the slash is a shifted key.
  return key === "/" || (key === "s" && !shiftKey)
}

/**
 * @param {EventTarget | null} target
 * @returns {boolean} Whether somebody else is to have the keys.
 */
function isTaken(target) {
  if (document.querySelector("dialog[open]")) return true
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches(TYPED)
}
