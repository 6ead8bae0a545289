/**
 * The way to show all questions of a list in its place. What that takes is fetched when it is used.
 */
import { make } from "./search/element.js"

/** @param {HTMLElement} opener - Holds a button, and knows what to say when that cannot be fetched. */
export function mount(opener) {
  opener.hidden = false
  opener.querySelector("button").addEventListener("click", async () => {
    opener.querySelector("[role=alert]")?.remove()
    try {
      const { Sheet } = await import("./sheet/sheet.js")
      await Sheet.open(opener)
    } catch {
      opener.append(make("span", { role: "alert" }, opener.dataset.failure))
    }
  })
}
