/**
 * Fills in the strings of `strings.js`, which the build writes.
 */
import { count, language } from "./strings.js"

const numbers = new Intl.NumberFormat(language)
const rules = new Intl.PluralRules(language)

/**
 * @param {string} text - With names in braces.
 * @param {Record<string, string | number>} values - By name.
 */
export function fill(text, values) {
  return fillAround(text, values).join("")
}

/**
 * Fills in elements: a link within a sentence, which stands elsewhere in another language.
 *
 * @template T
 * @param {string} text - With names in braces.
 * @param {Record<string, T>} values - By name.
 * @returns {(string | T)[]} The text and the values, in the order of the sentence.
 */
export function fillAround(text, values) {
  return text.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? values[part] : part))
}

/**
 * @param {Record<string, string>} forms - By the categories of plurals.
 * @param {number} number - Stands for `{n}`.
 */
export function plural(forms, number) {
  return (forms[rules.select(number)] ?? forms.other).replace("{n}", decimal(number))
}

/** @param {number} number */
export const decimal = (number) => numbers.format(number)

/**
 * @param {number} number
 * @returns {string} "1 question", "1,200 questions"
 */
export const questions = (number) => plural(count.questions, number)
