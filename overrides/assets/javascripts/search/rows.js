/**
 * Arrow keys that move the focus between a search box and the rows below it: every link or button with
 * `data-row`. A character typed on a row goes into the box.
 *
 * @param {HTMLElement} element - Holds the box and the rows.
 * @param {HTMLInputElement} box
 */
export function walkRows(element, box) {
  element.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
    const rows = [...element.querySelectorAll("[data-row]")].filter((row) => row.getClientRects().length)
    const at = rows.indexOf(/** @type {Element} */ (event.target))
    if (event.target !== box && at < 0) return
    const target = destination(event.key, rows, at, box)
    if (target === null) return
    // What goes into the box is not a key of the page's.
    event.stopPropagation()
    if (target !== box || event.key === "ArrowUp") event.preventDefault()
    target.focus()
    if (target === box) box.setSelectionRange(box.value.length, box.value.length)
    else target.scrollIntoView({ block: "nearest" })
  })
}

/**
 * @param {string} key
 * @param {Element[]} rows
 * @param {number} at - Index of the row that has the focus, -1 for the box.
 * @param {HTMLInputElement} box
 * @returns {HTMLElement | null} Where the focus goes, null where it stays.
 */
function destination(key, rows, at, box) {
  if (key === "ArrowDown") return rows[at + 1] ?? null
  if (at < 0) return null
  if (key === "ArrowUp") return rows[at - 1] ?? box
  if (key === "Home") return rows[0]
  if (key === "End") return rows.at(-1)
  // The blank scrolls the page, or presses a button.
  if (key === "Backspace" || (key.length === 1 && key !== " ")) return box
  return null
}
