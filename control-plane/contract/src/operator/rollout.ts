import { z } from 'zod'
import { LogoInput } from '../channel/input.ts'
import { Reason } from '../failure.ts'
import { ChannelId, ChosenId, Instant } from '../ids.ts'
import { ChannelSelection } from './channel-selection.ts'

/** Channels changed at once; the next ones follow when these are on air with it. */
export const WaveSize = z.int().min(1).max(100)

/** `running` also while going back; `stopped` by itself, because a wave failed. */
export const RolloutState = z.enum(['running', 'paused', 'stopped', 'finished'])
export type RolloutState = z.infer<typeof RolloutState>

/** `back` after an undo: every channel that was changed gets its earlier logo again. */
export const RolloutDirection = z.enum(['forward', 'back'])
export type RolloutDirection = z.infer<typeof RolloutDirection>

/** `untouched` by an undo because it was never changed; `skipped` because a person changed it meanwhile. */
export const RolloutChannelState = z.enum([
  'waiting',
  'changing',
  'done',
  'failed',
  'untouched',
  'skipped',
])
export type RolloutChannelState = z.infer<typeof RolloutChannelState>

/** Body of `POST /rollouts`: one logo, or none, for many channels. Sent again with the same `id` it begins no second one. */
export const CreateRolloutInput = z.strictObject({
  id: ChosenId,
  channelIds: ChannelSelection,
  logo: LogoInput.nullable(),
  waveSize: WaveSize.default(5),
  /** A channel not on air with its new run by then has failed. */
  waveTimeoutSeconds: z.int().min(10).max(3600).default(120),
})
export type CreateRolloutInput = z.infer<typeof CreateRolloutInput>

export const RolloutChannelView = z.object({
  channelId: ChannelId,
  name: z.string(),
  wave: z.int().positive(),
  state: RolloutChannelState,
  reason: Reason.nullable(),
  changedAt: Instant.nullable(),
  settledAt: Instant.nullable(),
})
export type RolloutChannelView = z.infer<typeof RolloutChannelView>

/** A roll-out in a list: how far it is, without its channels. */
export const RolloutSummary = z.object({
  id: z.uuid(),
  state: RolloutState,
  direction: RolloutDirection,
  /** Why it stopped by itself. */
  reason: Reason.nullable(),
  logo: LogoInput.nullable(),
  waveSize: WaveSize,
  waveTimeoutSeconds: z.int(),
  /** The wave under way or done last; 0 before the first. */
  wave: z.int().nonnegative(),
  waves: z.int().nonnegative(),
  counts: z.record(RolloutChannelState, z.int().nonnegative()),
  createdBy: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type RolloutSummary = z.infer<typeof RolloutSummary>

export const RolloutView = z.object({
  ...RolloutSummary.shape,
  channels: z.array(RolloutChannelView),
})
export type RolloutView = z.infer<typeof RolloutView>
