/**
 * The keys of every page; `reading.js` has more. All but Control+K can be switched off.
 */
import { questionsPage, topicsPage } from "../search/element.js"
import { recall } from "../storage.js"

const FIELDS = ":read-write, [readonly], select, [role$=box], [role^=menu]"
/** The theme listens for these on the window. */
const THEMES = "fnps/,."

/** @returns {boolean} Whether single keys do anything. */
export const isOn = () => recall("keys", true)

/** @param {HTMLElement} opener */
export function mount(opener) {
  const find = (selector) => () => document.querySelector(selector)
  const search = () => opener
  /** Each gives what to click, or whether it did anything. */
  const actions = {
    "/": search,
    "?": find("[data-recto~=shortcuts]"),
    "Control+k": search,
    "Meta+k": search,
    r: () => import("./random.js").then(({ open }) => open(), () => location.assign(questionsPage())),
    s: search,
    t: () => !location.assign(topicsPage()),
  }
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.target.closest?.(FIELDS)) return
    const name = nameOf(event)
    const isFree = !event.repeat && !find("dialog[open]")() && (name.endsWith("+k") || isOn())
    const done = isFree && actions[name]?.(event)
    done?.click?.()
    if (done) event.preventDefault()
    else if (THEMES.includes(name)) event.stopPropagation()
  })

  const isRead = find(".recto-answer, .recto-pages, [data-recto~=sheet]")
  const tell = () => {
    if (!isOn() || isRead()) import("./reading.js").then(({ mount }) => mount(actions), () => {})
  }
  tell()
  addEventListener("pageshow", tell)
}

/** As in `aria-keyshortcuts`. Beside other letters, keyboards have Latin ones. */
function nameOf({ altKey, code, ctrlKey, key, metaKey, shiftKey }) {
  const letter = /^(?!\p{sc=Latn})\p{L}$/u.test(key) ? code.slice(3) : key
  const held = (altKey ? "Alt+" : "") + (ctrlKey ? "Control+" : "") + (metaKey ? "Meta+" : "")
  return held + (shiftKey && !"/?".includes(key) ? "Shift+" : "") + letter.toLowerCase()
}
