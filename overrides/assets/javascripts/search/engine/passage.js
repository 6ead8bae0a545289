/**
 * Cuts from the text of a question the passage that says most of what was searched.
 *
 * @typedef {{text: string, isMarked: boolean}[]} Passage
 */

const LENGTH = 34
const BEFORE = 8

/**
 * @param {{content: string, raw_content?: string, raw_url?: string, url: string, meta: {title: string},
 *   anchors: {element: string, id: string, text: string, location: number}[]}} fragment
 * @param {Map<number, number>} places - Which words of the text were found, and what each counts.
 */
export function describe(fragment, places) {
  const { pieces, joint } = cut(fragment)
  const titleEnd = lengthOf(fragment.meta.title, pieces)
  const forms = new Set([...places.keys()].map((place) => bare(pieces[place] ?? "")).filter(isWord))
  const start = bestWindow(places, titleEnd, pieces.length)
  const first = firstMark(places, start) ?? start
  const heading = fragment.anchors
    .filter(({ element, location }) => /^h[2-6]$/.test(element) && location <= first)
    .sort((a, b) => a.location - b.location)
    .at(-1)
  return {
    url: (fragment.raw_url ?? fragment.url).replace(/^\//, ""),
    title: marked(joint ? fragment.meta.title.split(/(\s+)/) : pieces.slice(0, titleEnd), forms),
    passage: [
      ...(start > titleEnd ? [{ text: "… ", isMarked: false }] : []),
      ...marked(
        pieces.slice(start, start + LENGTH).flatMap((piece) => [piece, joint]),
        forms,
      ),
      ...(start + LENGTH < pieces.length ? [{ text: "…", isMarked: false }] : []),
    ],
    anchor: heading?.id ?? null,
    words: [...forms].slice(0, 12),
  }
}

/** The words of a text as Pagefind counts them, and what stands between two. */
function cut({ content, raw_content: raw }) {
  const text = decoded(raw ?? content)
  return text.includes("\u200b")
    ? { pieces: text.split("\u200b"), joint: "" }
    : { pieces: text.split(/[\r\n\s]+/), joint: " " }
}

/** How many of the pieces make up the title, which the text begins with. */
function lengthOf(title, pieces) {
  let left = title.replace(/\s/g, "").length
  let number = 0
  while (left > 0 && number < pieces.length) left -= pieces[number++].replace(/\s/g, "").length
  return number
}

/** Pagefind escapes these two characters, and no others, in what it calls the raw content. */
const decoded = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">")

/** A word, with what stands before and behind it. */
const CORE = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{M}\p{N}]*)$/su

const bare = (piece) => CORE.exec(piece)[2].toLowerCase()

const isWord = (form) => /^[\p{L}\p{M}\p{N}_'’-]+$/u.test(form)

/** Where the stretch of text begins that holds most of the words found, title aside. */
function bestWindow(places, from, to) {
  const found = [...places].filter(([place]) => place >= from).sort((a, b) => a[0] - b[0])
  let best = { start: from, value: 0 }
  for (let n = 0; n < found.length; n++) {
    const seen = new Map()
    for (let m = n; m < found.length && found[m][0] < found[n][0] + LENGTH - BEFORE; m++) {
      const [, value] = found[m]
      seen.set(value, (seen.get(value) ?? 0) + 1)
    }
    // The same word twice says little more than once.
    let value = 0
    for (const [worth, times] of seen) value += worth * (1 + Math.log(times) / 4)
    if (value > best.value) best = { start: found[n][0], value }
  }
  return Math.max(from, Math.min(best.start - BEFORE, to - LENGTH))
}

function firstMark(places, start) {
  return [...places.keys()].filter((place) => place >= start).sort((a, b) => a - b)[0]
}

/** @returns {Passage} The pieces with these words marked, neighbours of one kind joined. */
function marked(pieces, forms) {
  const passage = []
  for (const piece of pieces) {
    const [, before, word, behind] = CORE.exec(piece)
    for (const text of [before, word, behind]) {
      const isMarked = text === word && forms.has(word.toLowerCase())
      if (!text) continue
      if (passage.length && passage.at(-1).isMarked === isMarked) passage.at(-1).text += text
      else passage.push({ text, isMarked })
    }
  }
  return passage
}
