import { isDeepStrictEqual } from 'node:util'
import type {
  BulkAction,
  BulkChannelResult,
  BulkObstacle,
  ChannelId,
  HostId,
  LogoSettings,
  OutputSettings,
} from '@cashbacktv/contract'
import type { Wish } from './placement.ts'

/** What is done to one channel or to many; `anyway` although the host has no room. */
export type Verb = BulkAction & { anyway?: boolean }

/** What a verb has to know of a channel. */
export type ChannelNow = {
  id: ChannelId
  name: string
  on: boolean
  /** It was asked to run and has given up: starting it tries anew. */
  gaveUp: boolean
  restartGeneration: number
  startAnyway: boolean
  hostId: HostId | null
  pinned: boolean
  /** Its host has nothing of it at work, and there are others: it may rest elsewhere as well. */
  mayMove: boolean
  logo: LogoSettings | null
  output: OutputSettings
  viewers: number
  deleted: boolean
  /** Another channel has its slug, so that it cannot come back. */
  slugTaken: boolean
}

/** What of a channel becomes otherwise, beside when it was deleted. */
export type VerbChanges = Partial<
  Pick<
    ChannelNow,
    'on' | 'startAnyway' | 'restartGeneration' | 'hostId' | 'pinned' | 'logo' | 'output'
  >
>
export type VerbPlan = { result: BulkChannelResult; changes: VerbChanges }

/**
 * What a verb does to one channel and what its viewers meet. The same answer is shown before and
 * acted on after: what is promised and what is done cannot differ. `found` is the host that was
 * found by `wishOf`, null when none has room; undefined when none was looked for.
 */
export function planVerb(
  verb: Verb,
  id: ChannelId,
  channel: ChannelNow | undefined,
  found?: HostId | null,
): VerbPlan {
  if (!channel) return failed(plain(id, '', 0), 'missing')
  const none = plain(id, channel.name, channel.viewers)
  const changes = changesOf(verb, channel, found)
  if (changes === null) return { result: none, changes: {} }
  const obstacle = obstacleOf(verb, channel)
  if (obstacle) return failed(none, obstacle)
  const { on, output, logo, hostId, pinned } = channel
  const previous = { on, presetId: output.presetId, logo, hostId, pinned }
  const effect = effectOf(verb, channel, changes)
  return { result: { ...none, outcome: 'done', effect, previous }, changes }
}

/**
 * The host that has to be looked for before the plan; null where the channel stays, or starts
 * nothing. One that rests and is not pinned may start where there is room.
 */
export function wishOf(verb: Verb, channel: ChannelNow): Wish | null {
  const { kind, anyway = false } = verb
  const { on, hostId, pinned, mayMove, startAnyway, deleted } = channel
  if (kind === 'move') {
    if (verb.hostId !== null) return null
    return { pinnedTo: null, current: null, leaving: hostId, anyway: startAnyway }
  }
  if (kind !== 'start' && kind !== 'restart' && kind !== 'restore') return null
  if (kind === 'restore' && !deleted) return null
  const isFree = kind === 'start' && !on && !pinned && mayMove && !anyway
  if (hostId !== null && !isFree) return null
  const isAnyway = kind === 'start' && !on ? anyway : anyway || startAnyway
  return { pinnedTo: null, current: null, preferred: hostId, anyway: isAnyway }
}

/** Null when the channel is already as the verb would have it. */
function changesOf(
  verb: Verb,
  channel: ChannelNow,
  found: HostId | null | undefined,
): VerbChanges | null {
  const { on, output, restartGeneration } = channel
  const place = found === undefined ? {} : { hostId: found }
  switch (verb.kind) {
    case 'start':
      if (on) return startAgain(verb, channel, found)
      return { on: true, startAnyway: verb.anyway ?? false, ...place }
    case 'stop':
      return on ? { on: false, startAnyway: false } : null
    case 'restart':
      return { on: true, restartGeneration: restartGeneration + 1, ...place }
    case 'preset':
      if (output.mode !== 'copy' && output.presetId === verb.presetId) return null
      return { output: { ...output, presetId: verb.presetId } }
    case 'logo':
      return isDeepStrictEqual(channel.logo, verb.logo) ? null : { logo: verb.logo }
    case 'move':
      return move(verb, channel, found)
    case 'restore':
      return channel.deleted ? place : null
    case 'delete':
      return {}
  }
}

/** Where no host has room for one that is to leave, it stays where it is. */
function move(
  wanted: Extract<Verb, { kind: 'move' }>,
  { hostId, pinned }: ChannelNow,
  found: HostId | null | undefined,
): VerbChanges | null {
  const next = {
    hostId: wanted.hostId ?? found ?? hostId,
    pinned: wanted.hostId !== null && wanted.pinned,
  }
  const changes: VerbChanges = {
    ...(next.hostId === hostId ? {} : { hostId: next.hostId }),
    ...(next.pinned === pinned ? {} : { pinned: next.pinned }),
  }
  return Object.keys(changes).length > 0 ? changes : null
}

/** One that is on is left alone, unless it has given up, or waits for room and is not to wait any more. */
function startAgain(
  { anyway }: Verb,
  { startAnyway, gaveUp, restartGeneration }: ChannelNow,
  found: HostId | null | undefined,
): VerbChanges | null {
  const changes: VerbChanges = {
    ...(anyway && !startAnyway ? { startAnyway: true } : {}),
    // Only a new generation makes one that has given up try again.
    ...(gaveUp ? { restartGeneration: restartGeneration + 1 } : {}),
    ...(found ? { hostId: found } : {}),
  }
  return Object.keys(changes).length > 0 ? changes : null
}

function obstacleOf({ kind }: Verb, { output, slugTaken }: ChannelNow): BulkObstacle | null {
  if (kind === 'restore' && slugTaken) return 'taken'
  const carries = kind === 'preset' || kind === 'logo'
  return carries && output.mode === 'copy' ? 'copies' : null
}

function effectOf(
  { kind }: Verb,
  { on, hostId }: ChannelNow,
  changes: VerbChanges,
): BulkChannelResult['effect'] {
  if (kind === 'start') return 'starts'
  if (kind === 'restart') return on ? 'restarts' : 'starts'
  if (!on) return 'none'
  if (kind === 'move') {
    if (changes.hostId === undefined) return 'none'
    return hostId === null ? 'starts' : 'moves'
  }
  if (kind === 'restore') return 'starts'
  return kind === 'stop' || kind === 'delete' ? 'stops' : 'restarts'
}

function failed(none: BulkChannelResult, obstacle: BulkObstacle): VerbPlan {
  return { result: { ...none, outcome: 'failed', obstacle }, changes: {} }
}

function plain(channelId: ChannelId, name: string, viewers: number): BulkChannelResult {
  return {
    channelId,
    name,
    viewers,
    newAddress: false,
    leavesSilent: false,
    previous: null,
    outcome: 'unchanged',
    effect: 'none',
    obstacle: null,
  }
}
