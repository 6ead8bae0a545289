/**
 * Starts every component on the page: each element with `data-recto="name"` is mounted by the module of
 * that name.
 */
import { mount as answer } from "./answer.js"
import { mount as overflow } from "./overflow.js"
import { mount as searchKeys } from "./search/keys.js"
import { mount as search } from "./search/opener.js"

const components = {
  answer,
  overflow,
  search,
  "search-keys": searchKeys,
  "search-page": searchPage,
}

/** @param {HTMLElement} element */
async function searchPage(element) {
  try {
    const { mount } = await import("./search/page.js")
    mount(element)
  } catch {
    element.append("The search could not be loaded. Reload the page to try again.")
  }
}

for (const element of document.querySelectorAll("[data-recto]")) {
  for (const name of element.dataset.recto.split(" ")) components[name]?.(element)
}
