import { z } from 'zod'
import { MOST_RESTREAMS } from './channel/list-lengths.ts'
import { Reason } from './failure.ts'
import { Instant, RestreamId } from './ids.ts'
import { isMasked } from './mask.ts'
import { saying, says } from './messages/says.ts'
import { parseRestreamUrl } from './restream-url.ts'
import { bareUrl, maskUrl } from './source/source-mask.ts'

/** How HLS is pushed: most servers take files by PUT, some by POST. */
export const UploadMethod = z.enum(['put', 'post'])
export type UploadMethod = z.infer<typeof UploadMethod>

/**
 * A destination that a channel is sent to as its viewers see it. The address may carry a secret.
 * `muxrateKbps` is the constant rate of the whole transport stream for UDP, in kb/s; 0 for as much
 * as there is. `uploadMethod` and `deletesOld`, whether segments that have left the playlist are
 * deleted there, are of HTTP.
 */
export const Restream = z.object({
  id: RestreamId,
  name: z
    .string()
    .trim()
    .min(1, { error: says('restream-name-empty') })
    .max(60),
  url: z.string().max(2048),
  isOn: z.boolean().default(true),
  muxrateKbps: z.int().min(0).max(100_000).default(0),
  uploadMethod: UploadMethod.default('put'),
  deletesOld: z.boolean().default(false),
})
export type Restream = z.infer<typeof Restream>

export const Restreams = z.array(Restream).max(MOST_RESTREAMS, { error: says('restream-many') })

/** A destination as a person sends it: with the id of one that is there, `***` stands for what is stored. */
export const RestreamInput = z
  .strictObject({
    ...Restream.shape,
    id: RestreamId.optional(),
    url: Restream.shape.url.trim().meta({
      examples: [
        'rtmps://live.example.com:443/app/stream-key',
        'srt://example.com:9000?streamid=live&passphrase=long-enough-secret',
        'udp://239.1.2.3:5004?ttl=4',
        'https://user:password@ingest.example.com/live/index.m3u8',
      ],
    }),
  })
  .superRefine(({ url }, context) => {
    const parsed = isMasked(url) ? null : parseRestreamUrl(url)
    if (parsed?.ok === false)
      context.addIssue({ code: 'custom', path: ['url'], ...saying(parsed.message) })
  })
export type RestreamInput = z.infer<typeof RestreamInput>

export const RestreamsInput = z
  .array(RestreamInput)
  .max(MOST_RESTREAMS, { error: says('restream-many') })

/** A destination as who may run channels sees it. */
export function maskRestream(restream: Restream): Restream {
  return { ...restream, url: maskUrl(restream.url) }
}

/** A destination as everybody else sees it. */
export function bareRestream(restream: Restream): Restream {
  return { ...restream, url: bareUrl(restream.url) }
}

/** `waiting`: the channel has nothing on air. `connecting`: tried, and nothing was sent yet. */
export const RestreamState = z.enum(['waiting', 'connecting', 'sending', 'failing'])
export type RestreamState = z.infer<typeof RestreamState>

/** What becomes of a destination on its host. */
export const RestreamObservation = z.object({
  id: RestreamId,
  state: RestreamState,
  /** Since when it is in this state; while it is tried again and again, since the first failure. */
  since: Instant,
  /** Why it fails. */
  reason: Reason.nullable(),
  /** Failures in a row; 0 when all is well. */
  attempt: z.int().nonnegative(),
  nextTryAt: Instant.nullable(),
})
export type RestreamObservation = z.infer<typeof RestreamObservation>
