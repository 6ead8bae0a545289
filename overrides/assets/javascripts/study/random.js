/**
 * Goes to a question at random, any but the one that is shown, each as likely as another. However many
 * there are, of their list only the first page is fetched and the one that the question is on.
 */
import { questionsPage } from "../search/element.js"
import { fetchPage } from "../sheet/fetched.js"

/** With two questions on two pages, half of the draws are in vain; so many in a row never are. */
const DRAWS = 50

/** @type {AbortController | null} */
let going = null
// Whoever leaves the page meanwhile has chosen another way.
addEventListener("pagehide", () => going?.abort())

/** Goes there, or to the list of all questions if that cannot be fetched. */
export async function open() {
  going?.abort()
  const { signal } = (going = new AbortController())
  const list = questionsPage()
  const target = await draw(list, signal).catch(() => null)
  if (!signal.aborted) location.assign(target ?? list)
}

/**
 * @param {string} list - URL of the first page of the list.
 * @param {AbortSignal} signal
 * @returns {Promise<string | null>} The URL of a question; null if there is no other.
 */
async function draw(list, signal) {
  /** @type {Map<string, Promise<Leaf>>} */
  const leaves = new Map()
  const read = (/** @type {string} */ url) => {
    if (!leaves.has(url)) leaves.set(url, fetchLeaf(url, signal))
    return leaves.get(url)
  }
  const first = await read(list)
  // All pages but the last are as long as the first. Places that the last lacks are drawn in vain.
  const { length } = first.questions
  for (let drawn = 0; length && drawn < DRAWS; drawn++) {
    const place = Math.floor(Math.random() * first.pages * length)
    const page = Math.floor(place / length) + 1
    const { questions } = await read(page === 1 ? list : first.last.replace(NUMBER, String(page)))
    const question = questions[place % length]
    if (question && question !== here()) return question
  }
  return first.questions.find((question) => question !== here()) ?? null
}

/** The number of a page, in its address. */
const NUMBER = /\d+(?=\D*$)/

/**
 * @typedef {object} Leaf - A page of the list.
 * @property {string[]} questions - Their URLs.
 * @property {number} pages - How many pages there are, as far as this one links to them.
 * @property {string} last - The URL of the last of them.
 *
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<Leaf>}
 */
async function fetchLeaf(url, signal) {
  const page = await fetchPage(url, signal)
  const urls = (/** @type {string} */ selector) =>
    Array.from(page.querySelectorAll(selector), (link) => new URL(link.getAttribute("href"), url).href)
  const numbered = urls("nav.recto-pages a").map((last) => ({ last, pages: Number(NUMBER.exec(last)?.[0] ?? 1) }))
  const { last, pages } = numbered.reduce((one, other) => (other.pages > one.pages ? other : one), { last: url, pages: 1 })
  return { last, pages, questions: urls(".recto-list a") }
}

/** @returns {string} The URL of this page, as links to it have it. */
const here = () => location.origin + location.pathname.replace(/index\.html$/, "")
