import { PageError, fetchPage } from "./fetched.js"
import { makeQuestion } from "./question.js"

/** @typedef {import("./list.js").Row} Row */

/** How many questions are fetched at once. */
const AHEAD = 4

/**
 * Fetches the questions of a list that are not shown, some at a time, and meanwhile the list's pages.
 *
 * @param {import("./list.js").List} list
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<[Row, HTMLElement | PageError]>} In the list's order. Throws a PageError if the
 *    list cannot be read on.
 */
export async function* read(list, signal) {
  /** @type {Promise<[Row, HTMLElement | PageError]>[]} */
  const ahead = []
  let failure = null
  try {
    for await (const row of wanting(list, signal)) {
      ahead.push(fetchQuestion(row, signal))
      if (ahead.length === AHEAD) yield await ahead.shift()
    }
  } catch (error) {
    failure = error
  }
  for (const fetched of ahead) yield await fetched
  if (failure) throw failure
}

/**
 * @param {import("./list.js").List} list
 * @param {AbortSignal} signal
 */
async function* wanting(list, signal) {
  const reading = list.readOn(signal)
  // The error is for whoever waits, which may be much later.
  reading.catch(() => {})
  const known = list.rows.length
  const isWanting = (/** @type {Row} */ row) => !row.isShown
  yield* list.rows.filter(isWanting)
  await reading
  yield* list.rows.slice(known).filter(isWanting)
}

/**
 * @param {Row} row
 * @param {AbortSignal} signal
 * @returns {Promise<[Row, HTMLElement | PageError]>}
 */
async function fetchQuestion(row, signal) {
  try {
    return [row, makeQuestion(row, await fetchPage(row.url, signal))]
  } catch (error) {
    // What nobody foresaw costs no other question.
    return [row, error instanceof PageError ? error : new PageError(row.url, true)]
  }
}
