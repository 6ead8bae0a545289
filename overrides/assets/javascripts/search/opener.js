/**
 * A link or button that opens the search: on the search page its box, on all others a dialog, which opens
 * by itself for a reader who comes back from what it found. Nothing of the search is fetched before. A link
 * that is opened elsewhere, or whose dialog or its styles cannot be fetched, leads to the search page.
 */
import { typeAhead } from "./ahead.js"
import { isPlain, loadStyles } from "./element.js"

/** @type {Promise<import("./dialog.js").Dialog> | null} */
let dialog = null

addEventListener("pageshow", ({ persisted }) => {
  const left = history.state?.search
  if (left === undefined) return
  history.replaceState(null, "")
  const [visit] = performance.getEntriesByType("navigation")
  if (persisted || visit?.type === "back_forward") void reopen(left)
})

/** @param {HTMLElement} element */
export function mount(element) {
  element.addEventListener("click", (event) => {
    if (!isPlain(event)) return
    event.preventDefault()
    // A click of a shortcut's is not the reader's, who is to return to where they were.
    open(event.isTrusted ? element : document.activeElement)
  })
}

/** @param {Element | null} opener */
async function open(opener) {
  const place = document.querySelector("[data-recto~=search-page]")
  if (place) {
    goToBox(place)
    return
  }
  const page = searchPage()
  const typed = typeAhead()
  try {
    dialog ??= load(page)
    const { open } = await dialog
    const text = typed()
    if (text !== null) open(opener, text)
  } catch {
    if (typed() !== null) location.assign(page)
  }
}

/** @param {string} left - What was searched when the reader went on from here. */
async function reopen(left) {
  try {
    dialog ??= load(searchPage())
    const { reopen } = await dialog
    reopen(document.querySelector(".recto-opener"), left)
  } catch {
    // The reader is where they came back to, and may open the search.
  }
}

/** @param {string} page - URL of the search page. */
async function load(page) {
  const [{ createDialog }] = await Promise.all([import("./dialog.js"), loadStyles("search.css")])
  return createDialog(page)
}

/**
 * Goes to the box of the search page, with what is typed until it is there. Anything that stands in its place
 * says that the search could not be loaded.
 *
 * @param {Element} place
 */
function goToBox(place) {
  const box = () => /** @type {HTMLInputElement | null} */ (place.querySelector("input[type=search]"))
  if (box()) {
    box().focus()
    box().select()
    return
  }
  if (place.hasChildNodes()) {
    location.reload()
    return
  }
  const typed = typeAhead()
  new MutationObserver((_, observer) => {
    observer.disconnect()
    const text = typed()
    if (!box() || text === null) return
    box().focus()
    box().value += text
    box().dispatchEvent(new Event("input", { bubbles: true }))
  }).observe(place, { childList: true, subtree: true })
}

/** @returns {string} The address of the search page, which the header links to. */
function searchPage() {
  return document.querySelector(".recto-opener").href
}
