/**
 * Opens a closed answer when the reader follows a link to it or to anything inside it, or comes from a
 * search whose words stand in it.
 *
 * @param {HTMLElement} question - The question that holds the answer.
 */
export function mount(question) {
  const answer = question.querySelector("details")
  if (!answer) return

  const open = (target) => {
    if (!target || !answer.contains(target)) return false
    answer.open = true
    target.scrollIntoView()
    return true
  }
  const openTarget = () => open(document.querySelector(":target"))

  addEventListener("hashchange", openTarget)
  if (!openTarget() && new URLSearchParams(location.search).has("h")) {
    // The theme marks the words some time after the page is ready.
    const marks = new MutationObserver(() => {
      if (open(answer.querySelector("mark[data-md-highlight]"))) marks.disconnect()
    })
    marks.observe(answer, { childList: true, subtree: true })
  }
}
