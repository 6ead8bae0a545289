/** Prints a question with or without its answer, and says on paper where its links lead. */

const LINKS = ":is(.recto-instruction, .recto-context, .recto-answer) a"

/** @param {HTMLElement} actions - Holds a button for each way to print. */
export function mount(actions) {
  const { dataset } = document.documentElement
  for (const button of actions.querySelectorAll("[value]")) {
    // Not every app that shows pages can print them.
    button.hidden = !window.print
    button.addEventListener("click", () => {
      dataset.rectoPrint = button.value
      print()
    })
  }
  addEventListener("beforeprint", showAddresses)
  addEventListener("afterprint", () => {
    delete dataset.rectoPrint
    hideAddresses()
  })
}

/**
 * @param {string} address - As a page has it.
 * @param {string} base - The address of that page.
 * @returns {string} The whole address; an address that no browser can read, as it is.
 */
export function wholeAddress(address, base) {
  try {
    return new URL(address, base).href
  } catch {
    return address
  }
}

/** Gives each link its whole address, unless its text says it. */
export function showAddresses() {
  const { href } = document.querySelector("link[rel=canonical]") ?? location
  for (const link of document.querySelectorAll(LINKS)) {
    const given = link.getAttribute("href")
    const isSaid = link.textContent.includes(given.replace("mailto:", ""))
    link.dataset.address = isSaid ? "" : wholeAddress(given, href).replace("mailto:", "")
  }
}

export function hideAddresses() {
  for (const link of document.querySelectorAll(LINKS)) delete link.dataset.address
}
