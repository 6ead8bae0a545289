/**
 * What moves in a page without the reader having done anything, from its start on. Runs before the page's
 * own scripts.
 */
globalThis.auditShifts = (() => {
  /** @type {{value: number, moved: string[]}[]} */
  const shifts = []
  let isOpening = false
  // Whether there was input just before is not asked: there is none, but emulating a phone looks like it.
  const add = (/** @type {LayoutShift[]} */ entries) => {
    if (isOpening) return
    for (const { value, sources } of entries) shifts.push({ value, moved: sources.map(({ node }) => name(node)) })
  }
  const observer = new PerformanceObserver((list) => add(list.getEntries()))
  observer.observe({ type: "layout-shift", buffered: true })

  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

  /** Waits until all that has moved so far is told. */
  async function settle() {
    await frame()
    await frame()
    add(observer.takeRecords())
  }

  function name(node) {
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node
    return element ? [element.localName, ...element.classList].join(".") : "what is gone"
  }

  return {
    /** Goes through the page half a screen at a time, each of which is drawn, and back to its start. */
    async scroll() {
      for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
        scrollTo({ top, behavior: "instant" })
        await settle()
      }
      scrollTo({ top: 0, behavior: "instant" })
      await settle()
    },

    /** Opens the answer, if the page has one. That it takes its place is no shift; what follows may be. */
    async open() {
      const answer = document.querySelector("#official-answer:not([open])")
      if (!answer) return
      await settle()
      isOpening = true
      const opened = new Promise((resolve) => answer.addEventListener("toggle", resolve, { once: true }))
      answer.querySelector("summary").click()
      await opened
      await settle()
      isOpening = false
    },

    all: () => settle().then(() => shifts),
  }
})()
