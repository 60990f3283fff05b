import { type Reason, reasonOf } from '@cashbacktv/contract'

/** What FFmpeg, or what pushes HLS, says of a far side, in the order in which it tells most. */
const SAYINGS: readonly [RegExp, () => Reason][] = [
  [/Permission denied|Operation not permitted/i, () => reasonOf('network', 'restream-not-allowed')],
  [/Connection refused/i, () => reasonOf('network', 'restream-refused')],
  [
    /Server error|NetStream\.Publish|BadName|denied|authentication|ERROR:BADSECRET|\b40[13]\b|rejected/i,
    () => reasonOf('network', 'restream-denied'),
  ],
  [/Certificate verification failed/, () => reasonOf('network', 'restream-certificate')],
  [
    /Failed to resolve|timed out|No route|unreachable|Connection setup failure|Name or service/i,
    () => reasonOf('network', 'restream-unreachable'),
  ],
  [
    /codec .* not (compatible|supported)|Could not write header|Tag .* incompatible/i,
    () => reasonOf('encoding', 'restream-output'),
  ],
  [
    /Broken pipe|reset by peer|Connection (was broken|does not exist)|av_interleaved_write_frame/i,
    () => reasonOf('network', 'restream-closed'),
  ],
]

/**
 * Why sending ended, by the end of its log. `hasSent` tells a far side that went away from one that
 * was never reached, where FFmpeg says the same of both.
 */
export function whyRestreamEnded(logTail: string, hasSent: boolean): Reason {
  const status = /\bHTTP status (\d{3})\b/.exec(logTail)?.[1]
  if (status !== undefined) return whyNotTaken(Number(status))
  const found = SAYINGS.find(([pattern]) => pattern.test(logTail))
  if (found) return found[1]()
  if (hasSent) return reasonOf('network', 'restream-closed')
  return /Input\/output error/i.test(logTail)
    ? reasonOf('network', 'restream-unreachable')
    : reasonOf('network', 'restream-ended')
}

/** Of a file that was uploaded; RFC 9110 15. */
function whyNotTaken(status: number): Reason {
  if (status === 401 || status === 403) return reasonOf('network', 'restream-denied')
  if (status === 404 || status === 410) return reasonOf('network', 'restream-nowhere', { status })
  if (status === 405 || status === 501) return reasonOf('network', 'restream-method', { status })
  return reasonOf('network', 'restream-answered', { status })
}

/** It was the origin of this host that went away, which says nothing of the far side. */
export function isOfOrigin(logTail: string, playlist: string): boolean {
  return logTail.split('\n').some((line) => line.includes(playlist))
}
