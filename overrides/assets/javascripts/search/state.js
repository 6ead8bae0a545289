/**
 * What is being searched, and how an address tells it:
 * `?q=words&topic=slug&difficulty=easy&page=2&literally=1`.
 *
 * @typedef {object} State
 * @property {string} query
 * @property {string[]} topics - Slugs.
 * @property {string[]} difficulties
 * @property {boolean} isLiteral - Whether the query is to be taken as it is spelt.
 * @property {number} page - From 1.
 */

/** @type {State} */
export const NOTHING = Object.freeze({
  query: "",
  topics: [],
  difficulties: [],
  isLiteral: false,
  page: 1,
})

/**
 * @param {string} parameters - Of an address, with or without its question mark.
 * @returns {State}
 */
export function read(parameters) {
  const given = new URLSearchParams(parameters)
  return {
    query: given.get("q") ?? "",
    topics: [...new Set(given.getAll("topic"))],
    difficulties: [...new Set(given.getAll("difficulty"))],
    isLiteral: given.has("literally"),
    page: Math.max(1, Number.parseInt(given.get("page") ?? "1", 10) || 1),
  }
}

/**
 * @param {State} state
 * @returns {string} Empty where nothing is searched.
 */
export function write(state) {
  const given = new URLSearchParams()
  if (state.query.trim()) given.append("q", state.query.trim())
  for (const topic of state.topics) given.append("topic", topic)
  for (const difficulty of state.difficulties) given.append("difficulty", difficulty)
  if (state.isLiteral) given.append("literally", "1")
  if (state.page > 1) given.append("page", String(state.page))
  const parameters = given.toString()
  return parameters ? `?${parameters}` : ""
}

/** @param {State} state */
export function isFiltered(state) {
  return state.topics.length + state.difficulties.length > 0
}

/** @param {State} state */
export function isNothing(state) {
  return !state.query.trim() && !isFiltered(state)
}
