import {
  type ChannelId,
  type ChannelSpec,
  type ChannelState,
  type HostSettings,
  type Reason,
  reasonOf,
} from '@cashbacktv/contract'
import { contentReason } from '../content/content-reason.ts'
import { alarmingKinds } from '../content/content-rules.ts'
import { wantedAudio } from '../plan-ffmpeg/further-audio.ts'
import { wantedSubtitles } from '../plan-ffmpeg/subtitle-tracks.ts'
import { isBelowRealTime, isStrained, judgeRun } from '../runs/health.ts'
import { isLegalMove } from './channel-state.ts'
import type { Action, ChannelMemory, Run } from './world.ts'

/** What a channel is after the pass, put into one word with its reason, and its alarm. */
export type Situation = {
  channelId: ChannelId
  spec: ChannelSpec | null
  /** It is wanted, and not all that is wanted of it is known. */
  isUnread: boolean
  wanted: boolean
  /** Live runs that stay. */
  kept: readonly Run[]
  /** What is kept includes the run that the wish asks for. */
  fits: boolean
  /** Processes that are on their way out, those stopped in this pass included. */
  leaving: number
  /** A start was granted in this pass. */
  granted: boolean
  /** Place in the start queue, null when it does not wait. */
  queuePosition: number | null
  pressure: Reason | null
  /** Why it waits although it may start: the host has no room. */
  shortage: Reason | null
  settings: HostSettings
  now: number
}

export function deriveState(
  memory: ChannelMemory,
  situation: Situation,
): { memory: ChannelMemory; actions: readonly Action[] } {
  const { state, reason } = describe(memory, situation)
  const alarm = alarmOf(memory, state, reason)
  const actions = [
    ...alarmActions(memory.alarm, alarm, situation.channelId, state === 'degraded'),
    ...moveActions(memory.state, state, situation.channelId),
  ]
  const { queuePosition } = situation
  const same =
    memory.state === state &&
    sameReason(memory.reason, reason) &&
    memory.queuePosition === queuePosition &&
    memory.alarm === (alarm?.code ?? null)
  if (same) return { memory, actions }
  const lasts =
    memory.state === state || (isTrouble(memory.state, memory.reason) && isTrouble(state, reason))
  const since = lasts ? memory.since : situation.now
  return {
    memory: { ...memory, state, since, reason, queuePosition, alarm: alarm?.code ?? null },
    actions,
  }
}

const TRYING: ReadonlySet<ChannelState> = new Set(['queued', 'starting', 'backoff', 'error'])

/** Failures in a row are one trouble, however often it is tried in between. */
function isTrouble(state: ChannelState, reason: Reason | null): boolean {
  return reason !== null && TRYING.has(state)
}

type Described = { state: ChannelState; reason: Reason | null }

function describe(memory: ChannelMemory, situation: Situation): Described {
  const lacksSpec = situation.isUnread && !situation.spec?.on
  if (!situation.wanted && !lacksSpec) {
    return { state: situation.leaving > 0 ? 'stopping' : 'stopped', reason: null }
  }
  const onAir = situation.kept.find((run) => run.firstSegmentAt !== null)
  if (onAir !== undefined) return describeOnAir(memory, situation, onAir)
  const trouble = situation.kept.find(({ trouble }) => trouble !== undefined)?.trouble
  const reason = trouble?.reason ?? memory.failure?.reason ?? null
  if (situation.granted || situation.kept.length > 0) return { state: 'starting', reason }
  if (lacksSpec) return { state: 'error', reason: UNREAD }
  if (situation.pressure !== null) return { state: 'error', reason: situation.pressure }
  if (situation.shortage !== null) return { state: 'queued', reason: situation.shortage }
  if (situation.queuePosition !== null) return { state: 'queued', reason }
  if (memory.failure === null) return { state: 'queued', reason: null }
  return { state: memory.failure.mode === 'retry' ? 'backoff' : 'error', reason }
}

