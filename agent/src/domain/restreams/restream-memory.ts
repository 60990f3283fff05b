import type { ChannelId, Reason, Restream, RestreamObservation } from '@cashbacktv/contract'

/** A destination that is wanted now. Times here and below are milliseconds of the steady clock. */
export type WantedRestream = {
  restream: Restream
  channelId: ChannelId
  /** The playlist of the channel at the origin of this host. */
  playlist: string
  /** The name it asks the origin under. */
  agent: string
  /** The channel has the audio of its sources as it comes, of whatever kind. */
  hasAnyAudio: boolean
  /** How that is coded now in what is sent; null where it is always of one kind, or not known yet. */
  audio: string | null
  /** Of what its process is started with: another key needs another process. */
  key: string
  /** The far side connects to us: until it does nothing is sent, and nothing is wrong. */
  listens: boolean
  /** Since when something new of the channel is on air; null while nothing is. */
  onAirSince: number | null
}

export type RestreamProcess = {
  pid: number
  startTicks: number
  key: string
  startedAt: number
  /** That it began with: FFmpeg follows no other. Null where it is not known. */
  audio: string | null
  /** False where there was no room for its log: what is there is of a process before. */
  hasLog: boolean
}

/** What is remembered of one destination. */
export type RestreamMemory = {
  /** Since when it is wanted, or its channel last had nothing on air. */
  wantedAt: number
  process: RestreamProcess | null
  stopping: { signals: number; signalledAt: number; reason: Reason | null } | null
  /** When the media time that it sent last moved, and where it was. */
  sent: { since: number; at: number; mediaSeconds: number } | null
  failing: { since: number; attempt: number; reason: Reason; isSaid: boolean } | null
  nextTryAt: number
}

export function freshRestream(now: number): RestreamMemory {
  return {
    wantedAt: now,
    process: null,
    stopping: null,
    sent: null,
    failing: null,
    nextTryAt: now,
  }
}

/** How long what was begun again must send before it counts as well: a key that is refused is refused at once. */
const PROOF_MS = 5000
/** A destination that takes nothing for so long is begun again. */
export const SILENT_MS = 30_000

export type RestreamStep =
  | { kind: 'start' }
  | { kind: 'stop'; reason: 'unwanted' | 'silent' }
  | { kind: 'none' }

/** What is to be done for one destination; `wanted` is null where it is not wanted any more. */
export function nextRestreamStep(
  { process, stopping, sent, nextTryAt }: RestreamMemory,
  wanted: WantedRestream | null,
  now: number,
): RestreamStep {
  if (process === null)
    return wanted?.onAirSince != null && now >= nextTryAt ? { kind: 'start' } : { kind: 'none' }
  if (stopping !== null) return { kind: 'none' }
  const isOtherAudio =
    process.audio !== null && wanted?.audio != null && wanted.audio !== process.audio
  if (!wanted || wanted.key !== process.key || isOtherAudio)
    return { kind: 'stop', reason: 'unwanted' }
  if (wanted.onAirSince === null) return { kind: 'none' }
  const sentAt = sent?.at ?? (wanted.listens ? now : process.startedAt)
  // What had nothing to send was not silent.
  const quietSince = Math.max(sentAt, wanted.onAirSince)
  return now - quietSince > SILENT_MS ? { kind: 'stop', reason: 'silent' } : { kind: 'none' }
}

/** Media time was told by its process. */
export function restreamSent(
  memory: RestreamMemory,
  mediaSeconds: number,
  now: number,
): RestreamMemory {
  const { sent, failing } = memory
  if (sent !== null && mediaSeconds <= sent.mediaSeconds) return memory
  const since = sent?.since ?? now
  const isWell = failing === null || now - since >= PROOF_MS
  return {
    ...memory,
    sent: { since, at: now, mediaSeconds },
    failing: isWell ? null : failing,
  }
}

/** What ends without being at fault is not begun again in the same moment, or it might end so for ever. */
const AGAIN_MS = 1000
/** Waits between tries: doubled each time, never more than a minute. */
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000

/** Its process is gone. `reason` is null where it was ended by us, or where nothing was wrong. */
export function restreamEnded(
  memory: RestreamMemory,
  reason: Reason | null,
  { now, random }: { now: number; random: () => number },
): RestreamMemory {
  const ended = { ...memory, process: null, stopping: null, sent: null }
  if (reason === null) return { ...ended, failing: null, nextTryAt: now + AGAIN_MS, wantedAt: now }
  const attempt = (memory.failing?.attempt ?? 0) + 1
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 10))
  const { since = now, isSaid = false } = memory.failing ?? {}
  // Many that failed together do not try again together.
  const nextTryAt = now + wait * (0.75 + random() * 0.5)
  return { ...ended, failing: { since, attempt, reason, isSaid }, nextTryAt }
}

/** How a destination is reported. */
export function restreamObserved(
  { process, sent, failing, nextTryAt, wantedAt }: RestreamMemory,
  { restream, onAirSince }: Pick<WantedRestream, 'restream' | 'onAirSince'>,
  toInstant: (at: number) => string,
): RestreamObservation {
  const common = { id: restream.id, reason: null, attempt: 0, nextTryAt: null }
  if (failing !== null)
    return {
      ...common,
      state: 'failing',
      since: toInstant(failing.since),
      reason: failing.reason,
      attempt: failing.attempt,
      nextTryAt: process === null ? toInstant(nextTryAt) : null,
    }
  if (sent !== null) return { ...common, state: 'sending', since: toInstant(sent.since) }
  if (process !== null)
    return { ...common, state: 'connecting', since: toInstant(process.startedAt) }
  const state = onAirSince === null ? 'waiting' : 'connecting'
  return { ...common, state, since: toInstant(wantedAt) }
}
