/**
 * Fetches pages of this site to take parts of them.
 */

const GONE = [404, 410]

/** Says that a page is not there, or that none can be had now. */
export class PageError extends Error {
  /**
   * @param {string} url
   * @param {boolean} isGone - The others may be there.
   */
  constructor(url, isGone) {
    super(url)
    this.isGone = isGone
  }
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<Document>} Rejects with a PageError, also when it is called off.
 */
export async function fetchPage(url, signal) {
  let response
  let text
  try {
    response = await fetch(url, { signal })
    text = await response.text()
  } catch {
    throw new PageError(url, false)
  }
  if (!response.ok) throw new PageError(url, GONE.includes(response.status))
  return new DOMParser().parseFromString(text, "text/html")
}
