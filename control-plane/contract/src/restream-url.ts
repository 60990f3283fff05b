import { type Message, messageOf } from './messages/catalogue.ts'
import { parseSourceUrl } from './source/source-url.ts'
import { queryOption } from './source/source-url-options.ts'
import { splitAddress } from './source/source-url-split.ts'
import { uploadPlace } from './upload-place.ts'

/** What a channel is sent to besides its viewers. By HTTP its playlists and segments are uploaded. */
export const RESTREAM_SCHEMES = ['rtmp', 'rtmps', 'srt', 'udp', 'http', 'https'] as const
export type RestreamScheme = (typeof RESTREAM_SCHEMES)[number]

/**
 * `href` is what is stored and run; `hostname` without brackets. `listens`: the far side connects to
 * a port that this host opens, which only SRT with `mode=listener` does.
 */
export type ParsedRestreamUrl =
  | { ok: true; href: string; scheme: RestreamScheme; hostname: string; listens: boolean }
  | { ok: false; message: Message }

/** Judges the address that a channel is sent to: its form is that of a source, its kinds are fewer. */
export function parseRestreamUrl(text: string): ParsedRestreamUrl {
  if (text.trim() === '') return { ok: false, message: messageOf('restream-url-empty') }
  const parsed = parseSourceUrl(text)
  if (!parsed.ok) {
    const message = parsed.code === 'scheme' ? messageOf('restream-scheme') : parsed.message
    return { ok: false, message }
  }
  const scheme = RESTREAM_SCHEMES.find((known) => known === parsed.scheme)
  if (!scheme) return { ok: false, message: messageOf('restream-scheme') }
  const parts = splitAddress(parsed.href)
  if (parts?.host === '' && scheme === 'udp')
    return { ok: false, message: messageOf('restream-host') }
  if (scheme.startsWith('rtmp') && !/^\/[^/]+\/./.test(parts?.path ?? ''))
    return { ok: false, message: messageOf('restream-key') }
  if (isUpload(scheme) && uploadPlace(parsed.href) === null)
    return { ok: false, message: messageOf('restream-playlist') }
  const listens = scheme === 'srt' && queryOption(parts?.query ?? null, 'mode') === 'listener'
  return { ok: true, href: parsed.href, scheme, hostname: parsed.hostname, listens }
}

/** The scheme is one that files are uploaded by: HLS is pushed. */
export function isUpload(scheme: RestreamScheme): boolean {
  return scheme === 'http' || scheme === 'https'
}
