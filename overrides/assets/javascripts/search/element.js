/**
 * Makes an element with attributes and children.
 *
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null>} [attributes] - True sets an empty one, false
 *    and null set none.
 * @param {...(Node | string | null)} children - Strings become text.
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null) continue
    element.setAttribute(name, value === true ? "" : String(value))
  }
  element.append(...children.filter((child) => child !== null))
  return element
}

/**
 * @param {string} text
 * @param {string} block - Its class.
 * @param {() => void} onClick
 */
export function makeButton(text, block, onClick) {
  const button = make("button", { type: "button", class: block }, text)
  button.addEventListener("click", onClick)
  return button
}

/**
 * @param {MouseEvent} event
 * @returns {boolean} Whether the click asks for the link in this very tab.
 */
export function isPlain(event) {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
}

/**
 * A link that something on this page answers for. Opened elsewhere, it is a link like any other.
 *
 * @param {string} href
 * @param {string} text
 * @param {string} block
 * @param {() => void} onClick
 */
export function makeLink(href, text, block, onClick) {
  const link = make("a", { href, class: block }, text)
  link.addEventListener("click", (event) => {
    if (!isPlain(event)) return
    event.preventDefault()
    onClick()
  })
  return link
}

/**
 * Fetches a stylesheet that pages do without until something is opened.
 *
 * @param {string} file
 * @returns {Promise<void>} Settles when the styles apply; rejects if they cannot be fetched.
 */
export function loadStyles(file) {
  const { href } = new URL(`../../stylesheets/${file}`, import.meta.url)
  const link = make("link", { rel: "stylesheet", href })
  return new Promise((resolve, reject) => {
    link.addEventListener("load", () => resolve())
    link.addEventListener("error", () => reject(new Error(href)))
    document.head.append(link)
  })
}

/**
 * @param {string} name
 * @returns {string} The URL that a link of the header leads to.
 */
const leadsTo = (name) =>
  /** @type {HTMLAnchorElement} */ (document.querySelector(`.recto-header__${name}`)).href

/** @returns {string} The URL of the site's root, which ends in a slash. */
export const siteRoot = () => new URL(".", leadsTo("home")).href

/** @returns {string} The URL of the overview of topics. */
export const topicsPage = () => leadsTo("topics")

/** @returns {string} The URL of the list of all questions. */
export const questionsPage = () => leadsTo("questions")
