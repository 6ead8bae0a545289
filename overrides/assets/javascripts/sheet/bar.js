import { make, makeButton } from "../search/element.js"
import { study as t } from "../strings.js"
import { decimal, fill, plural, questions } from "../text.js"

/**
 * @typedef {object} State - How far a sheet has got.
 * @property {number} shown
 * @property {number} total - Questions known of so far.
 * @property {number} gaps - Questions that could not be had.
 * @property {boolean} isWhole - Whether all are known of.
 * @property {boolean} isRunning
 * @property {boolean} isCutOff - Whether it ended since nothing can be had.
 */

/** What a sheet says of itself, and what can be done with it. */
export class Bar {
  #progress = make("p", { class: "recto-sheet__progress" })
  /** What came of it. Screen readers say it, and would say each step of the progress. */
  #status = make("div", { class: "recto-sheet__status", role: "status" })
  /** @type {Record<string, HTMLElement>} */
  #buttons

  /** @param {Record<"run" | "stop" | "openAll" | "closeAll" | "leave", () => void>} acts */
  constructor(acts) {
    const button = (/** @type {string} */ text, /** @type {() => void} */ act) =>
      makeButton(text, "recto-sheet__button", act)
    this.#buttons = {
      stop: button(t.sheet_stop, acts.stop),
      goOn: button(t.sheet_go_on, acts.run),
      tryAgain: button(t.sheet_try_again, acts.run),
      openAll: button(t.sheet_open_all, acts.openAll),
      closeAll: button(t.sheet_close_all, acts.closeAll),
      print: button(t.sheet_print, () => print()),
      leave: button(t.sheet_leave, acts.leave),
    }
    const buttons = make("div", { class: "recto-sheet__buttons" }, ...Object.values(this.#buttons))
    this.element = make("div", { class: "recto-sheet__bar" }, this.#progress, this.#status, buttons)
  }

  focus() {
    this.element.querySelector("button:not([hidden])").focus()
  }

  /** @param {State} state */
  show(state) {
    const lines = told(state)
    this.#progress.textContent = state.isRunning ? lines[0] : ""
    this.#say(state.isRunning ? [] : lines)
    const { gaps, isCutOff, isRunning, isWhole, shown, total } = state
    const hasFailed = !isRunning && (isCutOff || gaps > 0)
    const isOver = isWhole && shown === total
    const isOf = {
      stop: isRunning,
      goOn: !isRunning && !hasFailed && !isOver,
      tryAgain: hasFailed,
      openAll: shown > 1,
      closeAll: shown > 1,
      // Not every app that shows pages can print them.
      print: shown > 0 && Boolean(window.print),
      leave: true,
    }
    const held = /** @type {HTMLElement} */ (document.activeElement)
    for (const [name, button] of Object.entries(this.#buttons)) button.hidden = !isOf[name]
    if (held.hidden) this.focus()
  }

  /** @param {string[]} lines */
  #say(lines) {
    this.#status.replaceChildren(...lines.map((line) => make("p", {}, line)))
  }
}

/**
 * @param {State} state
 * @returns {string[]}
 */
function told({ gaps, isCutOff, isRunning, isWhole, shown, total }) {
  const lines = [questions(shown)]
  if (isWhole && shown < total) {
    lines[0] = fill(t.sheet_progress, { n: decimal(shown), questions: questions(total) })
  }
  if (gaps > 0 && !isRunning) lines.push(plural(t.sheet_gaps, gaps))
  if (isCutOff) lines.push(t.sheet_cut_off)
  return lines
}
