/**
 * Lets what is too large for its box be scrolled by keyboard: tables, formulas, and a question that stays in
 * view. The theme's own script puts each table into a box that scrolls, some time after the page is ready.
 */
const BOXES = ".md-typeset__scrollwrap, .arithmatex, .recto-ask"

/** @param {HTMLElement} element - The element that holds them. */
export function mount(element) {
  if (!element.querySelector(`table, ${BOXES}`)) return
  const reachAll = () => reach(element, BOXES)
  new MutationObserver(reachAll).observe(element, { childList: true, subtree: true })
  // Nothing has a width while the answer that holds it is closed.
  element.addEventListener("toggle", reachAll, { capture: true })
  addEventListener("resize", reachAll)
  reachAll()
}

/**
 * @param {Element} element
 * @param {string} boxes - A selector.
 */
export function reach(element, boxes) {
  for (const box of element.querySelectorAll(boxes)) if (isScrolled(box)) box.tabIndex = 0
}

/** @param {Element} box */
function isScrolled(box) {
  if (box.scrollWidth > box.clientWidth) return true
  return box.scrollHeight > box.clientHeight && getComputedStyle(box).overflowY === "auto"
}
