import { MASK as HIDDEN } from './mask.ts'
import { splitQuery } from './source/source-url-split.ts'

/** Options of queries that say how a stream is read; any other may let somebody in. */
const SHOWN_OPTION =
  /^(?:mode=(?:caller|listener|rendezvous)|(?:latency|rcvlatency|peerlatency|tsbpddelay|timeout|connect_timeout|pkt_size|payload_size|fifo_size|buffer_size|localport|overrun_nonfatal|reuse|ttl|pbkeylen)=\d{1,12}|localaddr=[\d.]{7,15}|transtype=live|tcp|udp)$/

/** Fields of HTTP whose whole value is secret. */
const HEADER =
  /\b((?:proxy-)?authorization|(?:set-)?cookie|x-(?:api-key|auth-token|access-token))(\\{0,2}["']?\s{0,3}[:=]\s{0,3}(?:\\{1,2}["'])?)(?:"(?:[^"\\\r\n]|\\.)*"|(?:[^"'\r\n]|"(?:[^"\\\r\n]|\\.)*")+)/gi
const SCHEME = /\b(bearer)\s+[^\s"',;]+/gi
/** Base64, told from a word by a capital letter or a digit behind the first. */
const BASIC = /\b([Bb]asic|BASIC)\s+(?=[^\s"',;][^\s"',;]{0,200}[A-Z\d=])[^\s"',;]+/g
const JWT = /\beyJ[\w-]{4,}\.[\w-]{4,}(?:\.[\w-]*)?/g
/** A key of the API, see `api-key.ts` of the control plane. */
const API_KEY = /\bcbk_[\w-]{20,}/g
const NAMED =
  /([\w-]{0,40}(?:password|passwd|passphrase|secret|credential|token|api[_-]?key|private[_-]?key|signature|session[_-]?id)\\{0,2}["']?\s{0,3}[:=]\s{0,3}(?:\\{1,2}["'])?|\b(?:pass|pwd|pw|pin|key|auth|sig|user|username|login)=)("(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[^\s,;&"')}\]]+)/gi
/** No host has an `=` behind it: what has is a filter of FFmpeg with a name, as in `overlay@logo=x`. */
const USER = /[^\s:/@'"<>=]{1,128}:[^\s/@'"<>]{1,128}@(?=[\w[])(?![\w-]{1,64}=)/g
const QUERY = /\?([^\s'"<>`]+)/g
const OPTION_NAME = /^[a-z][a-z_-]{0,30}$/i

/** Hides what lets somebody in wherever it stands in a text: headers, tokens, passwords, values of queries. */
export function redactWords(text: string): string {
  let safe = text
  if (safe.includes('?')) safe = safe.replace(QUERY, (_, query: string) => `?${hideQuery(query)}`)
  if (safe.includes('@')) safe = safe.replace(USER, `${HIDDEN}@`)
  return safe
    .replace(HEADER, `$1$2${HIDDEN}`)
    .replace(SCHEME, `$1 ${HIDDEN}`)
    .replace(BASIC, `$1 ${HIDDEN}`)
    .replace(JWT, HIDDEN)
    .replace(API_KEY, HIDDEN)
    .replace(NAMED, `$1${HIDDEN}`)
}

function hideQuery(query: string): string {
  const punctuation = /[).,;:\]]+$/.exec(query)?.[0] ?? ''
  const options = query.slice(0, query.length - punctuation.length)
  const shown = splitQuery(options).map(({ name, value }) => {
    const written = value === null ? name : `${name}=${value}`
    if (SHOWN_OPTION.test(written)) return written
    if (value === null) return HIDDEN
    return `${OPTION_NAME.test(name) ? name : HIDDEN}=${HIDDEN}`
  })
  return shown.join('&') + punctuation
}
