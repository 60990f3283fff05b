import { z } from 'zod'
import { ChannelState } from '../host/host-report.ts'

/**
 * `unknown`: its host has not been heard of; `unplaced`: no host can take it; `scheduled`: switched
 * on, and off air until its schedule says otherwise.
 */
export const ChannelPhase = z.enum([...ChannelState.options, 'unknown', 'unplaced', 'scheduled'])
export type ChannelPhase = z.infer<typeof ChannelPhase>
