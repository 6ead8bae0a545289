/**
 * A button that opens the search of the page's header.
 *
 * @param {HTMLButtonElement} button
 */
export function mount(button) {
  const query = document.querySelector("[data-md-component=search-query]")
  if (!query) return
  button.hidden = false
  button.addEventListener("click", () => query.focus())
}
