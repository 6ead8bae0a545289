import { search as t } from "../strings.js"
import { make } from "./element.js"

/**
 * The box that words are typed into.
 *
 * @param {object} does
 * @param {(query: string) => void} does.onInput
 * @param {() => void} does.onEnter
 * @returns {{form: HTMLElement, input: HTMLInputElement}}
 */
export function createBox({ onInput, onEnter }) {
  const input = /** @type {HTMLInputElement} */ (
    make("input", {
      "aria-label": t.name,
      autocapitalize: "off",
      autocomplete: "off",
      autocorrect: "off",
      class: "recto-search__box",
      enterkeyhint: "search",
      maxlength: 200,
      name: "q",
      placeholder: t.hint,
      spellcheck: "false",
      type: "search",
    })
  )
  const form = make("form", { class: "recto-search__form" }, input)
  input.addEventListener("input", () => onInput(input.value))
  input.addEventListener("keydown", (event) => {
    // The browser would empty the box.
    if (event.key === "Escape" && !event.isComposing) event.preventDefault()
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    onEnter()
  })
  return { form, input }
}
