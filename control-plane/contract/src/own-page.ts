/**
 * Whether a browser sent a request from one of our own pages, or from no page at all, or no browser
 * sent it. Browsers say so themselves (Sec-Fetch-Site); where an old one does not, its Origin must
 * name `host`, the one that was asked.
 */
export function isFromOwnPage(headers: Headers, host: string | null): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = headers.get('origin')
  return origin === null || (URL.canParse(origin) && new URL(origin).host === host)
}
