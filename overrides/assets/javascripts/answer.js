/**
 * Opens a closed answer when the reader follows a link to it, or to anything inside it.
 *
 * @param {HTMLElement} question - The question that holds the answer.
 */
export function mount(question) {
  const openTarget = () => {
    const target = document.querySelector(":target")
    const answer = target?.closest("details")
    if (!answer || !question.contains(answer)) return
    answer.open = true
    target.scrollIntoView()
  }
  addEventListener("hashchange", openTarget)
  openTarget()
}
