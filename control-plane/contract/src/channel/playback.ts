import { z } from 'zod'
import { Instant } from '../ids.ts'
import { says } from '../messages/says.ts'
import { Cidr } from '../network/cidr.ts'

/** A host name, or `*.` and a domain for every name below it. */
const SITE =
  /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/

/**
 * Viewers of one channel that a host tells apart at once; more are not counted, so no higher limit
 * would hold. Two 10-gigabit ports carry some 4,000 players of 5 Mbit/s.
 */
export const MOST_COUNTED_VIEWERS = 20_000

/** Who may watch a channel. Each rule narrows; without any of them everyone may. */
export const PlaybackSettings = z.object({
  /** Only who has an address that was signed for the channel. */
  signed: z.boolean().default(false),
  /** Segments are encrypted (AES-128), and the keys are for who may watch. */
  encrypted: z.boolean().default(false),
  /** Sites on whose pages it may be played: `example.com`, `*.example.com`. Empty is any, and players of no site. */
  sites: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .max(253)
        .regex(SITE, { error: says('site-form') })
        .meta({ examples: ['example.com', '*.example.com'] }),
    )
    .max(50)
    .default([]),
  /** Networks from which it may be played, as CIDR. Empty is any. */
  networks: z.array(Cidr).max(50).default([]),
  /** At the same time; null is any number. */
  mostViewers: z.int().min(1).max(MOST_COUNTED_VIEWERS).nullable().default(null),
})
export type PlaybackSettings = z.infer<typeof PlaybackSettings>

/** A limit as it was written down, by a version before too, which admitted more than can be counted. */
export const WrittenViewerLimit = z
  .int()
  .min(1)
  .overwrite((viewers) => Math.min(viewers, MOST_COUNTED_VIEWERS))
  .nullable()
  .default(null)

/** The name by which who has the addresses signed knows a viewer, so that this one can be ended. */
export const ViewerName = z.string().trim().min(1).max(128)

/** What has ended signed addresses of a channel that would be valid still. */
export const PlaybackEnds = z.object({
  /** Grows each time all of them are ended: those were signed with the key of a generation before. */
  generation: z.int().nonnegative(),
  /** None of a viewer's is valid until then, when those of before are over by themselves. */
  viewers: z.array(z.object({ viewer: ViewerName, until: Instant })).max(1000),
})
export type PlaybackEnds = z.infer<typeof PlaybackEnds>

/** What a host holds viewers of a channel to. */
export const PlaybackGuard = PlaybackSettings.extend({
  mostViewers: WrittenViewerLimit,
  /** Signs addresses of this channel alone, and is another one once they have all been ended. */
  key: z.string().min(32).max(128),
  /** Viewers whose addresses count no more. */
  ended: z.array(ViewerName).max(1000),
})
export type PlaybackGuard = z.infer<typeof PlaybackGuard>

/** No signed address lasts longer, so that nobody's end has to be remembered for ever. */
export const LONGEST_PLAYBACK_SECONDS = 31 * 86_400

/**
 * Claims of the token of a signed address: a JWT, HS256, by the key of the channel. `aud` is the id
 * of the channel and `exp` in whole seconds; both have to be there.
 */
export const PlaybackClaims = z.object({
  aud: z.string(),
  exp: z.int(),
  /** The viewer. */
  sub: ViewerName.optional(),
  /** The only address or network from which it counts. */
  ip: z.string().max(64).optional(),
  /** Held to no other rule: of who looks after the channel. */
  exempt: z.boolean().optional(),
})
export type PlaybackClaims = z.infer<typeof PlaybackClaims>
