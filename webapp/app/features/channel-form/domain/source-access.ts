import type { ChannelView } from '@cashbacktv/contract'
import { MOST_HEADERS } from '@cashbacktv/contract/list-lengths'
import { takeFieldsApart } from '@cashbacktv/contract/source-url-fields'
import type { GrowingKind } from './growing-rows.ts'

export type HeaderRow = { name: string; value: string }

/** What a source wants of its reader beside its address, as it is typed; empty for what is not set. */
export type AccessValues = {
  userAgent: string
  referer: string
  headers: HeaderRow[]
  rtspTransport: '' | 'tcp' | 'udp'
}

export const NO_ACCESS: AccessValues = {
  userAgent: '',
  referer: '',
  headers: [],
  rtspTransport: '',
}

/** How headers grow. */
export const HEADER_ROWS: GrowingKind<HeaderRow> = {
  empty: { name: '', value: '' },
  most: MOST_HEADERS,
  isFilled,
}

/** Which of these an address has: headers are sent over HTTP, and RTSP has a transport to choose. */
export function accessKind(url: string): 'headers' | 'transport' | 'listens' | null {
  if (/^\s*https?:/i.test(url)) return 'headers'
  if (/^\s*rtsps?:/i.test(url)) return 'transport'
  return /^\s*(udp|rtp):\/\/@?:|^\s*srt:.*[?&]mode=listener(&|$)/i.test(url) ? 'listens' : null
}

export function accessOf(source: ChannelView['sources'][number]): AccessValues {
  return {
    userAgent: source.userAgent ?? '',
    referer: source.referer ?? '',
    headers: source.headers ?? [],
    rtspTransport: source.rtspTransport ?? '',
  }
}

/** Reads `sources.0.userAgent`, `sources.0.headers.1.name` and the like. Rows that are empty are no headers. */
export function readAccess(text: (name: string) => string, prefix: string): AccessValues {
  const rows = Array.from({ length: MOST_HEADERS }, (_, at) => ({
    name: text(`${prefix}.headers.${at}.name`),
    value: text(`${prefix}.headers.${at}.value`),
  }))
  const transport = text(`${prefix}.rtspTransport`)
  return {
    userAgent: text(`${prefix}.userAgent`),
    referer: text(`${prefix}.referer`),
    headers: filled(rows),
    rtspTransport: transport === 'tcp' || transport === 'udp' ? transport : '',
  }
}

/** The part of the body the API wants; null takes away what was set. What the address cannot have is not sent. */
export function toReading(access: AccessValues, url: string) {
  const kind = accessKind(url)
  const sent = kind === 'headers' ? access : NO_ACCESS
  return {
    userAgent: sent.userAgent || null,
    referer: sent.referer || null,
    headers: filled(sent.headers),
    rtspTransport: kind === 'transport' ? access.rtspTransport || null : null,
  }
}

/** Takes options that other players write behind an address into the fields; null when there are none. */
export function takeApart(access: AccessValues, url: string) {
  const found = takeFieldsApart(url)
  if (!found) return null
  const names = new Set(found.headers.map(({ name }) => name.toLowerCase()))
  const kept = access.headers.filter(({ name }) => !names.has(name.toLowerCase()))
  return {
    url: found.url,
    access: {
      ...access,
      userAgent: found.userAgent ?? access.userAgent,
      referer: found.referer ?? access.referer,
      headers: [...filled(kept), ...found.headers].slice(0, MOST_HEADERS),
    },
  }
}

function filled(rows: HeaderRow[]): HeaderRow[] {
  return rows.filter(isFilled)
}

function isFilled({ name, value }: HeaderRow): boolean {
  return name !== '' || value !== ''
}
