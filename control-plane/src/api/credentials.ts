const COOKIE = 'cbtv_access'

/**
 * The access token of a request: the Bearer header, else the cookie. The cookie counts for a request
 * that changes something only when it comes from our own pages; `strict` asks that of any request.
 */
export function accessTokenOf(
  request: { method: string; headers: Headers },
  origin: string,
  { strict = false } = {},
): string | null {
  const { headers, method } = request
  const header = headers.get('authorization')
  if (header !== null) return /^Bearer ([\w.-]+)$/i.exec(header)?.[1] ?? null
  const cookie = cookieOf(headers.get('cookie') ?? '')
  const changes = strict || (method !== 'GET' && method !== 'HEAD')
  if (!cookie || (changes && !isSameOrigin(headers, origin))) return null
  return cookie
}

/** Whether a browser sent it from one of our own pages, or from no page at all. */
export function isSameOrigin(headers: Headers, origin: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const from = headers.get('origin')
  if (from === null) return true
  return URL.canParse(from) && new URL(from).host === new URL(origin).host
}

function cookieOf(header: string): string | null {
  for (const part of header.split(';')) {
    const [name = '', ...value] = part.trim().split('=')
    if (name === COOKIE) return value.join('=') || null
  }
  return null
}
