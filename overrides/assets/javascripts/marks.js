/**
 * Marks words in the text of an element, whole words and without regard to case.
 */
const SILENT = "button, math, script, style, svg, textarea, .arithmatex, .headerlink, .md-code__nav"
const LETTER = /[\p{L}\p{M}\p{N}]/u
/** Scripts that put no blanks between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Thai}]/u

/**
 * @param {HTMLElement} element
 * @param {string[]} words
 * @param {string} without - Selector of the parts to leave alone.
 * @returns {HTMLElement[]} The marks, in reading order.
 */
export function mark(element, words, without) {
  const pattern = new RegExp(alternatives(words), "giu")
  const texts = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode))
  return texts
    .filter((text) => !text.parentElement?.closest(`${SILENT}, ${without}`))
    .flatMap((text) => markText(text, pattern))
}

/** @param {HTMLElement} element */
export function unmark(element) {
  for (const found of element.querySelectorAll("mark.recto-mark")) {
    const parent = found.parentNode
    found.replaceWith(...found.childNodes)
    parent?.normalize()
  }
}

/** @param {string[]} words */
function alternatives(words) {
  return [...new Set(words)]
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"))
    .join("|")
}

/**
 * @param {Text} text
 * @param {RegExp} pattern
 * @returns {HTMLElement[]}
 */
function markText(text, pattern) {
  const { data } = text
  const found = [...data.matchAll(pattern)].filter(
    ({ 0: word, index }) => isEdge(data, index) && isEdge(data, index + word.length),
  )
  if (!found.length) return []
  const marks = []
  const parts = []
  let end = 0
  for (const { 0: word, index } of found) {
    const made = document.createElement("mark")
    made.className = "recto-mark"
    made.textContent = word
    marks.push(made)
    parts.push(data.slice(end, index), made)
    end = index + word.length
  }
  text.replaceWith(...parts, data.slice(end))
  return marks
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {boolean} Whether a word may begin or end there.
 */
function isEdge(text, at) {
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? ""
  const after = String.fromCodePoint(text.codePointAt(at) ?? 32)
  if (!LETTER.test(before) || !LETTER.test(after)) return true
  return UNSPACED.test(before) || UNSPACED.test(after)
}
