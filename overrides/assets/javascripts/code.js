/**
 * Gives each block of code an id before the theme's script makes the buttons that copy it. Without one,
 * the theme calls a block after whatever stands around it, and all those of a page alike.
 *
 * @param {HTMLElement} element - Holds the blocks.
 */
export function mount(element) {
  const blocks = [...element.querySelectorAll("pre")]
  for (const [index, block] of blocks.entries()) block.id ||= `recto-code-${index + 1}`
  // The theme tells there that a block was copied.
  if (blocks.length) document.querySelector(".md-dialog")?.setAttribute("role", "status")
}
