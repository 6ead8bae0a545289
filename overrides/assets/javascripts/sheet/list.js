import { fetchPage } from "./fetched.js"

/**
 * @typedef {object} Row
 * @property {number} number - Its place in the list, from 1 on.
 * @property {string} title
 * @property {string} url
 * @property {Element | null} element - Stands for it on the sheet.
 * @property {boolean} isShown - Or else the element says that it could not be had.
 */

/** The rows of a list of questions, whose first page has the others after it, each one leading on. */
export class List {
  /** @type {Row[]} */
  rows = []
  /** @type {string | null} The page to read on from. */
  #next

  /** Has its first rows at once where the page shown is the list's first. */
  constructor() {
    const isFirst = !document.querySelector(".recto-pages li:first-child > a")
    if (isFirst) this.#add(document, location.href)
    else this.#next = linked(document, ".recto-pages li:nth-child(2) > a", location.href)
  }

  get isWhole() {
    return this.#next === null
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Promise<void>} Rejects with a PageError; asked again, it goes on from there.
   */
  async readOn(signal) {
    while (this.#next) this.#add(await fetchPage(this.#next, signal), this.#next)
  }

  /**
   * @param {Document} page
   * @param {string} url
   */
  #add(page, url) {
    for (const link of page.querySelectorAll(".recto-list > ul > li > a")) {
      const number = this.rows.length + 1
      const { href } = new URL(link.getAttribute("href"), url)
      this.rows.push({ number, title: link.textContent, url: href, element: null, isShown: false })
    }
    this.#next = linked(page, ".recto-pages li:last-child > a", url)
  }
}

/**
 * @param {Document} page
 * @param {string} selector
 * @param {string} url - Where the page is from.
 * @returns {string | null}
 */
function linked(page, selector, url) {
  const href = page.querySelector(selector)?.getAttribute("href")
  return href ? new URL(href, url).href : null
}
