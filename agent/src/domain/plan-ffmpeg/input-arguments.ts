import { parseSourceUrl, parseTestCard, queryOption, type SourceScheme } from '@cashbacktv/contract'
import { testCardGraph } from './test-card.ts'

/** Microseconds without a byte after which FFmpeg gives a source up. */
const SILENCE = '10000000'
/** 4096x2304. A larger picture in a source is a mistake or an attack. */
export const MAX_PIXELS = '9437184'

export type InputKind = 'hls' | 'http' | 'rtmp' | 'rtsp' | 'srt' | 'udp' | 'testcard'

export type InputOptions = {
  /** Container as probed; null when it has not been. */
  container: string | null
  bitrateKbps: number | null
  patient: boolean
}

/** What kind of reading an address needs. A container once probed says more than the end of a path. */
export function inputKind(href: string, container: string | null): InputKind {
  const scheme = href.slice(0, href.indexOf(':')) as SourceScheme
  switch (scheme) {
    case 'http':
    case 'https': {
      if (container !== null) return /\bhls\b|applehttp/.test(container) ? 'hls' : 'http'
      return /\.m3u8?$/i.test(new URL(href).pathname) ? 'hls' : 'http'
    }
    case 'rtmp':
    case 'rtmps':
      return 'rtmp'
    case 'rtsp':
    case 'rtsps':
      return 'rtsp'
    case 'srt':
    case 'udp':
    case 'testcard':
      return scheme
  }
}

/**
 * Everything up to and including `-i`: time-outs, the protocols FFmpeg may follow from there, and
 * limits on what a source can make it do. Values are the measured ones of each kind of source.
 */
export function inputArguments(href: string, options: InputOptions): string[] {
  const kind = inputKind(href, options.container)
  if (kind === 'testcard') return testCardArguments(href)
  return [
    '-protocol_whitelist',
    protocols(kind, href),
    '-max_pixels',
    MAX_PIXELS,
    '-fflags',
    '+genpts+discardcorrupt',
    ...probing(kind, options),
    ...transport(kind),
    '-i',
    withDefaults(kind, href),
  ]
}

/** Never `file`: what a remote playlist names must not be opened here. */
function protocols(kind: InputKind, href: string): string {
  const secure = /^(rtmps|rtsps):/.test(href)
  // A playlist may hide behind any address, and its segments may be encrypted.
  if (kind === 'hls' || kind === 'http') return 'http,https,tcp,tls,crypto'
  if (kind === 'rtmp') return secure ? 'rtmps,tls,tcp' : 'rtmp,tcp'
  if (kind === 'rtsp') return secure ? 'rtsps,tls,tcp,rtp' : 'rtsp,tcp,rtp'
  return kind
}

/** Bytes and microseconds looked at before starting: little, since each second is one of delay. */
function probing(kind: InputKind, options: InputOptions): string[] {
  const second = Math.round((options.bitrateKbps ?? 0) * 125)
  const bytes = Math.min(10_000_000, Math.max(1_000_000, second))
  if (options.patient) return ['-probesize', '10000000', '-analyzeduration', '5000000']
  if (kind === 'rtmp') return ['-probesize', '5000000', '-analyzeduration', '2000000']
  if (kind === 'rtsp') return ['-probesize', '5000000', '-analyzeduration', '5000000']
  return ['-probesize', String(bytes), '-analyzeduration', '1000000']
}

function transport(kind: InputKind): string[] {
  switch (kind) {
    case 'hls':
      return ['-rw_timeout', SILENCE, '-m3u8_hold_counters', '15']
    case 'http':
      return [
        ...['-rw_timeout', SILENCE, '-reconnect', '1', '-reconnect_streamed', '1'],
        ...['-reconnect_on_network_error', '1', '-reconnect_delay_max', '4'],
      ]
    case 'rtmp':
      return ['-rw_timeout', SILENCE, '-rtmp_live', 'live']
    case 'rtsp':
      return ['-rtsp_transport', 'tcp', '-timeout', SILENCE]
    case 'srt':
    case 'udp':
    case 'testcard':
      return []
  }
}

/** SRT and UDP take their options in the address; one that is written there already wins. */
function withDefaults(kind: InputKind, href: string): string {
  if (kind === 'srt')
    return addOptions(href, { mode: 'caller', connect_timeout: '3000', latency: '200000' })
  if (kind !== 'udp') return href
  const parsed = parseSourceUrl(href)
  const bound = parsed.ok && parsed.listens && /^[\d.]+$/.test(parsed.hostname)
  return addOptions(href, {
    fifo_size: '50000',
    overrun_nonfatal: '1',
    timeout: SILENCE,
    // Without it a unicast source would be received on every address of the host.
    ...(bound ? { localaddr: parsed.hostname } : {}),
  })
}

function addOptions(href: string, defaults: Record<string, string>): string {
  const { search } = new URL(href)
  const missing = Object.entries(defaults).filter(([name]) => queryOption(search, name) === null)
  const added = missing.map(([name, value]) => `${name}=${value}`).join('&')
  if (added === '') return href
  return `${href}${search === '' ? '?' : '&'}${added}`
}

function testCardArguments(href: string): string[] {
  const card = parseTestCard(href) ?? { width: 1280, height: 720, framesPerSecond: 25 }
  return ['-re', '-f', 'lavfi', '-i', testCardGraph(card)]
}
