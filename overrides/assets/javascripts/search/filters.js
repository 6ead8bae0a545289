/**
 * Topics and difficulties to choose from, each with the number of questions there would be, and the
 * chosen ones as chips that take them off again.
 *
 * @typedef {import("./engine/engine.js").Counts} Counts
 * @typedef {import("./engine/engine.js").Topic} Topic
 * @typedef {import("./state.js").State} State
 * @typedef {"topics" | "difficulties"} Kind - The part of the state that holds the chosen ones.
 * @typedef {{kind: Kind, value: string, name: string, count: number}} Option
 */
import { difficulty, search as t } from "../strings.js"
import { decimal, fill } from "../text.js"
import { make, makeButton } from "./element.js"

const LEVELS = ["easy", "medium", "hard"]
const SHOWN = 12

/**
 * @param {HTMLInputElement} box
 * @param {(kind: Kind, value: string) => void} onToggle
 */
export function createFilters(box, onToggle) {
  const list = make("div", { class: "recto-filters", role: "group", "aria-label": t.filter, hidden: true })
  const chips = make("ul", { class: "recto-chips", "aria-label": t.filters })
  const toggle = makeButton(t.filter, "recto-search__button recto-search__toggle", () => {
    list.hidden = !list.hidden
    toggle.setAttribute("aria-expanded", String(!list.hidden))
    list.dispatchEvent(new Event("toggle"))
  })
  toggle.setAttribute("aria-expanded", "false")
  let isWhole = false

  /**
   * @param {State} state
   * @param {Counts} counts
   * @param {readonly Topic[]} topics
   */
  const showCounts = (state, counts, topics) => {
    const levels = [...LEVELS, ...[...counts.difficulty.keys()].filter((level) => !LEVELS.includes(level))]
    const difficulties = options("difficulties", levels, state, counts.difficulty, levelName)
    const names = new Map(topics.map((topic) => [topic.slug, topic.name]))
    const occurring = options("topics", [...names.keys()], state, counts.topic, (slug) => names.get(slug))
    occurring.sort((one, other) => other.count - one.count)
    const isShort = isWhole || occurring.length <= SHOWN + 1
    const groups = [
      makeGroup(t.by_difficulty, difficulties, state, onToggle),
      makeGroup(t.by_topic, isShort ? occurring : occurring.slice(0, SHOWN), state, onToggle),
    ]
    const more = makeButton(t.more_topics, "recto-search__button", () => {
      isWhole = true
      showCounts(state, counts, topics)
      list.querySelectorAll("fieldset:last-of-type input").item(SHOWN)?.focus()
    })
    const focused = document.activeElement?.getAttribute("value")
    const isInside = list.contains(document.activeElement)
    list.replaceChildren(...groups.filter((group) => group !== null), ...(isShort ? [] : [more]))
    if (!isInside) return
    const same = [...list.querySelectorAll("input")].find((input) => input.value === focused)
    ;(same ?? list.querySelector("input") ?? box).focus()
  }

  /**
   * @param {State} state
   * @param {readonly Topic[]} topics
   */
  const showChips = (state, topics) => {
    const name = (/** @type {string} */ slug) => topics.find((topic) => topic.slug === slug)?.name ?? slug
    const chip = (/** @type {Kind} */ kind, /** @type {string} */ value, /** @type {string} */ shown) => {
      const button = makeButton(shown, "recto-chips__chip", () => onToggle(kind, value))
      button.setAttribute("aria-label", fill(t.remove, { filter: shown }))
      return make("li", {}, button)
    }
    const at = [...chips.children].findIndex((item) => item.contains(document.activeElement))
    chips.replaceChildren(
      ...state.difficulties.map((level) => chip("difficulties", level, levelName(level))),
      ...state.topics.map((slug) => chip("topics", slug, name(slug))),
    )
    chips.hidden = !chips.childElementCount
    // Whoever took a chip off goes on with its neighbour, or in the box.
    const next = (chips.children[at] ?? chips.lastElementChild)?.querySelector("button")
    if (at >= 0) (next ?? box).focus()
  }

  /** @returns {boolean} A wide page shows them beside the results, whether unfolded or not. */
  const isShown = () => list.offsetParent !== null
  return { chips, isShown, list, showChips, showCounts, toggle }
}

/** @param {string} level - Of a question, or whatever an address says. */
const levelName = (level) => (LEVELS.includes(level) ? difficulty[level] : level)

/**
 * @param {Kind} kind
 * @param {string[]} values
 * @param {State} state
 * @param {Map<string, number>} counts
 * @param {(value: string) => string} name
 * @returns {Option[]} Those that occur or are chosen.
 */
function options(kind, values, state, counts, name) {
  return values
    .map((value) => ({ kind, value, name: name(value), count: counts.get(value) ?? 0 }))
    .filter(({ value, count }) => count > 0 || state[kind].includes(value))
}

/**
 * @param {string} name
 * @param {Option[]} options
 * @param {State} state
 * @param {(kind: Kind, value: string) => void} onToggle
 */
function makeGroup(name, options, state, onToggle) {
  if (!options.length) return null
  const rows = options.map(({ kind, value, name, count }) => {
    const input = make("input", { type: "checkbox", value, checked: state[kind].includes(value) })
    input.addEventListener("change", () => onToggle(kind, value))
    const number = make("span", { class: "recto-count" }, decimal(count))
    return make("label", { class: "recto-filters__option" }, input, make("span", {}, name), " ", number)
  })
  return make(
    "fieldset",
    { class: "recto-filters__group" },
    make("legend", { class: "recto-filters__name" }, name),
    ...rows,
  )
}
