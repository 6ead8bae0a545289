/**
 * Changes between light and dark. The choice is remembered while it is not the system's own.
 */
import { forget, remember } from "./storage.js"

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
}
