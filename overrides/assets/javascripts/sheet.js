/**
 * The way to show all questions of a list in its place. What that takes is fetched when it is used.
 */
import { make } from "./search/element.js"

/** @param {HTMLElement} opener - Holds a button, and knows what to say when that cannot be fetched. */
export function mount(opener) {
  const failure = make("span", { role: "alert" }, opener.dataset.failure)
  let isOpening = false
  let tries = 0
  opener.querySelector("button").addEventListener("click", async () => {
    if (isOpening) return
    isOpening = true
    failure.remove()
    try {
      // Browsers may remember that a module could not be fetched.
      const { open } = await import(tries ? `./sheet/sheet.js?${tries}` : "./sheet/sheet.js")
      await open(opener)
    } catch {
      tries += 1
      opener.append(failure)
    }
    isOpening = false
  })
}
