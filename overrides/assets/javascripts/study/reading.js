/**
 * The keys of pages that are read one after the other, and what a page says of its keys.
 */
import { isOn } from "./keys.js"

/** What the arrow keys move something in, beside boxes that scroll. */
const MOVED = "audio, video, [type=radio], [role=radio], [role=slider], [role=tab]"

const opener = document.querySelector(".recto-opener")
const openerKey = opener.querySelector("kbd")
const openerKeys = opener.getAttribute("aria-keyshortcuts")?.split(" ") ?? []

/** Where one goes on from a question, or from a page of a list that is not hidden behind something else. */
const NEXT = ".recto-neighbours a[rel=next], .recto-pages:not([hidden]) li:last-child > a"
const PREVIOUS = ".recto-neighbours a[rel=prev], .recto-pages:not([hidden]) li:first-child > a"

/** @param {Record<string, (event: KeyboardEvent) => unknown>} actions - By key; gets those from here. */
export function mount(actions) {
  const [left, right] = isMirrored() ? [NEXT, PREVIOUS] : [PREVIOUS, NEXT]
  const find = (/** @type {string} */ selector) => document.querySelector(selector)
  Object.assign(actions, {
    a: toggleAnswers,
    arrowleft: ({ target }) => !isMoving(target) && find(left),
    arrowright: ({ target }) => !isMoving(target) && find(right),
    j: () => find(NEXT),
    k: () => find(PREVIOUS),
  })
  show()
}

/** Says which keys work. */
export function show() {
  const isShown = isOn()
  const isKept = (/** @type {string} */ key) => isShown || key.includes("+")
  opener.setAttribute("aria-keyshortcuts", openerKeys.filter(isKept).join(" "))
  openerKey?.classList.toggle("recto-opener__key--off", !isShown)

  const [next, previous] = isMirrored() ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"]
  tell(NEXT, isShown && `j ${next}`)
  tell(PREVIOUS, isShown && `k ${previous}`)
  tell(".recto-answer > summary", isShown && "a")
  for (const hint of document.querySelectorAll(".recto-answer__key")) hint.hidden = !isShown
}

addEventListener("storage", show)
document.addEventListener("prerenderingchange", show)

/**
 * @param {string} selector
 * @param {string | false} keys
 */
function tell(selector, keys) {
  for (const element of document.querySelectorAll(selector)) {
    if (keys) element.setAttribute("aria-keyshortcuts", keys)
    else element.removeAttribute("aria-keyshortcuts")
  }
}

/** @returns {boolean} Whether the page runs from right to left. */
export function isMirrored() {
  return getComputedStyle(document.body).direction === "rtl"
}

/**
 * Opens all answers of the page, or closes them if all are open. The focus goes to the only one, or stays
 * with the one that has it.
 */
function toggleAnswers() {
  const answers = [...document.querySelectorAll("details.recto-answer")]
  const isOpening = answers.some((answer) => !answer.open)
  const held = answers.find((answer) => answer.contains(document.activeElement))
  for (const answer of answers) answer.open = isOpening
  const summary = (answers.length > 1 ? held : answers[0])?.querySelector("summary")
  summary?.focus({ preventScroll: true })
  if (summary && !isInView(summary)) summary.scrollIntoView({ block: "center" })
  return answers.length > 0
}

/** @param {Element} element */
function isInView(element) {
  const { bottom, top } = element.getBoundingClientRect()
  return top >= opener.getBoundingClientRect().bottom && bottom <= innerHeight
}

/**
 * @param {EventTarget | null} target - Has the focus.
 * @returns {boolean} Whether the arrow keys move something there, or where the reader last clicked.
 */
function isMoving(target) {
  if (/** @type {Element} */ (target).closest(MOVED) || window.visualViewport?.scale > 1) return true
  return [target, getSelection()?.anchorNode?.parentElement].some(isScrollable)
}

/** @param {Element | null | undefined} element */
function isScrollable(element) {
  for (let box = element; box; box = box.parentElement) {
    if (box.scrollWidth > box.clientWidth && /auto|scroll/.test(getComputedStyle(box).overflowX)) return true
  }
  return false
}
