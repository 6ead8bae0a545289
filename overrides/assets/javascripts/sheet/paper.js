import { hideAddresses, showAddresses } from "../print.js"
import { make } from "../search/element.js"
import { study as t } from "../strings.js"

/**
 * Has a sheet printed with all its answers behind all its questions.
 *
 * @param {HTMLElement} questions
 * @param {AbortSignal} signal - Ends it.
 */
export function arrangeForPrint(questions, signal) {
  /** @type {(() => void) | null} */
  let putBack = null
  const arrange = () => {
    // It knows answers by where they stand.
    showAddresses()
    putBack ??= moveAnswers(questions)
  }
  const restore = () => {
    putBack?.()
    putBack = null
    hideAddresses()
  }
  addEventListener("beforeprint", arrange, { signal })
  addEventListener("afterprint", restore, { signal })
}

/**
 * @param {HTMLElement} questions
 * @returns {() => void} Puts them back.
 */
function moveAnswers(questions) {
  /** @type {[Element, ChildNode[]][]} Each answer with what stands below its summary. */
  const moved = []
  const key = make("section", { class: "recto-sheet__key" }, make("h2", {}, t.sheet_answers))
  for (const question of questions.children) {
    const answer = question.querySelector(".recto-answer")
    if (!answer) continue
    const nodes = [...answer.childNodes]
    const text = nodes.splice(nodes.indexOf(answer.querySelector("summary")) + 1)
    const [number, link] = question.querySelector(".recto-sheet__title").children
    const title = make("h3", {}, number.cloneNode(true), " ", link.textContent)
    const { lang, dir } = question
    key.append(make("article", { lang: lang || null, dir: dir || null }, title, ...text))
    moved.push([answer, text])
  }
  questions.after(key)
  return () => {
    for (const [answer, text] of moved) answer.append(...text)
    key.remove()
  }
}
