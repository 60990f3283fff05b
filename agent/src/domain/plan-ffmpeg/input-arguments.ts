import {
  parseTestCard,
  type ReadableSource,
  rtspTransportIn,
  type SourceScheme,
  splitAddress,
} from '@cashbacktv/contract'
import { inputAddress, SILENCE, srtTexts } from './input-address.ts'
import { arrivalTimes } from './poor-clock.ts'
import { testCardGraph } from './test-card.ts'

/** 4096x2304. A larger picture in a source is a mistake or an attack. */
export const MAX_PIXELS = '9437184'

export type InputKind = 'hls' | 'http' | 'rtmp' | 'rtsp' | 'srt' | 'udp' | 'rtp' | 'testcard'

export type InputOptions = {
  /** Container as probed; null when it has not been. */
  container: string | null
  bitrateKbps: number | null
  /** Longest time between two keyframes, where it is known. */
  keyframeSeconds?: number | undefined
  patient: boolean
  /** Those that FFmpeg's HLS reader has. */
  hlsOptions: readonly string[]
  /** It has an end: it is read at its own pace, and from its begin again. */
  isRecording?: boolean
  /** What it has of teletext is written down. */
  hasTeletext?: boolean
}

/** What kind of reading an address needs. A container once probed says more than the end of a path. */
export function inputKind(href: string, container: string | null): InputKind {
  const scheme = href.slice(0, href.indexOf(':')) as SourceScheme
  switch (scheme) {
    case 'http':
    case 'https': {
      if (container !== null) return isHls(container) ? 'hls' : 'http'
      return endsLikePlaylist(href) ? 'hls' : 'http'
    }
    case 'rtmp':
    case 'rtmps':
      return 'rtmp'
    case 'rtsp':
    case 'rtsps':
      return 'rtsp'
    case 'srt':
    case 'udp':
    case 'rtp':
    case 'testcard':
      return scheme
  }
}

function isHls(container: string): boolean {
  return /\bhls\b|applehttp/.test(container)
}

function endsLikePlaylist(href: string): boolean {
  return /\.m3u8?$/i.test(splitAddress(href)?.path ?? '')
}

/**
 * Everything up to and including `-i`: time-outs, the protocols FFmpeg may follow from there, and
 * limits on what a source can make it do. Values are the measured ones of each kind of source.
 */
export function inputArguments(source: ReadableSource, options: InputOptions): string[] {
  const { url } = source
  const kind = inputKind(url, options.container)
  if (kind === 'testcard') return testCardArguments(url)
  return [
    '-protocol_whitelist',
    protocols(kind, source),
    '-max_pixels',
    MAX_PIXELS,
    '-fflags',
    // Not `discardcorrupt`: what is damaged is concealed by the decoder better than it is left out.
    '+genpts',
    ...arrivalTimes(options.container, options.patient),
    ...probing(kind, options),
    ...transport(kind, source, options),
    ...teletextTimes(options),
    ...sentHeaders(kind, source),
    ...(options.isRecording ? ['-re', '-stream_loop', '-1'] : []),
    '-i',
    inputAddress(kind, url),
  ]
}

/**
 * FFmpeg takes teletext for as old as the newest PCR, which is up to two seconds before the pictures that
 * came with it where an encoder or FFmpeg itself has sent them ahead. Of a recording it is left so: there
 * a nonsensical time of teletext would hold up all that is read.
 */
function teletextTimes({ container, isRecording, hasTeletext }: InputOptions): string[] {
  const isKept = hasTeletext && container === 'mpegts' && !isRecording
  return isKept ? ['-fix_teletext_pts', '0'] : []
}

/** Never `file`: what a remote playlist names must not be opened here. */
function protocols(kind: InputKind, source: ReadableSource): string {
  const secure = /^(rtmps|rtsps):/.test(source.url)
  // A playlist may hide behind any address, and its segments may be encrypted.
  if (kind === 'hls' || kind === 'http') return 'http,https,tcp,tls,crypto'
  if (kind === 'rtmp') return secure ? 'rtmps,tls,tcp' : 'rtmp,tcp'
  if (kind === 'rtp') return 'rtp,udp'
  if (kind !== 'rtsp') return kind
  const controlled = secure ? 'rtsps,tls,tcp,rtp' : 'rtsp,tcp,rtp'
  return rtspTransport(source) === 'tcp' ? controlled : `${controlled},udp`
}

/** Seconds that a start looks for at least into what may begin anywhere, and where nothing is known of it: most have a keyframe in two. */
const [LEAST_SECONDS, USUAL_SECONDS] = [1.5, 2.5]
const PATIENT_SECONDS = 5
const LONGEST_SECONDS = 10
/** Of a source whose rate is not known. */
const MOST_USUAL_KBPS = 16_000

