/**
 * Prints a question with or without its answer, and says on paper where its links lead.
 */
const LINKS = "a[href]:is(.recto-instruction *, .recto-context *, .recto-answer *)"

/** @param {HTMLElement} actions - Holds a button for each way to print. */
export function mount(actions) {
  for (const button of actions.querySelectorAll("[value]")) {
    // Not every app that shows pages can print them.
    button.hidden = !window.print
    button.addEventListener("click", () => {
      document.documentElement.dataset.rectoPrint = button.value
      print()
    })
  }
  addEventListener("beforeprint", showAddresses)
  addEventListener("afterprint", () => {
    delete document.documentElement.dataset.rectoPrint
    hideAddresses()
  })
}

/** Gives each link within a text its whole address, on the site's own host. */
export function showAddresses() {
  const { home } = document.querySelector(".recto-opener").dataset
  const pages = [location.href, document.querySelector("link[rel=canonical]")?.href ?? location.href]
  const [here, there] = pages.map((page) => new URL(".", new URL(home, page)).href)
  for (const link of document.querySelectorAll(LINKS)) {
    const href = link.getAttribute("href").replace("mailto:", "")
    const isSaid = href.startsWith("#") || link.textContent.includes(href)
    link.dataset.address = isSaid ? "" : link.href.replace("mailto:", "").replace(here, there)
  }
}

export function hideAddresses() {
  for (const link of document.querySelectorAll("[data-address]")) delete link.dataset.address
}
