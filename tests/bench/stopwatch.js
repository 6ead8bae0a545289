/**
 * Run in each page before its own scripts. `benchWatch.start()` arms it: the next key begins a time that
 * ends with the first frame after results have been put into the dialog. `benchWatch.shown()` waits for
 * that and tells the milliseconds since the key, and since the first key after `open()`. `quiet()` waits
 * until there has been neither a key nor a result for a while.
 */
globalThis.benchWatch = (() => {
  const found = ".recto-search__found"
  const results = `${found} .recto-search__results, ${found} .recto-search__nothing`
  let opened = null
  let pressed = null
  let end = null
  let shown = null
  let stirred = 0

  addEventListener(
    "keydown",
    (event) => {
      opened ??= event.timeStamp
      pressed ??= event.timeStamp
      stirred = performance.now()
    },
    { capture: true },
  )
  new MutationObserver((mutations) => {
    const isShown = mutations.some(({ target }) => target instanceof Element && target.matches(found))
    if (isShown) stirred = performance.now()
    if (!end || !isShown || !document.querySelector(results)) return
    const done = end
    end = null
    requestAnimationFrame(() => setTimeout(() => done(performance.now())))
  }).observe(document, { childList: true, subtree: true })

  return {
    open() {
      opened = null
    },
    start() {
      pressed = null
      shown = new Promise((resolve) => (end = resolve))
    },
    async quiet(milliseconds) {
      while (performance.now() - stirred < milliseconds) {
        await new Promise((resolve) => setTimeout(resolve, milliseconds / 10))
      }
    },
    async shown() {
      const at = await shown
      return { sinceKey: at - pressed, sinceOpening: at - opened }
    },
  }
})()
