/** A scheme's own options after the `?`, as FFmpeg reads them; every other one is refused. */
type Rule =
  | { kind: 'number'; min: number; max: number }
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'text'; pattern: RegExp }

const number = (min: number, max: number): Rule => ({ kind: 'number', min, max })
const choice = (...values: string[]): Rule => ({ kind: 'choice', values })
const text = (pattern: RegExp): Rule => ({ kind: 'text', pattern })

/** Microseconds, bytes and packets as FFmpeg counts them; a number out of range is moved to the nearest end. */
const srt: Record<string, Rule> = {
  mode: choice('caller', 'listener'),
  streamid: text(/^[^\s]{1,512}$/),
  passphrase: text(/^[^\s]{10,79}$/),
  pbkeylen: choice('0', '16', '24', '32'),
  latency: number(20_000, 8_000_000),
  rcvlatency: number(20_000, 8_000_000),
  peerlatency: number(20_000, 8_000_000),
  connect_timeout: number(1000, 10_000),
  transtype: choice('live'),
}

const address = /^[0-9a-f.:]{3,45}$/i
const udp: Record<string, Rule> = {
  fifo_size: number(1000, 100_000),
  buffer_size: number(65_536, 16_777_216),
  pkt_size: number(188, 65_507),
  timeout: number(1_000_000, 60_000_000),
  overrun_nonfatal: choice('0', '1'),
  reuse: choice('0', '1'),
  localaddr: text(address),
  sources: text(/^[0-9a-f.:]{3,45}(,[0-9a-f.:]{3,45}){0,7}$/i),
}

/** Words by which FFmpeg's RTSP would leave the TCP transport that the plan asks for. */
const rtspRefused = ['udp', 'multicast', 'udp_multicast', 'http', 'https', 'listen']

export type CheckedQuery = { ok: true; query: string } | { ok: false; message: string }

/**
 * The query of an address, made harmless: for SRT and UDP only known options, numbers within
 * bounds; for HTTP and RTMP it belongs to the far server and stays as it is.
 */
export function checkQuery(scheme: string, search: string): CheckedQuery {
  const query = search.replace(/^\?/, '')
  if (query === '') return { ok: true, query: '' }
  if (scheme === 'srt') return checkOptions(query, srt, 'SRT')
  if (scheme === 'udp') return checkOptions(query, udp, 'UDP')
  if (scheme === 'rtsp' || scheme === 'rtsps') {
    const found = pairs(query).find(([name]) => rtspRefused.includes(name))
    if (found) return refuse(`Leave out the option "${found[0]}": RTSP sources are read over TCP.`)
  }
  return { ok: true, query }
}

/** Value of one option of a query; null when it is not there. */
export function queryOption(search: string, name: string): string | null {
  return pairs(search.replace(/^\?/, '')).find(([key]) => key === name)?.[1] ?? null
}

function checkOptions(query: string, rules: Record<string, Rule>, what: string): CheckedQuery {
  const known = Object.keys(rules)
  const kept = new Map<string, string>()
  for (const [name, value] of pairs(query)) {
    const rule = known.includes(name) ? rules[name] : undefined
    if (!rule) return refuse(`An ${what} address takes only these options: ${known.join(', ')}.`)
    if (kept.has(name)) return refuse(`Give the option "${name}" only once.`)
    const checked = checkValue(rule, value)
    if (checked === null) return refuse(`The option "${name}" has a value that cannot be used.`)
    kept.set(name, checked)
  }
  return { ok: true, query: [...kept].map(([name, value]) => `${name}=${value}`).join('&') }
}

function checkValue(rule: Rule, value: string): string | null {
  switch (rule.kind) {
    case 'number':
      if (!/^\d{1,12}$/.test(value)) return null
      return String(Math.min(rule.max, Math.max(rule.min, Number(value))))
    case 'choice':
      return rule.values.includes(value) ? value : null
    case 'text':
      return rule.pattern.test(value) ? value : null
  }
}

function pairs(query: string): [string, string][] {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=')
      return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]
    })
}

function refuse(message: string): CheckedQuery {
  return { ok: false, message }
}
