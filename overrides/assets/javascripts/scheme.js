/**
 * Changes between light and dark. The choice is remembered while it is not the system's own, and holds
 * for pages that are open in other tabs, or that the browser kept to go back to.
 */
import { forget, recall, remember } from "./storage.js"

/** @param {HTMLElement} button */
export function mount(button) {
  const { dataset } = document.documentElement
  const isDark = matchMedia("(prefers-color-scheme: dark)")
  button.addEventListener("click", () => {
    const system = isDark.matches ? "dark" : "light"
    const chosen = (dataset.rectoScheme || system) === "dark" ? "light" : "dark"
    dataset.rectoScheme = chosen === system ? "" : chosen
    if (chosen === system) forget("scheme")
    else remember("scheme", chosen)
  })
  const follow = () => {
    dataset.rectoScheme = recall("scheme", "")
  }
  addEventListener("storage", follow)
  addEventListener("pageshow", ({ persisted }) => persisted && follow())
  document.addEventListener("prerenderingchange", follow)
}
