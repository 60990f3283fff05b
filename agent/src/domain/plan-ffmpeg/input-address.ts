import {
  type AddressParts,
  decodePercent,
  joinAddress,
  joinQuery,
  parseSourceUrl,
  queryOption,
  splitAddress,
  splitQuery,
} from '@cashbacktv/contract'
import type { InputKind } from './input-arguments.ts'

/** Microseconds without a byte after which FFmpeg gives a source up. */
export const SILENCE = '10000000'

/**
 * An address as FFmpeg is to be given it: it means what was typed, by FFmpeg's own way of reading.
 * SRT, UDP and RTP take their options in it; one that is written there wins over our default.
 */
export function inputAddress(kind: InputKind, href: string): string {
  const parts = splitAddress(href)
  if (!parts) return href
  switch (kind) {
    case 'srt':
      return joinAddress(srtAddress(parts))
    case 'udp':
    case 'rtp':
      return joinAddress(datagramAddress(kind, parts, href))
    case 'rtsp':
      return ascii(joinAddress(withoutTransport(parts)))
    case 'rtmp':
      // FFmpeg hands an RTMP user name and password on as they stand.
      return joinAddress({ ...parts, user: parts.user === null ? null : decodePercent(parts.user) })
    case 'hls':
    case 'http':
      return ascii(href)
    case 'testcard':
      return href
  }
}

/** Texts that FFmpeg would change or cut when it finds them in an SRT address: it takes a + for a space. */
const SRT_TEXTS = ['streamid', 'passphrase']
/** FFmpeg's own `-streamid` belongs to outputs. */
const SRT_OPTION: Record<string, string> = { streamid: 'srt_streamid' }

/** They are handed over as options of their own, just as they are meant. */
export function srtTexts(href: string): string[] {
  const query = splitAddress(href)?.query ?? null
  return SRT_TEXTS.flatMap((name) => {
    const value = queryOption(query, name)
    return value === null ? [] : [`-${SRT_OPTION[name] ?? name}`, value]
  })
}

function srtAddress(parts: AddressParts): AddressParts {
  const rest = splitQuery(parts.query).filter(({ name }) => !SRT_TEXTS.includes(name))
  const query = withDefaults(joinQuery(rest), {
    mode: 'caller',
    connect_timeout: '3000',
    latency: '200000',
  })
  return { ...parts, user: null, query }
}

function datagramAddress(kind: 'udp' | 'rtp', parts: AddressParts, href: string): AddressParts {
  const parsed = parseSourceUrl(href)
  const bound = parsed.ok && parsed.listens && /^[\d.]+$/.test(parsed.hostname)
  const query = withDefaults(parts.query, {
    ...(kind === 'udp' ? { fifo_size: '50000', overrun_nonfatal: '1' } : {}),
    timeout: SILENCE,
    // Without it a unicast source would be received on every address of the host.
    ...(bound && parts.host !== '' ? { localaddr: parts.host } : {}),
  })
  return { ...parts, user: null, host: parts.host === '' ? '0.0.0.0' : parts.host, query }
}

/** TCP and UDP are asked for by an option; FFmpeg would add these words to it. */
function withoutTransport(parts: AddressParts): AddressParts {
  const options = splitQuery(parts.query)
  const kept = options.filter(({ name, value }) => value !== null || !/^(tcp|udp)$/.test(name))
  if (kept.length === options.length) return parts
  return { ...parts, query: kept.length === 0 ? null : joinQuery(kept) }
}

function withDefaults(query: string | null, defaults: Record<string, string>): string {
  const missing = Object.entries(defaults).filter(([name]) => queryOption(query, name) === null)
  const added = missing.map(([name, value]) => ({ name, value }))
  return joinQuery([...splitQuery(query), ...added])
}

/** Letters beyond ASCII as a request carries them. */
function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, encodeURIComponent)
}
