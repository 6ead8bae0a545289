/**
 * Asks for a file and rejects unless it is there.
 *
 * @param {URL} url
 */
export async function fetched(url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`)
  return response
}
