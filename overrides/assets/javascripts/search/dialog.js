/**
 * The search as a dialog over any page.
 *
 * Where the reader follows a link from it, this step of the history keeps what was searched, so that the
 * dialog can be there again when they come back.
 */
import { search as t } from "../strings.js"
import { fill, questions } from "../text.js"
import { isPlain, make, makeButton } from "./element.js"
import { createPanel } from "./panel.js"
import { NOTHING, isNothing, read, write } from "./state.js"

const SHOWN = 10

/**
 * @typedef {object} Dialog
 * @property {(opener: Element | null, typed: string) => void} open
 * @property {(opener: Element | null, left: string) => void} reopen
 *
 * @param {string} page - URL of the search page.
 * @returns {Dialog}
 */
export function createDialog(page) {
  /** @type {Element | null} */
  let opener = null
  let isOpen = false
  let isPressedOutside = false
  /** Whoever left does not want what they waited for. */
  let departures = 0
  let state = NOTHING
  const dialog = /** @type {HTMLDialogElement} */ (
    make("dialog", { class: "recto-dialog", "aria-label": t.name })
  )
  const close = makeButton(t.close, "recto-dialog__close", () => leave())
  const panel = createPanel({
    page,
    size: SHOWN,
    state,
    onEnter: async (first) => {
      const before = departures
      const link = await first()
      if (departures === before) link?.click()
    },
    onChange: (wanted) => {
      state = wanted
      panel.search()
    },
    footer: (state, found) =>
      found.total > SHOWN
        ? make(
            "a",
            { class: "recto-search__all", href: page + write(state), "data-row": true },
            fill(t.all, { questions: questions(found.total) }),
          )
        : null,
  })
  panel.element.classList.add("recto-search--dialog")
  panel.form.append(close)
  dialog.append(panel.element)
  document.body.append(dialog)

  const leave = () => {
    if (!isOpen) return
    isOpen = false
    departures += 1
    dialog.close()
    document.documentElement.classList.remove("recto-still", "recto-still--gutter")
    // The closed box would keep the focus, and the keys, until the page is painted again.
    if (dialog.contains(document.activeElement)) document.activeElement.blur()
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true })
  }
  // The browser has ways of its own to close a dialog. It tells late: the dialog may be open again.
  dialog.addEventListener("close", () => {
    if (!dialog.open) leave()
  })
  dialog.addEventListener("keydown", (event) => {
    // The theme has keys of its own for the page behind.
    event.stopPropagation()
    if (event.key === "Escape" && !event.isComposing) leave()
  })
  // A text selected beyond the edge of the dialog ends in a click outside too.
  dialog.addEventListener("pointerdown", ({ target }) => {
    isPressedOutside = target === dialog
  })
  dialog.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target)
    const isFollowed = isPlain(event) && !event.defaultPrevented && target.closest("a[href]")
    if (isFollowed && !isNothing(state)) history.replaceState({ search: write(state) }, "")
    if (isFollowed || (target === dialog && isPressedOutside)) leave()
  })

  /** @param {Element | null} by - What is to have the focus again afterwards. */
  const show = (by) => {
    isOpen = true
    opener = by
    const root = document.documentElement
    root.classList.toggle("recto-still--gutter", innerWidth > root.clientWidth)
    root.classList.add("recto-still")
    dialog.showModal()
    panel.focus()
  }
  /**
   * @param {Element | null} by
   * @param {string} typed - What was typed already.
   */
  const open = (by, typed) => {
    if (isOpen) return
    show(by)
    if (typed) panel.type(typed)
    else panel.search()
  }
  /**
   * @param {Element | null} by
   * @param {string} left - What was searched when the reader went on from here.
   */
  const reopen = (by, left) => {
    if (isOpen) return
    show(by)
    state = read(left)
    panel.search(state)
  }
  return { open, reopen }
}
