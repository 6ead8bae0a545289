/**
 * The words of a language and in how many questions each stands: what a typed word may have been
 * meant to be.
 */

/** Candidates that a misspelt or unfinished word stands for at most. */
const MOST_GUESSES = 4
const MOST_COMPLETIONS = 12
/** Letters from which on it is guessed how a word goes on. */
const LEAST_LETTERS = 3
/** Questions that all completions together may stand in: each is looked up. */
const MOST_QUESTIONS = 2000

/** @param {string} text - A word and a number a line, the commonest first. */
export function readVocabulary(text) {
  const counts = new Map()
  for (const line of text.split("\n")) {
    const [word, count] = line.split(" ")
    if (count) counts.set(word, Number(count))
  }

  return {
    has: (word) => counts.has(word),
    count: (word) => counts.get(word) ?? 0,

    /** @returns {string[]} Words that begin so, the commonest first, one of those that go on alike. */
    completions(start) {
      const found = []
      let left = MOST_QUESTIONS
      if (start.length < LEAST_LETTERS) return found
      for (const [word, count] of counts) {
        if (!word.startsWith(start) || word === start || count > left) continue
        if (found.some((other) => word.startsWith(other) || other.startsWith(word))) continue
        left -= count
        if (found.push(word) === MOST_COMPLETIONS) break
      }
      return found
    },

    /** @returns {{word: string, distance: number}[]} Words near to this one, the nearest first. */
    guesses(typed) {
      const most = typed.length < 4 ? 0 : typed.length < 6 ? 1 : 2
      const found = []
      for (const word of counts.keys()) {
        if (Math.abs(word.length - typed.length) > most || word.length < 3) continue
        const distance = editDistance(typed, word, most)
        if (distance <= most) found.push({ word, distance: distance + (word[0] === typed[0] ? 0 : 0.5) })
      }
      // The sort is stable, so of equally near words the commonest comes first.
      return found.sort((a, b) => a.distance - b.distance).slice(0, MOST_GUESSES)
    },

    /** @returns {[string, string] | null} Two words that the typed one was run together from. */
    halves(typed) {
      for (let at = 3; at <= typed.length - 3; at++) {
        const [head, tail] = [typed.slice(0, at), typed.slice(at)]
        if (counts.has(head) && counts.has(tail)) return [head, tail]
      }
      return null
    },
  }
}

/**
 * The optimal string alignment distance: letters added, left out, changed, or swapped with the next.
 *
 * @returns {number} The distance, or a number over `most` as soon as it is known to be larger.
 */
function editDistance(a, b, most) {
  let before = []
  let above = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] !== b[j - 1]))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1)
      }
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    ;[before, above] = [above, row]
  }
  return above[b.length]
}
