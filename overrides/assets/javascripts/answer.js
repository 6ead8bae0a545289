/**
 * Opens a closed answer when the reader follows a link to it or to anything inside it, or comes from a
 * search for words that stand in it.
 *
 * @param {HTMLElement} question - The question that holds the answer.
 */
export function mount(question) {
  const answer = question.querySelector("details")
  if (!answer) return

  const openTarget = () => {
    const target = document.querySelector(":target")
    if (!target || !answer.contains(target)) return
    answer.open = true
    target.scrollIntoView()
  }
  addEventListener("hashchange", openTarget)
  openTarget()
  openForSearch(question, answer)
}

/**
 * The theme tells the words of a search in the parameter `h`, which is empty for words that it has cut
 * to their stem. It marks them some time after the page is ready, and only where they can be seen then.
 *
 * @param {HTMLElement} question
 * @param {HTMLDetailsElement} answer
 */
function openForSearch(question, answer) {
  const searched = new URLSearchParams(location.search).get("h")
  if (searched === null) return
  const words = searched.toLowerCase().split(/\s+/).filter(Boolean)
  const text = answer.textContent.toLowerCase()
  if (words.length && !words.some((word) => text.includes(word))) return
  answer.open = true
  if (location.hash) return
  new MutationObserver((_, observer) => {
    const mark = question.querySelector("mark[data-md-highlight]")
    if (!mark) return
    observer.disconnect()
    mark.scrollIntoView({ block: "center" })
  }).observe(question, { childList: true, subtree: true })
}
