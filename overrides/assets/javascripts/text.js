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
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
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
