/**
 * What moves in a page without the reader having done anything, from its start on. Runs before the page's
 * own scripts.
 */
globalThis.auditShifts = (() => {
  const shifts = []
  const add = (list) => {
    for (const { value, hadRecentInput, sources } of list) {
      if (!hadRecentInput) shifts.push({ value, moved: sources.map(({ node }) => name(node)) })
    }
  }
  const observer = new PerformanceObserver((list) => add(list.getEntries()))
  observer.observe({ type: "layout-shift", buffered: true })

  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

  function name(node) {
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node
    return element ? [element.localName, ...element.classList].join(".") : "what is gone"
  }

  return {
    /** Goes through the page half a screen at a time, each of which is drawn, and back to its start. */
    async scroll() {
      const step = innerHeight / 2
      for (let top = 0; top < document.documentElement.scrollHeight; top += step) {
        scrollTo({ top, behavior: "instant" })
        await frame()
        await frame()
      }
      scrollTo({ top: 0, behavior: "instant" })
      await frame()
    },

    /** @returns {Promise<{value: number, moved: string[]}[]>} */
    async all() {
      await frame()
      await frame()
      add(observer.takeRecords())
      return shifts
    },
  }
})()
