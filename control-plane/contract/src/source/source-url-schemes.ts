import type { PlainCode } from '../messages/catalogue.ts'

/** Schemes that are not read, with what to do. */
export const OTHER_SCHEMES: ReadonlyMap<string, PlainCode> = new Map([
  ...each(['rtspu'], 'scheme-rtspu'),
  ...each(['rtspt'], 'scheme-rtspt'),
  ...each(['rtmpt', 'rtmpts', 'rtmpe', 'rtmpte'], 'scheme-rtmpe'),
  ...each(['mms', 'mmsh', 'mmst', 'mmsu'], 'scheme-mms'),
  ...each(['rist'], 'scheme-rist'),
  ...each(['igmp', 'multicast'], 'scheme-multicast'),
  ...each(['tcp', 'tls'], 'scheme-tcp'),
  ...each(['hls', 'hls+http', 'hls+https', 'm3u8', 'https+hls', 'applehttp'], 'scheme-hls'),
  ...each(['ndi', 'dshow', 'v4l2', 'decklink'], 'scheme-device'),
])

function each(schemes: string[], code: PlainCode): [string, PlainCode][] {
  return schemes.map((scheme) => [scheme, code])
}
