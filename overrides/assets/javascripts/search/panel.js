/**
 * Box, filters and results: what the dialog and the search page have in common.
 *
 * @typedef {import("./engine/engine.js").Engine} Engine
 * @typedef {import("./engine/engine.js").Found} Found
 * @typedef {import("./engine/engine.js").Result} Result
 * @typedef {import("./state.js").State} State
 *
 * @typedef {object} Options
 * @property {string} page - URL of the search page.
 * @property {number} size - Results on a page.
 * @property {State} state - What is searched at first.
 * @property {(state: State, isTyped: boolean) => void} onChange - The reader wants another search:
 *    typed a little more, or chose something.
 * @property {(first: () => Promise<HTMLElement | null>) => void} onEnter - The box was sent off; gives
 *    the link of the first result.
 * @property {(state: State, found: Found) => Node | null} footer - Stands below the results.
 */
import { search as t } from "../strings.js"
import { createBox } from "./box.js"
import { make, siteRoot } from "./element.js"
import { createFilters } from "./filters.js"
import { loader } from "./loader.js"
import { addRecentSearch } from "./recent.js"
import { walkRows } from "./rows.js"
import { isFiltered, isNothing, write } from "./state.js"
import { createView } from "./view.js"

/** Milliseconds without another character before it is searched. */
const PAUSE = 50
/** Milliseconds of searching before it is said. */
const PATIENCE = 300
/** Where the search page shows the filters beside the results, as search.css has it. */
const WIDE = "(min-width: 60em)"

/** @param {Options} options */
export function createPanel(options) {
  const root = siteRoot()
  const { engine, reset } = loader(root, () => location.assign(options.page + write(state)))
  let state = options.state
  let turn = 0
  let pause = 0
  /** @type {Promise<void>} */
  let latest = Promise.resolve()
  /** Settles when nothing is searched: what is searched cannot be called off, only be waited for. */
  let busy = Promise.resolve()

  const change = (/** @type {Partial<State>} */ changed, isTyped = false) => {
    state = { ...state, query: input.value, page: 1, ...changed }
    options.onChange(state, isTyped)
  }
  /** Search for what was typed last without waiting for more; whether there was anything. */
  const catchUp = () => {
    clearTimeout(pause)
    if (input.value === state.query) return false
    change({ query: input.value, isLiteral: false }, true)
    return true
  }
  const { form, input } = createBox({
    onInput: (query) => {
      clearTimeout(pause)
      pause = setTimeout(() => change({ query, isLiteral: false }, true), PAUSE)
    },
    onEnter: () => {
      addRecentSearch(root, input.value)
      catchUp()
      options.onEnter(firstResult)
    },
  })
  const filters = createFilters(input, (kind, value) => {
    const others = state[kind].filter((chosen) => chosen !== value)
    const isChosen = others.length < state[kind].length
    change({ [kind]: isChosen ? others : [...others, value] })
  })
  const view = createView({ ...options, root, change, retry })
  const bar = make("div", { class: "recto-search__bar" }, view.status, filters.toggle)
  const body = make("div", { class: "recto-search__body" }, bar, filters.chips, filters.list, view.found)
  const element = make("div", { class: "recto-search", role: "search" }, form, body)
  walkRows(element, input)
  view.found.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest(".recto-result")) {
      addRecentSearch(root, state.query)
    }
  })
  filters.list.addEventListener("toggle", () => latest.then(count))
  matchMedia(WIDE).addEventListener("change", () => latest.then(count))

  /** @type {{engine: Engine, found: Found} | null} */
  let answer = null
  /** The query that the results are those of. */
  let shown = ""

  /** The first result of what is wanted last, once it is there. */
  async function firstResult() {
    const awaited = latest
    await awaited
    return awaited === latest ? view.firstResult() : firstResult()
  }

  /**
   * @template T
   * @param {Promise<T>} work
   */
  function during(work) {
    const settled = () => undefined
    busy = work.then(settled, settled)
    return work
  }

  /** Search for what the state says, and show it unless something else is wanted meanwhile. */
  async function find() {
    const own = ++turn
    const slow = setTimeout(() => own === turn && view.say(t.searching), PATIENCE)
    try {
      const opened = await engine()
      const { difficulties, isLiteral, query, topics } = state
      const isEmpty = isNothing(state)
      await busy
      if (own !== turn) return
      const found = isEmpty
        ? null
        : await during(opened.find(query, { topics, difficulties }, { literally: isLiteral }))
      if (own !== turn) return
      const page = Math.min(state.page, Math.max(1, Math.ceil((found?.total ?? 0) / options.size)))
      const from = (page - 1) * options.size
      const results = (await found?.results(from, from + options.size)) ?? []
      if (own !== turn) return
      state = { ...state, page }
      answer = found && { engine: opened, found }
      view.show(state, opened.topics, found, results)
      if (query !== shown) body.scrollTop = 0
      shown = query
      filters.showChips(state, opened.topics)
      element.classList.toggle("recto-search--empty", isEmpty || (!found?.total && !isFiltered(state)))
      void count()
    } catch (error) {
      if (own !== turn) return
      console.error(error)
      answer = null
      element.classList.add("recto-search--empty")
      view.fail()
    } finally {
      clearTimeout(slow)
    }
  }

  /** Count what each filter would leave, once the results are there and the filters can be seen. */
  async function count() {
    if (!answer || !filters.isShown()) return
    const { engine, found } = answer
    try {
      const counts = await found.counts()
      if (answer?.found === found) filters.showCounts(state, counts, engine.topics)
    } catch {
      // The results are there; the filters stay as they were.
    }
  }

  function retry() {
    reset()
    view.say()
    input.focus()
    if (!catchUp()) search()
  }

  /** @param {State} [wanted] */
  function search(wanted = state) {
    clearTimeout(pause)
    state = wanted
    if (input.value.trim() !== state.query.trim()) input.value = state.query
    latest = find()
    return latest
  }

  function focus() {
    input.focus()
    input.select()
  }
  const focusResults = () => view.found.querySelector("ol")?.focus({ preventScroll: true })
  /** @param {string} query */
  function type(query) {
    input.value = query
    change({ query, isLiteral: false }, true)
  }
  input.value = state.query
  element.classList.toggle("recto-search--empty", isNothing(state))
  return { element, focus, focusResults, form, search, type }
}
