/**
 * The list of the site's keys, with the switch for those that are pressed by themselves.
 */
import { loadStyles, make, makeButton } from "../search/element.js"
import { remember } from "../storage.js"
import { study as t } from "../strings.js"
import { fill } from "../text.js"
import { isOn } from "./keys.js"
import { isMirrored, show } from "./reading.js"

const COMBINED = /Mac|iP(ad|hone|od)/.test(navigator.platform) ? t.command_k : t.control_k

const single = /** @type {HTMLInputElement} */ (
  make("input", { "aria-describedby": "recto-shortcuts-why", role: "switch", type: "checkbox" })
)
single.addEventListener("change", () => {
  remember("keys", single.checked)
  show()
})
const dialog = /** @type {HTMLDialogElement} */ (makeDialog())
// The list can be read without its styles, too.
const styled = loadStyles("shortcuts.css").catch(() => undefined)

/** Opens the list. */
export async function open() {
  await styled
  if (dialog.open) return
  single.checked = isOn()
  dialog.showModal()
}

function makeDialog() {
  const made = make(
    "dialog",
    { "aria-labelledby": "recto-shortcuts-title", class: "recto-shortcuts", closedby: "any" },
    make(
      "div",
      { class: "recto-shortcuts__head" },
      make("h2", { class: "recto-shortcuts__title", id: "recto-shortcuts-title" }, t.keys),
      makeButton(t.close, "recto-shortcuts__close", () => dialog.close()),
    ),
    make("dl", { class: "recto-shortcuts__keys" }, ...keys().map(([action, ...names]) => makeRow(action, names))),
    make("label", { class: "recto-shortcuts__switch" }, single, t.single),
    make(
      "p",
      { class: "recto-shortcuts__why", id: "recto-shortcuts-why" },
      fill(t.single_why, { key: COMBINED }),
    ),
  )
  document.body.append(made)
  return made
}

/** @returns {string[][]} What can be done, each with the names of its keys. */
function keys() {
  const [next, previous] = isMirrored() ? ["←", "→"] : ["→", "←"]
  return [
    [t.answer, "a"],
    [t.next, "j", next],
    [t.previous, "k", previous],
    [t.random, "r"],
    [t.topics, "t"],
    [t.search, "/", "s", COMBINED],
    [t.help, "?"],
    [t.close_any, t.escape],
  ]
}

/**
 * @param {string} action
 * @param {string[]} names
 */
function makeRow(action, names) {
  const shown = names.flatMap((name) => [` ${t.or} `, make("kbd", {}, name)]).slice(1)
  return make("div", { class: "recto-shortcuts__row" }, make("dt", {}, action), make("dd", {}, ...shown))
}
