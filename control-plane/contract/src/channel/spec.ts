import { z } from 'zod'
import { ChannelId } from '../ids.ts'
import { Layers } from './layers.ts'
import { Logo } from './logo.ts'
import { Output } from './output.ts'
import { PlaybackGuard } from './playback.ts'
import { WrittenSettings } from './settings.ts'

/** What an operator wants of a channel, resolved: nothing in it has to be looked up elsewhere. */
export const ChannelSpec = WrittenSettings.omit({ hostId: true, groupId: true, note: true }).extend(
  {
    id: ChannelId,
    /** Switched on by the operator. The schedule narrows it. */
    on: z.boolean(),
    /** Grows with each restart asked for by a person; a run of an older generation is replaced. */
    restartGeneration: z.int().nonnegative(),
    logo: Logo.nullable(),
    layers: Layers.default([]),
    output: Output,
    /** Null where everyone may watch. */
    playback: PlaybackGuard.nullable().default(null),
    /** A person said that it is to start although its host has no room for it. */
    startAnyway: z.boolean().optional(),
  },
)
export type ChannelSpec = z.infer<typeof ChannelSpec>
