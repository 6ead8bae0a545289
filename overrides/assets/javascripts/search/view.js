/**
 * What a search found, or what stands in its place.
 *
 * @typedef {import("./engine/engine.js").Found} Found
 * @typedef {import("./engine/engine.js").Result} Result
 * @typedef {import("./engine/engine.js").Topic} Topic
 * @typedef {import("./state.js").State} State
 */
import { search as t } from "../strings.js"
import { decimal, fill, fillAround, questions } from "../text.js"
import { make, makeLink } from "./element.js"
import { clearRecentSearches, recentSearches } from "./recent.js"
import { makeResult } from "./results.js"
import { makeFailure, makeNamedTopics, makeNothing, makeRecent, makeTopics } from "./start.js"
import { isFiltered, write } from "./state.js"

/**
 * @param {object} options
 * @param {string} options.page - URL of the search page.
 * @param {string} options.root - URL of the site's root.
 * @param {number} options.size - Results on a page.
 * @param {(changed: Partial<State>) => void} options.change - Asks for another search.
 * @param {() => void} options.retry
 * @param {(state: State, found: Found) => Node | null} options.footer
 */
export function createView({ page, root, size, change, retry, footer }) {
  const status = make("p", { class: "recto-search__status", role: "status" })
  const found = make("div", { class: "recto-search__found" })

  /**
   * @param {State} state
   * @param {readonly Topic[]} topics
   * @param {Found | null} answer - Null where nothing is searched.
   * @param {Result[]} results
   */
  const show = (state, topics, answer, results) => {
    const pages = answer && Math.ceil(answer.total / size)
    const asked = state.query.trim() ? t.say_more : ""
    const corrected = answer?.total && answer.corrected ? [" ", makeCorrection(state, answer.corrected)] : []
    say(answer ? summary(answer.total, state.page, pages) : asked, ...corrected)
    if (!answer) {
      const again = () => show(state, topics, answer, results)
      replace(
        makeRecent(
          recentSearches(root),
          (query) => change({ query }),
          () => {
            clearRecentSearches(root)
            again()
          },
        ),
        makeTopics(topics, root),
      )
    } else if (answer.total === 0) {
      const clear = () => change({ topics: [], difficulties: [] })
      replace(
        makeNamedTopics(answer.topics, root),
        makeNothing(state.query, isFiltered(state), clear),
        makeTopics(topics, root),
      )
    } else {
      const rows = results.map((result) => makeResult(result, root))
      replace(
        makeNamedTopics(answer.topics, root),
        make("ol", { class: "recto-search__results", "aria-label": t.results, tabindex: -1 }, ...rows),
        footer(state, answer),
      )
    }
  }

  /**
   * @param {State} state
   * @param {string} corrected
   */
  const makeCorrection = (state, corrected) => {
    const literal = { ...state, isLiteral: true, page: 1 }
    const typed = fill(t.instead, { query: state.query.trim() })
    const instead = makeLink(page + write(literal), typed, "recto-search__link", () =>
      change({ isLiteral: true }),
    )
    const parts = fillAround(t.corrected, { corrected: make("strong", {}, corrected), instead })
    return make("span", { class: "recto-search__correction" }, ...parts)
  }

  const focusBox = () => found.closest(".recto-search")?.querySelector("input")?.focus()
  /** @param {...(Node | string)} said - Is read out, too. */
  const say = (...said) => {
    const isInside = status.contains(document.activeElement)
    status.replaceChildren(...said)
    if (isInside) focusBox()
  }
  /** @param {...(Node | null)} children */
  const replace = (...children) => {
    const focused = document.activeElement
    const isInside = found.contains(focused)
    found.replaceChildren(...children.filter((child) => child !== null))
    if (!isInside) return
    // Whoever has gone on to a row, or to their list, keeps it as long as it is there.
    const href = focused.getAttribute("href")
    const same = [...found.querySelectorAll(focused.localName)].find((one) => one.getAttribute("href") === href)
    if (same) same.focus()
    else focusBox()
  }

  /** @type {Node | null} */
  let failure = null
  const fail = () => {
    // While more is typed, it is not said again, and the button stays the same: a click on it is not lost.
    if (status.textContent !== t.failed) say(t.failed)
    if (found.contains(failure)) return
    failure = makeFailure(retry)
    replace(failure)
  }
  const firstResult = () => found.querySelector(".recto-result__link")
  return { fail, firstResult, found, say, show, status }
}

/**
 * @param {number} total
 * @param {number} page
 * @param {number} pages
 */
function summary(total, page, pages) {
  if (!total) return t.none
  if (page < 2) return questions(total)
  return fill(t.page_of, { questions: questions(total), page: decimal(page), pages: decimal(pages) })
}
