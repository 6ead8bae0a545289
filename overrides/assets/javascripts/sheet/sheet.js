import { loadStyles, make } from "../search/element.js"
import { study as t } from "../strings.js"
import { Bar } from "./bar.js"
import { reachBoxes } from "./boxes.js"
import { PageError } from "./fetched.js"
import { List } from "./list.js"
import { arrangeForPrint } from "./paper.js"
import { makeGap } from "./question.js"
import { read } from "./read.js"

/** @typedef {import("./list.js").Row} Row */

/** Milliseconds for which questions are gathered, to be shown together. */
const GATHERING = 200

/** The list, the way to its other pages, and which of them it is. */
const LIST = ".recto-list, .recto-pages, .recto-facts li:not(:has(a)) + li:not(:has(a))"

let isStyled = false

/** @param {HTMLElement} opener - What asks for a sheet, and is away while it is there. */
export async function open(opener) {
  if (!isStyled) await loadStyles("sheet.css")
  isStyled = true
  new Sheet(opener).enter()
}

/** A study sheet: all questions of a list one below the other, in the place of the list. */
class Sheet {
  #list = new List()
  #calls = new AbortController()
  #stay = new AbortController()
  #isRunning = false
  #isCutOff = false
  #areOpen = false
  #questions = make("div")
  #gathered = new DocumentFragment()
  #timer = 0
  #bar = new Bar({
    run: () => this.#run(),
    stop: () => this.#calls.abort(),
    openAll: () => this.#openAll(true),
    closeAll: () => this.#openAll(false),
    leave: () => this.#leave(),
  })
  #element = make("section", { "aria-label": t.sheet, class: "recto-sheet" }, this.#bar.element, this.#questions)
  #opener

  /** @param {HTMLElement} opener */
  constructor(opener) {
    this.#opener = opener
  }

  enter() {
    arrangeForPrint(this.#questions, this.#stay.signal)
    reachBoxes(this.#questions)
    this.#opener.replaceWith(this.#element)
    showList(false)
    this.#run()
    this.#bar.focus()
  }

  #leave() {
    this.#calls.abort()
    this.#stay.abort()
    this.#element.replaceWith(this.#opener)
    showList(true)
    this.#opener.querySelector("button").focus()
  }

  /** Gets what is not shown yet. */
  async #run() {
    const calls = new AbortController()
    this.#calls = calls
    this.#isRunning = true
    this.#isCutOff = false
    this.#tell()
    try {
      for await (const [row, found] of read(this.#list, calls.signal)) {
        if (found instanceof PageError && !found.isGone) throw found
        this.#add(row, found)
      }
    } catch (error) {
      if (!(error instanceof PageError)) throw error
      this.#isCutOff = !calls.signal.aborted
    } finally {
      calls.abort()
      this.#isRunning = false
      this.#flush()
    }
  }

  /**
   * @param {Row} row
   * @param {HTMLElement | PageError} found
   */
  #add(row, found) {
    row.isShown = !(found instanceof PageError)
    const element = found instanceof PageError ? makeGap(row) : found
    if (this.#areOpen) setOpen(element, true)
    if (row.element) row.element.replaceWith(element)
    else this.#gathered.append(element)
    row.element = element
    this.#timer ||= setTimeout(() => this.#flush(), GATHERING)
  }

  #flush() {
    clearTimeout(this.#timer)
    this.#timer = 0
    this.#questions.append(this.#gathered)
    this.#tell()
  }

  #tell() {
    const { isWhole, rows } = this.#list
    const shown = rows.filter((row) => row.isShown).length
    const gaps = rows.filter((row) => row.element && !row.isShown).length
    const isRunning = this.#isRunning
    this.#bar.show({ shown, total: rows.length, gaps, isWhole, isRunning, isCutOff: this.#isCutOff })
  }

  /** @param {boolean} areOpen */
  #openAll(areOpen) {
    this.#areOpen = areOpen
    setOpen(this.#questions, areOpen)
  }
}

/** @param {boolean} isShown */
function showList(isShown) {
  for (const part of document.querySelectorAll(LIST)) part.hidden = !isShown
}

/**
 * @param {Element} element
 * @param {boolean} isOpen
 */
function setOpen(element, isOpen) {
  for (const answer of element.querySelectorAll("details.recto-answer")) answer.open = isOpen
}
