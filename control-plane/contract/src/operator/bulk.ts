import { z } from 'zod'
import { LogoInput } from '../channel/input.ts'
import { PresetId } from '../encoding.ts'
import { ChannelId, HostId } from '../ids.ts'
import { ChannelSelection } from './channel-selection.ts'

/**
 * Puts channels on a host. It is theirs from then on, unless `pinned` is false: then placement may
 * have them start elsewhere. With null the choice is placement's: they stay where they are well, and
 * leave a host that drains or is silent for one with room.
 */
const MoveAction = z.strictObject({
  kind: z.literal('move'),
  hostId: HostId.nullable(),
  pinned: z.boolean().default(true),
})

/** What is done to every channel of a selection. */
export const BulkAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['start', 'stop', 'restart', 'delete', 'restore']) }),
  z.strictObject({ kind: z.literal('preset'), presetId: PresetId }),
  z.strictObject({ kind: z.literal('logo'), logo: LogoInput.nullable() }),
  MoveAction,
])
export type BulkAction = z.infer<typeof BulkAction>

/** Body of `POST /channels/bulk`. `dryRun` says what would happen and changes nothing. */
export const BulkInput = z.strictObject({
  channelIds: ChannelSelection,
  action: BulkAction,
  dryRun: z.boolean().default(false),
})
export type BulkInput = z.infer<typeof BulkInput>

/**
 * What the viewers of a channel meet: nothing, or its FFmpeg starts, ends or is replaced; `moves` ends
 * it on one host and starts it on another, with a break between.
 */
export const BulkEffect = z.enum(['none', 'starts', 'stops', 'restarts', 'moves'])
export type BulkEffect = z.infer<typeof BulkEffect>

/**
 * Why nothing can be done to a channel: `missing` was deleted (for good, when it is to be restored),
 * `copies` carries its stream as it is, `taken` has lost its slug to another channel meanwhile.
 */
export const BulkObstacle = z.enum(['missing', 'copies', 'taken'])
export type BulkObstacle = z.infer<typeof BulkObstacle>

export const BulkChannelResult = z.object({
  channelId: ChannelId,
  name: z.string(),
  outcome: z.enum(['done', 'unchanged', 'failed']),
  effect: BulkEffect,
  obstacle: BulkObstacle.nullable(),
  viewers: z.int().nonnegative(),
  /** It is played at another address from then on. */
  newAddress: z.boolean(),
  /** The host it leaves is silent, and may have it on air until that host is heard of again. */
  leavesSilent: z.boolean(),
  /** What it was before, for going back; null when nothing changes. */
  previous: z
    .object({
      on: z.boolean(),
      presetId: PresetId,
      logo: LogoInput.nullable(),
      hostId: HostId.nullable(),
      pinned: z.boolean(),
    })
    .nullable(),
})
export type BulkChannelResult = z.infer<typeof BulkChannelResult>

export const BulkResult = z.object({
  dryRun: z.boolean(),
  /** In the order of the input. */
  channels: z.array(BulkChannelResult),
})
export type BulkResult = z.infer<typeof BulkResult>
