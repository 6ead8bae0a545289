/**
 * Starts every component on the page: each element with `data-recto="name"` is mounted by the module of
 * that name.
 */
import { mount as answer } from "./answer.js"
import { mount as code } from "./code.js"
import { mount as menu } from "./menu.js"
import { mount as overflow } from "./overflow.js"
import { mount as print } from "./print.js"
import { mount as scheme } from "./scheme.js"
import { isPlain } from "./search/element.js"
import { mount as search } from "./search/opener.js"
import { mount as sheet } from "./sheet.js"
import { mount as keys } from "./study/keys.js"

const components = {
  answer,
  code,
  keys,
  menu,
  overflow,
  print,
  random: onDemand(() => import("./study/random.js")),
  scheme,
  search,
  "search-page": searchPage,
  sheet,
  shortcuts: onDemand(() => import("./study/shortcuts.js")),
}

/**
 * A button, or a link to what stands in where the module cannot be fetched.
 *
 * @param {() => Promise<{open: () => void}>} load - Fetches the module that a click opens.
 * @returns {(element: HTMLElement) => void}
 */
function onDemand(load) {
  return (element) => {
    element.addEventListener("click", (event) => {
      if (!isPlain(event)) return
      event.preventDefault()
      load().then(
        ({ open }) => open(),
        () => element.href && location.assign(element.href),
      )
    })
  }
}

/** @param {HTMLElement} element */
async function searchPage(element) {
  try {
    const { mount } = await import("./search/page.js")
    mount(element)
  } catch {
    element.append(element.dataset.failure)
  }
}

for (const element of document.querySelectorAll("[data-recto]")) {
  for (const name of element.dataset.recto.split(" ")) components[name]?.(element)
}