/**
 * Bytes and microseconds looked at before starting: little, since each second is one of delay. But
 * without the size of its picture, which stands beside its keyframes, nothing is told of a stream's
 * packets (`framecrc` refuses it, and with it FFmpeg ends), so that one of them has to be among what is
 * looked at. The first segment begins with it anyway.
 */
function probing(kind: InputKind, options: InputOptions): string[] {
  const { bitrateKbps, keyframeSeconds, patient } = options
  if (!patient && kind === 'rtmp') return lookFor(2, 5_000_000)
  if (!patient && kind === 'rtsp') return lookFor(5, 5_000_000)
  // Each segment of a playlist begins with one.
  if (!patient && kind === 'hls') return lookFor(1, (bitrateKbps ?? 0) * 125)
  const least = patient ? PATIENT_SECONDS : LEAST_SECONDS
  const apart = keyframeSeconds === undefined ? USUAL_SECONDS : keyframeSeconds + 0.5
  const seconds = Math.min(LONGEST_SECONDS, Math.max(least, apart))
  return lookFor(seconds, (bitrateKbps ?? MOST_USUAL_KBPS) * 125 * seconds)
}

function lookFor(seconds: number, bytes: number): string[] {
  const most = Math.round(Math.min(20_000_000, Math.max(1_000_000, bytes)))
  return ['-probesize', String(most), '-analyzeduration', String(Math.round(seconds * 1e6))]
}

function transport(kind: InputKind, source: ReadableSource, options: InputOptions): string[] {
  switch (kind) {
    case 'hls':
      return ['-rw_timeout', SILENCE, '-m3u8_hold_counters', '15', ...segments(source, options)]
    case 'http':
      return [
        ...['-rw_timeout', SILENCE, '-reconnect', '1', '-reconnect_streamed', '1'],
        ...['-reconnect_on_network_error', '1', '-reconnect_delay_max', '4'],
      ]
    case 'rtmp':
      return ['-rw_timeout', SILENCE, '-rtmp_live', 'live']
    case 'rtsp':
      return [...rtspOptions[rtspTransport(source)], '-timeout', SILENCE]
    case 'srt':
      return srtTexts(source.url)
    case 'udp':
    case 'rtp':
    case 'testcard':
      return []
  }
}

/** What may be in a segment, whatever its name says: containers and codecs of HLS, and no other reader. */
const SEGMENT_FORMATS =
  'hls,mpegts,mov,mp4,m4a,3gp,3g2,mj2,aac,mp3,ac3,eac3,webvtt,mpeg,flac,h264,hevc'

/**
 * Segments are known by what is in them: many services give them no extension, or another. FFmpeg
 * is told to go by the name no more, and is held to a list of formats instead.
 */
function segments({ url }: ReadableSource, { container, hlsOptions }: InputOptions): string[] {
  const wanted: [string, string][] = [
    ['allowed_segment_extensions', 'ALL'],
    ['extension_picky', '0'],
  ]
  const known = wanted.filter(([name]) => hlsOptions.includes(name))
  const isHidden = container !== null && !endsLikePlaylist(url)
  return [
    ...['-format_whitelist', SEGMENT_FORMATS, '-allowed_extensions', 'ALL'],
    ...known.flatMap(([name, value]) => [`-${name}`, value]),
    // A playlist whose address and type do not say so is recognised by newer versions no more.
    ...(isHidden ? ['-f', 'hls'] : []),
  ]
}

/** FFmpeg sends them with a playlist, its segments and its keys alike. */
function sentHeaders(kind: InputKind, { userAgent, referer, headers }: ReadableSource): string[] {
  if (kind !== 'hls' && kind !== 'http') return []
  return [
    ...(userAgent ? ['-user_agent', userAgent] : []),
    ...(referer ? ['-referer', referer] : []),
    ...(headers ? ['-headers', headers.map(headerLine).join('')] : []),
  ]
}

function headerLine({ name, value }: { name: string; value: string }): string {
  return `${name}: ${value}\r\n`
}

/** TCP first: it loses nothing. A server that refuses it (461) is asked again over UDP, in the same run. */
const rtspOptions = {
  tcp: ['-rtsp_transport', 'tcp'],
  udp: ['-rtsp_transport', 'udp'],
  either: ['-rtsp_transport', 'udp+tcp', '-rtsp_flags', 'prefer_tcp'],
}

function rtspTransport({ url, rtspTransport }: ReadableSource): keyof typeof rtspOptions {
  const chosen = rtspTransport ?? rtspTransportIn(splitAddress(url)?.query ?? null)
  // Over UDP the pictures of an RTSP source with TLS would come unprotected: only when asked for.
  return chosen ?? (url.startsWith('rtsps:') ? 'tcp' : 'either')
}

function testCardArguments(href: string): string[] {
  const card = parseTestCard(href) ?? { width: 1280, height: 720, framesPerSecond: 25 }
  return ['-re', '-f', 'lavfi', '-i', testCardGraph(card)]
}
