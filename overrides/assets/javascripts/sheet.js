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
      // What the module imports may be remembered, too, until the page is opened again.
      if (tries > 1 && (await isReachable())) location.reload()
      else opener.append(failure)
    }
    isOpening = false
  })
}

/** @returns {Promise<boolean>} Whether this page can be had anew. */
const isReachable = () =>
  fetch(location.href, { cache: "no-store", method: "HEAD" }).then(
    ({ ok }) => ok,
    () => false,
  )
