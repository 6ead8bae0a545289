/**
 * Takes a query apart: its words, and the topics that it names.
 */

const STOP_WORDS = new Set(
  (
    "a about an and any are as at be because been but by can could did do does for from had has have how i if in " +
    "into is it its may me my no not of on or our should so some such than that the their them then there these " +
    "they this those to was we were what when where which while who why will with would you your explain discuss " +
    "describe tell between"
  ).split(" "),
)

// C++ and C# are other words than C.
const WORD = /[\p{L}\p{M}\p{N}_]+(?:['’][\p{L}\p{M}]+)*(?:(?:\+\+|#)(?![\p{L}\p{N}_]))?/gu
/** Scripts without blanks that Pagefind cuts into words. Text in Khmer, Lao or Myanmar it leaves whole. */
const SEGMENTED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/**
 * @param {string} text
 * @returns {string[]} Its words in lower case; scripts without blanks are cut by the browser.
 */
export function wordsOf(text) {
  const found = text.normalize("NFKC").toLowerCase().match(WORD) ?? []
  return found.flatMap((word) => (SEGMENTED.test(word) ? segments(word) : [word]))
}

function segments(word) {
  if (!Intl.Segmenter) return [...word]
  return [...new Intl.Segmenter("zh", { granularity: "word" }).segment(word)].map(({ segment }) => segment)
}

/** Whether a word can be misspelt: it is made of letters, in a script that has an alphabet. */
export const isSpelt = (word) => /^\p{L}+$/u.test(word) && !SEGMENTED.test(word)

/** Whether a word of English says something about what is asked for. */
export const isTelling = (word) => !STOP_WORDS.has(word)

/** @returns {string[]} The words that say something, or all of them if none does. */
export function telling(words) {
  const found = words.filter(isTelling)
  return found.length ? found : words
}

/**
 * Finds the topics that words name.
 *
 * @param {{slug: string, name: string, aliases: string[], acronyms: string[]}[]} topics
 */
export function topicNames(topics) {
  /** @type {Map<string, {topic: object, name: string}>} */
  const byName = new Map()
  for (const topic of topics) {
    for (const name of [topic.name, ...topic.acronyms, ...topic.aliases]) {
      const key = wordsOf(name).map(singular).join(" ")
      if (!byName.has(key)) byName.set(key, { topic, name })
    }
  }
  const longest = Math.max(1, ...[...byName.keys()].map((key) => key.split(" ").length))

  return {
    /**
     * @returns {{topic: object, from: number, to: number, isOwnName: boolean,
     *   spellings: {words: string[], weight: number}[]}[]}
     */
    find(words) {
      const found = []
      for (let from = 0; from < words.length; from++) {
        for (let to = Math.min(words.length, from + longest); to > from; to--) {
          const named = byName.get(words.slice(from, to).map(singular).join(" "))
          if (!named) continue
          const isOwnName = named.name === named.topic.name
          found.push({ topic: named.topic, from, to, isOwnName, spellings: spellings(named) })
          from = to - 1
          break
        }
      }
      return found
    },
  }
}

/** What an acronym is short for: names of its topic with its letters, or else the topic's own. */
function spellings({ topic, name }) {
  if (!topic.acronyms.includes(name)) return []
  const letters = wordsOf(name).join("")
  const names = [topic.name, ...topic.aliases].map((text) => telling(wordsOf(text)))
  const meant = names.filter((words) => words.length > 1 && isShortFor(letters, words))
  return meant.length
    ? meant.map((words) => ({ words, weight: 0.9 }))
    : [{ words: telling(wordsOf(topic.name)), weight: 0.4 }]
}

/** Whether letters are taken from words in order, the first of each word among them. */
function isShortFor(letters, [word, ...others]) {
  if (!letters || !word) return !letters && !word
  if (letters[0] !== word[0]) return false
  for (let taken = 1, at = 0; taken <= letters.length; taken++) {
    if (isShortFor(letters.slice(taken), others)) return true
    at = word.indexOf(letters[taken], at + 1)
    if (at < 0) return false
  }
  return false
}

/** Of three letters an acronym may end in s: TLS, DNS. */
function singular(word) {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word
}
