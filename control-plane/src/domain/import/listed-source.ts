import { takeFieldsApart } from '@cashbacktv/contract'
import type { ListedSource } from './listed-channel.ts'

/** Longer than any address with headers: what is read closely is bounded. */
const LONGEST = 8192
/** More headers than a source may have: those that follow make it no more wrong. */
export const MOST_HEADERS_READ = 64

/** A source from the text of its address, which may carry headers behind a `|` as players write them. */
export function listedSource(text: string): ListedSource {
  const apart = text.length > LONGEST ? null : takeFieldsApart(text)
  return apart ?? { url: text.trim(), headers: [] }
}

/** The same with a header more. One that the address names itself stays. */
export function withHeader(source: ListedSource, name: string, value: string): ListedSource {
  if (value === '') return source
  const known = name.trim().toLowerCase()
  if (known === 'user-agent') return { userAgent: value, ...source }
  if (/^referr?er$/.test(known)) return { referer: value, ...source }
  if (source.headers.length >= MOST_HEADERS_READ) return source
  if (source.headers.some((header) => header.name.toLowerCase() === known)) return source
  return { ...source, headers: [...source.headers, { name: name.trim(), value }] }
}
