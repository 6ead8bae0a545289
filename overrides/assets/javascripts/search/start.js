/**
 * What stands in place of results: before anything is searched, and when nothing is found.
 *
 * @typedef {import("./engine/engine.js").Topic} Topic
 */
import { search as t } from "../strings.js"
import { decimal, fill, questions } from "../text.js"
import { make, makeButton, topicsPage } from "./element.js"

const TOPICS = 24

/**
 * @param {string[]} searches
 * @param {(query: string) => void} onChoose
 * @param {() => void} onClear
 */
export function makeRecent(searches, onChoose, onClear) {
  if (!searches.length) return null
  const rows = searches.map((query) => {
    const button = makeButton(query, "recto-search__recent", () => onChoose(query))
    button.dataset.row = ""
    button.dir = "auto"
    return make("li", {}, button)
  })
  return make(
    "section",
    { "aria-label": t.recent },
    make(
      "div",
      { class: "recto-search__heading" },
      make("p", {}, t.recent),
      makeButton(t.clear, "recto-search__button", onClear),
    ),
    make("ul", {}, ...rows),
  )
}

/**
 * The topics above all others; where there are many, or none but one, those with the most questions.
 *
 * @param {readonly Topic[]} topics
 * @param {string} root
 */
export function makeTopics(topics, root) {
  const top = topics.filter((topic) => topic.parent === null)
  const offered = top.length > 1 ? top : topics
  const byCount = [...offered].sort((one, other) => other.count - one.count).slice(0, TOPICS)
  const shown = top.length > 1 && top.length <= TOPICS ? top : byCount
  if (!shown.length) return null
  return make(
    "section",
    { "aria-label": t.topics },
    make("div", { class: "recto-search__heading" }, make("p", {}, t.browse)),
    make(
      "ul",
      { class: "recto-search__browse" },
      ...shown.map((topic) =>
        make(
          "li",
          {},
          make("a", { class: "recto-search__link", href: new URL(topic.url, root).href }, topic.name),
          " ",
          make("span", { class: "recto-count" }, decimal(topic.count)),
        ),
      ),
    ),
    shown.length < offered.length ? makeAllTopics() : null,
  )
}

const makeAllTopics = () =>
  make("p", {}, make("a", { class: "recto-search__link", href: topicsPage() }, t.all_topics))

/**
 * The topics that the query names, ahead of the results.
 *
 * @param {readonly Topic[]} topics
 * @param {string} root
 */
export function makeNamedTopics(topics, root) {
  if (!topics.length) return null
  return make(
    "ul",
    { class: "recto-search__named" },
    ...topics.map((topic) =>
      make(
        "li",
        {},
        make(
          "a",
          { class: "recto-search__link", href: new URL(topic.url, root).href },
          fill(t.topic, { topic: topic.name, questions: questions(topic.count) }),
        ),
      ),
    ),
  )
}

/**
 * @param {string} query
 * @param {boolean} isFiltered
 * @param {() => void} onClearFilters
 */
export function makeNothing(query, isFiltered, onClearFilters) {
  const words = query.trim()
  const sentence = isFiltered ? (words ? t.none_with_passes : t.none_passes) : t.none_with
  return make(
    "div",
    { class: "recto-search__nothing" },
    make("p", {}, fill(sentence, { query: words })),
    isFiltered
      ? makeButton(t.remove_all, "recto-search__button", onClearFilters)
      : make("p", {}, t.other_words),
  )
}

/** @param {() => void} onRetry */
export function makeFailure(onRetry) {
  return make(
    "div",
    { class: "recto-search__nothing" },
    makeButton(t.again, "recto-search__button", onRetry),
    makeAllTopics(),
  )
}
