import { isDeepStrictEqual } from 'node:util'
import type {
  BulkAction,
  BulkChannelResult,
  ChannelId,
  LogoInput,
  OutputInput,
} from '@cashbacktv/contract'

/** What a bulk action has to know of a channel. */
export type BulkChannel = {
  id: ChannelId
  name: string
  on: boolean
  /** It was asked to run and has given up: starting it tries anew. */
  gaveUp: boolean
  logo: LogoInput | null
  output: Pick<OutputInput, 'mode' | 'presetId'>
  viewers: number
  deleted: boolean
  /** Another channel has its slug, so that it cannot come back. */
  slugTaken: boolean
}

/**
 * What an action does to one channel and what its viewers meet. The same answer is shown before
 * and acted on after: what is promised and what is done cannot differ.
 */
export function planBulk(
  id: ChannelId,
  channel: BulkChannel | undefined,
  action: BulkAction,
): BulkChannelResult {
  if (!channel) return { ...plain(id, '', 0), outcome: 'failed', obstacle: 'missing' }
  const none = plain(id, channel.name, channel.viewers)
  const changes = (effect: BulkChannelResult['effect']): BulkChannelResult => ({
    ...none,
    outcome: 'done',
    effect,
    previous: { on: channel.on, presetId: channel.output.presetId, logo: channel.logo },
  })
  if (isAlready(action, channel)) return none
  if (action.kind === 'restore' && channel.slugTaken) {
    return { ...none, outcome: 'failed', obstacle: 'taken' }
  }
  const carries = action.kind === 'preset' || action.kind === 'logo'
  if (carries && channel.output.mode === 'copy') {
    return { ...none, outcome: 'failed', obstacle: 'copies' }
  }
  return changes(effectOf(action, channel.on))
}

/** Whether the channel is already as the action would have it. */
function isAlready(action: BulkAction, channel: BulkChannel): boolean {
  const { on, gaveUp, output, logo, deleted } = channel
  switch (action.kind) {
    case 'start':
      return on && !gaveUp
    case 'stop':
      return !on
    case 'preset':
      return output.mode !== 'copy' && output.presetId === action.presetId
    case 'logo':
      return isDeepStrictEqual(logo, action.logo)
    case 'restore':
      return !deleted
    case 'restart':
    case 'delete':
      return false
  }
}

function effectOf({ kind }: BulkAction, on: boolean): BulkChannelResult['effect'] {
  if (kind === 'start') return 'starts'
  if (kind === 'restart') return on ? 'restarts' : 'starts'
  if (!on) return 'none'
  if (kind === 'restore') return 'starts'
  return kind === 'stop' || kind === 'delete' ? 'stops' : 'restarts'
}

function plain(channelId: ChannelId, name: string, viewers: number): BulkChannelResult {
  return {
    ...{ channelId, name, viewers, previous: null },
    ...{ outcome: 'unchanged', effect: 'none', obstacle: null },
  }
}
