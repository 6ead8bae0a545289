import { reach } from "../overflow.js"

const BOXES = "pre > code, table, .arithmatex"
/** Whether the browser leaves out what is far from view. */
const IS_LAZY = CSS.supports("content-visibility", "auto")

/**
 * Lets what is too wide be scrolled by keyboard. It has a width only where it is near and open; to ask for
 * one elsewhere would have everything laid out.
 *
 * @param {HTMLElement} questions - What holds them.
 */
export function reachBoxes(questions) {
  const near = new WeakSet()
  questions.addEventListener(
    "contentvisibilityautostatechange",
    ({ skipped, target }) => {
      if (skipped) near.delete(target)
      else {
        near.add(target)
        reach(target, BOXES)
      }
    },
    { capture: true },
  )
  questions.addEventListener(
    "toggle",
    ({ target }) => {
      const question = target.closest(".recto-sheet__question")
      if (near.has(question) || !IS_LAZY) reach(question, BOXES)
    },
    { capture: true },
  )
}
