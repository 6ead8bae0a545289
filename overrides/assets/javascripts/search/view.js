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
  const status = make("p", {
    "aria-live": "polite",
    class: "recto-search__status",
    role: "status",
    tabindex: -1,
  })
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
    status.replaceChildren(answer ? summary(answer.total, state.page, pages) : asked)
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
        answer.corrected === null ? null : makeCorrection(state, answer.corrected),
        makeNamedTopics(answer.topics, root),
        make("ol", { class: "recto-search__results", "aria-label": t.results }, ...rows),
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
    return make("p", { class: "recto-search__correction" }, ...parts)
  }

  /** @param {...(Node | null)} children */
  const replace = (...children) => {
    const focused = document.activeElement
    const isInside = found.contains(focused)
    const href = focused?.getAttribute("href")
    found.replaceChildren(...children.filter((child) => child !== null))
    if (!isInside) return
    // Whoever has gone on to a row keeps it as long as it is there.
    const same = href && [...found.querySelectorAll("a")].find((link) => link.getAttribute("href") === href)
    const box = found.closest(".recto-search")?.querySelector("input")
    ;(same || box)?.focus()
  }

  /** @type {Node | null} */
  let failure = null
  const fail = () => {
    // While more is typed, it is not said again, and the button stays the same: a click on it is not lost.
    if (status.textContent !== t.failed) status.replaceChildren(t.failed)
    if (found.contains(failure)) return
    failure = makeFailure(retry)
    replace(failure)
  }
  const firstResult = () => found.querySelector(".recto-result__link")
  return { fail, firstResult, found, show, status }
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