function describeOnAir(memory: ChannelMemory, situation: Situation, onAir: Run): Described {
  const { spec, settings, now } = situation
  // What is on air is older than the wish, and the version that is to follow it does not start.
  if (memory.failure !== null && !situation.fits) {
    return { state: 'degraded', reason: memory.failure.reason }
  }
  if (spec !== null && judgeRun(onAir, spec, settings, now).kind === 'late') {
    return { state: 'degraded', reason: onAir.trouble?.reason ?? LATE }
  }
  if (isStrained(onAir, now)) return { state: 'degraded', reason: STRAINED }
  if (isBelowRealTime(onAir, now)) return { state: 'degraded', reason: SOURCE_SLOW }
  if (onAir.audioTrouble !== undefined) return { state: 'degraded', reason: NO_AUDIO }
  const otherAudio = otherAudioOf(onAir, spec)
  if (otherAudio !== null) return { state: 'degraded', reason: otherAudio }
  const subtitles = lackingSubtitlesOf(onAir, spec)
  if (subtitles !== null) return { state: 'degraded', reason: subtitles }
  const [wrong] = alarmingKinds(memory.content, spec?.content)
  if (wrong !== undefined) return { state: 'degraded', reason: contentReason(wrong) }
  if (onAir.unfit !== undefined) return { state: 'degraded', reason: onAir.unfit }
  if (situation.isUnread) return { state: 'degraded', reason: UNREAD }
  return { state: 'running', reason: null }
}

const UNREAD = reasonOf('fatal', 'channel-not-known')
const LATE = reasonOf('network', 'late')
const STRAINED = reasonOf('resource', 'slow')

const SOURCE_SLOW = reasonOf('network', 'source-slow')
const NO_AUDIO = reasonOf('network', 'no-sound')

const OTHER_AUDIO = reasonOf('network', 'audio-track-missing')

/** Why viewers hear other audio than they were to hear; null while they do not. */
function otherAudioOf(run: Run, spec: ChannelSpec | null): Reason | null {
  if (run.audioTrackMissing) return OTHER_AUDIO
  const missing = new Set([...(run.lackingAudio ?? []), ...(run.ceasedAudio ?? [])])
  const wanted = spec === null ? [] : wantedAudio(spec.output)
  const lacking = wanted.filter(({ name }) => missing.has(name))
  if (lacking.length === 0) return null
  const tracks = lacking.map(({ name, label }) => label ?? name).join(', ')
  return reasonOf('network', 'further-audio-missing', { tracks })
}

/** Which subtitles viewers can choose in vain, and why; null for none. */
function lackingSubtitlesOf(run: Run, spec: ChannelSpec | null): Reason | null {
  const wanted = spec === null ? [] : wantedSubtitles(spec.output)
  const namesOf = (names: readonly string[] | undefined) =>
    wanted
      .filter(({ name }) => names?.includes(name))
      .map(({ name, label }) => label ?? name)
      .join(', ')
  const missing = namesOf(run.lackingSubtitles)
  if (missing !== '') return reasonOf('network', 'subtitles-missing', { tracks: missing })
  const unread = namesOf(run.unreadSubtitles)
  return unread === '' ? null : reasonOf('resource', 'subtitles-unread', { tracks: unread })
}

/**
 * Failures that no longer heal by themselves soon, and strain, are written down as an alarm. It is no
 * verdict on the channel: that is `channelHealth` of the contract alone, from values that are
 * reported, and alerts follow from it. It is a mark in the channel's history, and made here because
 * history goes on while no control plane listens, and because it depends on what came before: an
 * alarm outlasts the tries in between, of which no single report tells.
 */
function alarmOf(memory: ChannelMemory, state: ChannelState, reason: Reason | null): Reason | null {
  if (reason === null) return null
  if (state === 'error') return reason
  if (state === 'queued' && reason.code === 'no-capacity') return reason
  if (state === 'degraded' && reason.class === 'resource') return reason
  // An alarm stays until the channel is well again, not merely until the next try.
  if (memory.alarm === reason.code && state !== 'running') return reason
  return null
}

function alarmActions(
  before: string | null,
  alarm: Reason | null,
  channelId: ChannelId,
  onAir: boolean,
): Action[] {
  const code = alarm?.code ?? null
  if (before === code) return []
  const actions: Action[] = []
  if (before !== null) {
    actions.push({ kind: 'say', happening: { kind: 'alarm-cleared', channelId, code: before } })
  }
  if (alarm !== null) {
    const happening = { kind: 'alarm-raised' as const, channelId, reason: alarm, onAir }
    actions.push({ kind: 'say', happening })
  }
  return actions
}

/** What is decided holds all the same: a channel is not taken off the air for it. */
function moveActions(from: ChannelState, to: ChannelState, channelId: ChannelId): Action[] {
  return isLegalMove(from, to) ? [] : [{ kind: 'illegal-move', channelId, from, to }]
}

function sameReason(a: Reason | null, b: Reason | null): boolean {
  if (a === null || b === null) return a === b
  return a.code === b.code && a.message === b.message && a.class === b.class
}
