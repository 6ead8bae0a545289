/**
 * Opens and closes the menu, whose state is a checkbox of the theme's that shows nowhere.
 *
 * @param {HTMLElement} button
 */
export function mount(button) {
  const toggle = /** @type {HTMLInputElement} */ (document.querySelector("[data-md-toggle=drawer]"))
  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked))
  button.addEventListener("click", () => toggle.click())
  toggle.addEventListener("change", tell)
  tell()
}
