/**
 * Lets a table that is too wide be scrolled by keyboard. The theme's own script puts each table into a
 * box that scrolls, some time after the page is ready.
 *
 * @param {HTMLElement} element - The element that holds the tables.
 */
export function mount(element) {
  const reach = () => {
    for (const box of element.querySelectorAll(".md-typeset__scrollwrap")) box.tabIndex = 0
  }
  if (!element.querySelector("table")) return
  new MutationObserver(reach).observe(element, { childList: true, subtree: true })
  reach()
}
