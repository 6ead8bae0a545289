import { wholeAddress } from "../print.js"
import { make } from "../search/element.js"
import { study as t } from "../strings.js"
import { decimal } from "../text.js"
import { PageError } from "./fetched.js"

/** @typedef {import("./list.js").Row} Row */

/**
 * A question as its page has it, made to stand on another page with many: below a heading of the second
 * level, with links that lead where they did, and with ids of its own.
 *
 * @param {Row} row
 * @param {Document} page
 * @returns {HTMLElement}
 * @throws {PageError} If there is no question on the page.
 */
export function makeQuestion(row, page) {
  const question = page.querySelector(".recto-question")
  const answer = question?.querySelector("details.recto-answer")
  if (!answer) throw new PageError(row.url, true)
  const parts = [...question.querySelectorAll(".recto-ask > :is(.recto-instruction, .recto-context)"), answer]
  for (const part of parts) settle(part, row)
  return makeEntry(row, { lang: question.getAttribute("lang"), dir: question.getAttribute("dir") }, parts)
}

/**
 * What stands in for a question that could not be had.
 *
 * @param {Row} row
 */
export const makeGap = (row) => makeEntry(row, {}, [make("p", { class: "recto-sheet__gap" }, t.sheet_gap)])

/**
 * @param {Row} row
 * @param {Record<string, string | null>} language
 * @param {Element[]} parts
 */
function makeEntry({ number, title, url }, language, parts) {
  const link = make("a", { href: url }, title)
  const count = make("span", { class: "recto-sheet__number" }, decimal(number))
  return make(
    "article",
    { class: "recto-sheet__question", ...language },
    make("h2", { class: "recto-sheet__title" }, count, " ", link),
    ...parts,
  )
}

/**
 * @param {Element} part
 * @param {Row} row
 */
function settle(part, { number, url }) {
  for (const name of ["href", "src"]) {
    for (const element of part.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, wholeAddress(element.getAttribute(name), url))
    }
  }
  for (const image of part.querySelectorAll("img")) image.loading = "lazy"
  for (const element of [part, ...part.querySelectorAll("[id]")]) {
    if (element.id) element.id = `question-${number}-${element.id}`
  }
  for (const heading of part.querySelectorAll("h2, h3, h4, h5")) {
    const lower = make(`h${Number(heading.localName[1]) + 1}`, {}, ...heading.childNodes)
    for (const { name, value } of heading.attributes) lower.setAttribute(name, value)
    heading.replaceWith(lower)
  }
}
