/**
 * Lets tables and formulas that are too wide be scrolled by keyboard. The theme's own script puts each
 * table into a box that scrolls, some time after the page is ready.
 *
 * @param {HTMLElement} element - The element that holds them.
 */
export function mount(element) {
  const reach = () => {
    for (const box of element.querySelectorAll(".md-typeset__scrollwrap, .arithmatex")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
    }
  }
  if (!element.querySelector("table, .arithmatex")) return
  new MutationObserver(reach).observe(element, { childList: true, subtree: true })
  // Nothing has a width while the answer that holds it is closed.
  element.addEventListener("toggle", reach, { capture: true })
  addEventListener("resize", reach)
  reach()
}
