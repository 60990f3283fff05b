import { type Message, messageOf } from '../messages/catalogue.ts'
import { decodePercent, splitQuery } from './source-url-split.ts'

type Unit = 'microseconds' | 'milliseconds' | null
type Rule =
  | { kind: 'number'; min: number; max: number; unit: Unit }
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'text'; pattern: RegExp; flaw(name: string): Message }

const number = (min: number, max: number, unit: Unit = null): Rule => ({
  kind: 'number',
  min,
  max,
  unit,
})
const choice = (...values: string[]): Rule => ({ kind: 'choice', values })
const flag = choice('0', '1')
const delay = number(20_000, 8_000_000, 'microseconds')
const silence = number(1_000_000, 60_000_000, 'microseconds')
const bytes = number(65_536, 16_777_216)

const isNoAddress = (name: string) => messageOf('option-address', { name })
const addressPattern = /^[0-9a-f.:]{3,45}$/i
const address: Rule = { kind: 'text', pattern: addressPattern, flaw: isNoAddress }
const addresses: Rule = {
  kind: 'text',
  pattern: /^[0-9a-f.:]{3,45}(,[0-9a-f.:]{3,45}){0,7}$/i,
  flaw: isNoAddress,
}

/** FFmpeg's names, units and bounds (`ffmpeg -h protocol=srt`); what only a sender uses is not here. */
const srt: Record<string, Rule> = {
  mode: choice('caller', 'listener'),
  streamid: { kind: 'text', pattern: /^.{1,512}$/s, flaw: () => messageOf('address-stream-id') },
  passphrase: { kind: 'text', pattern: /^.{10,79}$/s, flaw: () => messageOf('address-passphrase') },
  pbkeylen: choice('0', '16', '24', '32'),
  latency: delay,
  rcvlatency: delay,
  peerlatency: delay,
  tsbpddelay: delay,
  connect_timeout: number(1000, 10_000, 'milliseconds'),
  timeout: silence,
  transtype: choice('live'),
  tsbpd: choice('1'),
  tlpktdrop: flag,
  nakreport: flag,
  messageapi: choice('1'),
  enforced_encryption: flag,
  pkt_size: number(188, 1456),
  payload_size: number(188, 1456),
  mss: number(576, 1500),
  ffs: number(1000, 1_000_000),
  maxbw: number(0, 1_000_000_000),
  lossmaxttl: number(0, 10_000),
  rcvbuf: number(65_536, 134_217_728),
  recv_buffer_size: number(65_536, 134_217_728),
  ipttl: number(1, 255),
  iptos: number(0, 255),
  kmrefreshrate: number(0, 2_147_483_647),
  kmpreannounce: number(0, 2_147_483_647),
  smoother: choice('live'),
  linger: number(0, 180),
}

const udp: Record<string, Rule> = {
  localaddr: address,
  sources: addresses,
  block: addresses,
  timeout: silence,
  buffer_size: bytes,
  fifo_size: number(1000, 100_000),
  overrun_nonfatal: flag,
  pkt_size: number(188, 65_507),
  reuse: flag,
  ttl: number(0, 255),
}

/** Only those which FFmpeg keeps when it opens the ports anew after the first packet. */
const rtp: Record<string, Rule> = {
  localaddr: address,
  timeout: silence,
  buffer_size: bytes,
  pkt_size: number(188, 65_507),
  ttl: number(0, 255),
}

const rules: Record<string, Record<string, Rule>> = { srt, udp, rtp }

/** Words in an RTSP address that FFmpeg takes for itself, and that open more than a reader does. */
const rtspRefused = ['multicast', 'udp_multicast', 'http', 'https', 'listen', 'filter_src']

/**
 * What is wrong with the query of an address, null when nothing is. For SRT, UDP and
 * RTP it is a list of known options within bounds, for others it belongs to the far server.
 */
export function queryFlaw(scheme: string, query: string | null): Message | null {
  const known = rules[scheme]
  if (known) return optionsFlaw(scheme, known, query)
  if (!scheme.startsWith('rtsp')) return null
  const refused = splitQuery(query).find(({ name }) => rtspRefused.includes(name))
  return refused ? messageOf('option-rtsp', { name: refused.name }) : null
}

/** Whether the query of such an address has an option of this name. */
export function isKnownOption(scheme: string, name: string): boolean {
  return Object.hasOwn(rules[scheme] ?? {}, name)
}

/** Whether an option says no more than how packets are received, and so may be shown. */
export function isHarmlessOption(
  scheme: string,
  { name, value }: { name: string; value: string | null },
): boolean {
  const rule = isKnownOption(scheme, name) ? rules[scheme]?.[name] : undefined
  if (!rule || valueFlaw(name, rule, value ?? '') !== null) return false
  return rule.kind !== 'text' || rule === address || rule === addresses
}

/** What an option of a query means, percent-encoding undone; null when it is not there. */
export function queryOption(query: string | null, name: string): string | null {
  const found = splitQuery(query).find((option) => option.name === name)
  return found ? decodePercent(found.value ?? '') : null
}

/** TCP or UDP as FFmpeg's own words in the query of an RTSP address ask for it; null without one. */
export function rtspTransportIn(query: string | null): 'tcp' | 'udp' | null {
  const words = splitQuery(query).map(({ name }) => name)
  return words.includes('tcp') ? 'tcp' : words.includes('udp') ? 'udp' : null
}

function optionsFlaw(
  scheme: string,
  known: Record<string, Rule>,
  query: string | null,
): Message | null {
  const seen = new Set<string>()
  for (const { name, value } of splitQuery(query)) {
    const rule = Object.hasOwn(known, name) ? known[name] : undefined
    if (!rule) return messageOf('option-unknown', { scheme, known: Object.keys(known).join(', ') })
    if (seen.has(name)) return messageOf('option-twice', { name })
    seen.add(name)
    const flaw = valueFlaw(name, rule, value ?? '')
    if (flaw !== null) return flaw
  }
  return null
}

function valueFlaw(name: string, rule: Rule, value: string): Message | null {
  switch (rule.kind) {
    case 'number':
      return numberFlaw(name, rule, value)
    case 'choice':
      return rule.values.includes(value)
        ? null
        : messageOf('option-choice', { name, values: rule.values.join(', ') })
    case 'text':
      if (/%(?![0-9a-f]{2})/i.test(value)) return messageOf('option-percent', { name })
      return rule.pattern.test(decodePercent(value)) ? null : rule.flaw(name)
  }
}

type NumberRule = Extract<Rule, { kind: 'number' }>

/** Out of bounds is never moved into them: two seconds would have become twenty milliseconds. */
function numberFlaw(name: string, { min, max, unit }: NumberRule, text: string): Message | null {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return null
  const thousandfold = value * 1000
  if (unit === 'microseconds' && thousandfold >= min && thousandfold <= max)
    return messageOf('option-in-microseconds', { name, value: thousandfold, ms: value })
  return messageOf(unit === null ? 'option-range' : `option-range-${unit}`, { name, min, max })
}
