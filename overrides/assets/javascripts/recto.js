/**
 * Starts every component on the page: each element with `data-recto="name"` is mounted by the module of
 * that name.
 */
import { mount as answer } from "./answer.js"
import { mount as overflow } from "./overflow.js"
import { mount as search } from "./search.js"

const components = { answer, overflow, search }

for (const element of document.querySelectorAll("[data-recto]")) {
  for (const name of element.dataset.recto.split(" ")) components[name]?.(element)
}
