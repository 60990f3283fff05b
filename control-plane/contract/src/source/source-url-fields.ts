import type { SourceHeader } from './source.ts'
import { decodePercent } from './source-url-split.ts'

/** What players write behind an address to be sent as headers, as the fields of a source. */
export type AddressFields = {
  url: string
  userAgent?: string
  referer?: string
  headers: SourceHeader[]
}

/** Headers that such options name; anything else behind a `|` or `#` belongs to the address. */
const option = '(?:http-)?(?:user-agent|referr?er|origin|cookie|authorization|x-[a-z0-9-]+)=[^&]*'
/** `http://h/x|User-Agent=a&Referer=b` (Kodi, IPTV lists), and the same behind a `#`. */
const behindMark = new RegExp(`^(https?://[^|#]*)[|#](${option}(?:&${option})*)$`, 'is')
/** ` :http-user-agent=a :http-referrer=b` (VLC). */
const colon = /\s+:(?=http-[a-z-]+=)/i

export function looksLikeFields(text: string): boolean {
  return behindMark.test(text) || (/^https?:/i.test(text) && colon.test(text))
}

/** The address and the fields of what a person pasted; null for a text that is an address alone. */
export function takeFieldsApart(text: string): AddressFields | null {
  const trimmed = text.trim()
  const marked = behindMark.exec(trimmed)
  if (marked) return fieldsOf(marked[1] ?? '', (marked[2] ?? '').split('&'), decodePercent)
  if (!looksLikeFields(trimmed)) return null
  const [url = '', ...options] = trimmed.split(colon)
  return fieldsOf(url, options, (value) => value)
}

function fieldsOf(
  url: string,
  options: string[],
  decode: (value: string) => string,
): AddressFields {
  const fields: AddressFields = { url, headers: [] }
  for (const option of options) {
    const at = option.indexOf('=')
    const name = option.slice(0, at).replace(/^http-/i, '')
    const value = decode(option.slice(at + 1)).trim()
    if (value === '') continue
    if (/^user-agent$/i.test(name)) fields.userAgent = value
    else if (/^referr?er$/i.test(name)) fields.referer = value
    else fields.headers.push({ name, value })
  }
  return fields
}
