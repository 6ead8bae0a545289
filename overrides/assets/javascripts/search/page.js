/**
 * The search as a page of its own, whose address tells what is searched.
 */
import { search as t } from "../strings.js"
import { decimal, fill } from "../text.js"
import { make, makeLink } from "./element.js"
import { createPanel } from "./panel.js"
import { read, write } from "./state.js"

const SIZE = 20

/** @param {HTMLElement} element - Is filled with the search. */
export function mount(element) {
  const page = location.origin + location.pathname
  const title = document.title
  /** The address of this step of the history before anything was typed over it. */
  let settled = location.href

  /**
   * @param {import("./state.js").State} state
   * @param {boolean} isTyped
   */
  const go = (state, isTyped) => {
    const address = page + write(state)
    if (isTyped) history.replaceState(null, "", address)
    else if (address !== location.href) history.pushState(null, "", address)
    if (!isTyped) settled = address
    name(state.query)
    return panel.search(state)
  }
  /** What was typed becomes a step of its own. */
  const settle = () => {
    const typed = location.href
    if (typed === settled) return
    history.replaceState(null, "", settled)
    history.pushState(null, "", typed)
    settled = typed
  }
  const name = (/** @type {string} */ query) => {
    document.title = query.trim() ? fill(t.title, { query: query.trim(), title }) : title
  }
  const turn = async (/** @type {import("./state.js").State} */ state) => {
    await go(state, false)
    panel.focusResults()
    panel.element.scrollIntoView()
  }
  const panel = createPanel({
    page,
    size: SIZE,
    state: read(location.search),
    onEnter: settle,
    onChange: go,
    footer: (state, found) => pager(page, state, Math.ceil(found.total / SIZE), turn),
  })
  panel.element.classList.add("recto-search--page")
  element.append(panel.element)
  addEventListener("popstate", () => {
    settled = location.href
    const state = read(location.search)
    name(state.query)
    panel.search(state)
  })
  name(read(location.search).query)
  const { top } = history.state ?? {}
  panel.search().then(() => top && scrollTo({ top, behavior: "instant" }))
  // The browser comes back to where the reader was before there are results.
  addEventListener("pagehide", () => history.replaceState({ top: scrollY }, ""))
  if (!location.search) panel.focus()
}

/**
 * @param {string} page - URL of the search page.
 * @param {import("./state.js").State} state
 * @param {number} pages
 * @param {(state: import("./state.js").State) => void} onTurn
 */
function pager(page, state, pages, onTurn) {
  if (pages < 2) return null
  const link = (/** @type {number} */ number, /** @type {string} */ text, /** @type {string} */ rel) => {
    const there = { ...state, page: number }
    const made = makeLink(page + write(there), text, "recto-pager__link", () => onTurn(there))
    made.setAttribute("rel", rel)
    return made
  }
  const here = fill(t.page, { page: decimal(state.page), pages: decimal(pages) })
  return make(
    "nav",
    { class: "recto-pager", "aria-label": t.pages },
    state.page > 1 ? link(state.page - 1, t.previous, "prev") : null,
    make("span", { class: "recto-pager__here" }, here),
    state.page < pages ? link(state.page + 1, t.next, "next") : null,
  )
}
