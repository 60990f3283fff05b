import { type PlainCode, type Reason, reasonOf } from '@cashbacktv/contract'

/**
 * Refusals by their numbers, which FFmpeg tells one line before the last. All are of the kind that
 * ends by itself: a source that is refused is tried again.
 */
const HTTP: ReadonlyMap<number, PlainCode> = new Map([
  [401, 'unauthorised'],
  [402, 'payment-required'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [407, 'proxy-login'],
  [410, 'gone'],
  [429, 'too-many-requests'],
  [451, 'blocked-by-law'],
  [503, 'source-unavailable'],
])

/** Refusals of several numbers each, which is said with them. */
type NumberedCode =
  | 'too-many-connections'
  | 'bandwidth-exceeded'
  | 'transport-refused'
  | 'refused-by-source'
const HTTP_NUMBERED: ReadonlyMap<number, NumberedCode> = new Map([
  [456, 'too-many-connections'],
  [458, 'too-many-connections'],
  [509, 'bandwidth-exceeded'],
])

/** RFC 2326, section 11. */
const RTSP: ReadonlyMap<number, PlainCode> = new Map([...HTTP, [454, 'connection-lost']])
const RTSP_NUMBERED: ReadonlyMap<number, NumberedCode> = new Map([
  ...HTTP_NUMBERED,
  [451, 'refused-by-source'],
  [453, 'bandwidth-exceeded'],
  [455, 'refused-by-source'],
  [461, 'transport-refused'],
  [462, 'transport-refused'],
])

/** What a line of FFmpeg's log says of a refusal; null when it holds none. */
export function refusalIn(line: string): Reason | null {
  const http = /HTTP error (\d{3})/.exec(line)
  if (http) return refusalOf(Number(http[1]), HTTP, HTTP_NUMBERED)
  const rtsp = /method [A-Z_]+ failed: (\d{3})/.exec(line)
  return rtsp ? refusalOf(Number(rtsp[1]), RTSP, RTSP_NUMBERED) : null
}

function refusalOf(
  status: number,
  plain: ReadonlyMap<number, PlainCode>,
  numbered: ReadonlyMap<number, NumberedCode>,
): Reason {
  const withNumber = numbered.get(status)
  if (withNumber !== undefined) return reasonOf('network', withNumber, { status })
  const code = plain.get(status)
  if (code !== undefined) return reasonOf('network', code)
  return reasonOf('network', status >= 500 ? 'source-server-error' : 'refused-by-source', {
    status,
  })
}
