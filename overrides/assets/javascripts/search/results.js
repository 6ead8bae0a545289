/**
 * The questions that were found, as rows of a list.
 *
 * @typedef {import("./engine/engine.js").Result} Result
 * @typedef {import("./engine/engine.js").Passage} Passage
 */
import { difficulty } from "../strings.js"
import { make } from "./element.js"

/**
 * @param {Result} result
 * @param {string} root - URL of the site's root.
 * @returns {HTMLElement}
 */
export function makeResult(result, root) {
  const facts = [...result.topics.map((topic) => topic.name), difficulty[result.difficulty]]
  return make(
    "li",
    { class: "recto-result" },
    make(
      "a",
      { class: "recto-result__link", href: address(result, root), "data-row": true, dir: "auto" },
      ...marked(result.title),
    ),
    make(
      "p",
      { class: "recto-result__facts" },
      ...facts.filter(Boolean).map((fact) => make("span", {}, fact)),
    ),
    make("p", { class: "recto-result__passage", dir: "auto" }, ...marked(result.passage)),
  )
}

/**
 * The question's page, told what to mark and where to go: see answer.js.
 *
 * @param {Result} result
 * @param {string} root
 */
function address(result, root) {
  const url = new URL(result.url, root)
  if (result.words.length) url.searchParams.set("h", result.words.join(" "))
  url.hash = result.anchor ?? ""
  return url.href
}

/**
 * @param {Passage} passage
 * @returns {(HTMLElement | string)[]}
 */
function marked(passage) {
  return passage.map(({ text, isMarked }) =>
    isMarked ? make("mark", { class: "recto-mark" }, text) : text,
  )
}
