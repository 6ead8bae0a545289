/**
 * Opens a closed answer when the reader follows a link to it or to anything inside it, or comes from a
 * search for words that stand in it. Has the answer's fonts ready when the reader is about to open it.
 */
/** @param {HTMLElement} question - The question that holds the answer. */
export function mount(question) {
  const answer = question.querySelector("details")
  if (!answer) return

  const openTarget = () => {
    const target = document.querySelector(":target")
    if (!target || !answer.contains(target)) return
    answer.open = true
    target.scrollIntoView()
  }
  addEventListener("hashchange", openTarget)
  openTarget()
  question.classList.add("recto-question--ready")
  for (const kind of ["pointerenter", "focusin"]) {
    answer.firstElementChild?.addEventListener(kind, () => fetchFonts(answer), { once: true })
  }
  showSearched(question, answer)
}

/**
 * Fetches the fonts that the text needs beside the upright one.
 *
 * @param {HTMLElement} text
 */
function fetchFonts(text) {
  if (text.querySelector("strong, th, h3, h4, h5, h6")) document.fonts.load("600 1em Literata")
  if (text.querySelector("em, blockquote")) document.fonts.load("italic 1em Literata")
}

/**
 * Marks the words in the parameter `h`, and goes to where they were found: below the heading that the
 * address names, else in the answer, else anywhere. The key Escape takes the marks away.
 *
 * @param {HTMLElement} question
 * @param {HTMLDetailsElement} answer
 */
async function showSearched(question, answer) {
  const words = new URLSearchParams(location.search).get("h")?.split(/\s+/).filter(Boolean) ?? []
  if (!words.length) return
  const { mark, unmark } = await import("./marks.js")
  const marks = mark(question, words, ".recto-facts, .recto-related")
  const inside = marks.filter((found) => answer.contains(found))
  if (inside.length || !marks.length) answer.open = true
  const heading = document.querySelector(":target")
  const isBelow = (/** @type {HTMLElement} */ found) =>
    heading !== null && Boolean(heading.compareDocumentPosition(found) & Node.DOCUMENT_POSITION_FOLLOWING)
  goTo(inside.find(isBelow) ?? inside[0] ?? marks[0] ?? answer)
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) unmark(question)
  })
}

/**
 * The browser goes to the address's heading once more when all is loaded, and back to where the reader
 * was when the page is visited again.
 *
 * @param {HTMLElement} target
 */
function goTo(target) {
  const [visit] = performance.getEntriesByType("navigation")
  if (visit && visit.type !== "navigate") return
  const go = () => target.scrollIntoView({ behavior: "instant", block: "center" })
  go()
  if (document.readyState === "complete") return
  const given = new AbortController()
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(kind, () => given.abort(), { passive: true, signal: given.signal })
  }
  addEventListener("load", () => requestAnimationFrame(go), { once: true, signal: given.signal })
}
