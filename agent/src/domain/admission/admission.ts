import {
  type ChannelId,
  type ChannelNeed,
  type Message,
  messageOf,
  type Reason,
  reasonOf,
  usableCores,
} from '@cashbacktv/contract'
import { byTurn, type StartWish } from './start-queue.ts'

/**
 * Which starts the host has room for. What runs is never stopped for a start, and what had a place
 * a while ago gets it back whatever else waits: a failure never loses a channel its air.
 */
export type Candidate = StartWish & {
  need: ChannelNeed
  /** It runs, or did a short while ago. */
  hasPlace: boolean
  /** A person said that it is to start without room too. */
  anyway: boolean
  /** Its forerunner is on air: for a while both run. */
  follows: boolean
}

/** What a channel holds of the host, or has kept for it. */
export type Holder = { channelId: ChannelId; name: string; cores: number }

export type Room = {
  /** Of the whole host. */
  cores: number
  /** Kept free of starts. A switch may use this, and what others take, for its short while. */
  reserveCores: number
  /** That other programs take. */
  otherCores: number
  /** That no process uses yet and none was promised; null when not known. */
  freeMemoryBytes: number | null
}

/**
 * `start`: there is room. `break-first`: there is none for two runs of it, so that the one on air
 * has to end before the next begins. `wait`: with the reason, null while other switches are under way.
 */
export type Admission =
  | { kind: 'start' }
  | { kind: 'break-first' }
  | { kind: 'wait'; reason: Reason | null }

export type Switching = { underWay: number }

/** Verdicts in the order of turns: each sees what those before it take. */
export function admit(
  candidates: readonly Candidate[],
  holders: readonly Holder[],
  room: Room,
  switching: Switching,
): ReadonlyMap<ChannelId, Admission> {
  const verdicts = new Map<ChannelId, Admission>()
  let held = holders.reduce((sum, holder) => sum + holder.cores, 0)
  let memory = room.freeMemoryBytes
  let { underWay } = switching
  for (const candidate of [...candidates].sort(byTurn)) {
    const left = { ...room, freeMemoryBytes: memory }
    const verdict = judge(candidate, holders, held, left, underWay)
    verdicts.set(candidate.channelId, verdict)
    if (verdict.kind !== 'start') continue
    // A place that is kept for it is already among what is held.
    if (candidate.follows || !candidate.hasPlace) held += candidate.need.cores
    if (memory !== null) memory -= candidate.need.memoryBytes
    if (candidate.follows) underWay++
  }
  return verdicts
}

function judge(
  candidate: Candidate,
  holders: readonly Holder[],
  held: number,
  room: Room,
  underWay: number,
): Admission {
  const { need, follows, hasPlace, anyway, channelId } = candidate
  if (follows) {
    if (hasRoomFor(need, held, { ...room, reserveCores: 0, otherCores: 0 }))
      return { kind: 'start' }
    return underWay > 0 ? { kind: 'wait', reason: null } : { kind: 'break-first' }
  }
  const isAlone = !holders.some((holder) => holder.channelId !== channelId)
  if (hasPlace || anyway || (isAlone && held === 0)) return { kind: 'start' }
  if (hasRoomFor(need, held, room)) return { kind: 'start' }
  return { kind: 'wait', reason: noCapacity(need, holders, held, room) }
}

/** Whether so much more can run beside what is held, without anything falling below real time. */
export function hasRoomFor(need: ChannelNeed, heldCores: number, room: Room): boolean {
  return heldCores + need.cores <= usableCores(room) && hasMemory(need, room)
}

function hasMemory({ memoryBytes }: ChannelNeed, { freeMemoryBytes }: Room): boolean {
  return freeMemoryBytes === null || memoryBytes <= freeMemoryBytes
}

const SHOWN_HOLDERS = 5
/** Less would be written as nothing. */
const LEAST_SHOWN_CORES = 0.005

function noCapacity(
  need: ChannelNeed,
  holders: readonly Holder[],
  held: number,
  room: Room,
): Reason {
  const lack = hasMemory(need, room)
    ? messageOf('room-cores', {
        needed: need.cores,
        free: Math.max(0, usableCores(room) - held),
        usable: usableCores(room),
      })
    : messageOf('room-memory', {
        needed: megabytes(need.memoryBytes),
        free: megabytes(room.freeMemoryBytes ?? 0),
      })
  return reasonOf('resource', 'no-capacity', {
    lack,
    details: [...heldBy(holders), ...takenByOthers(room)],
  })
}

function heldBy(all: readonly Holder[]): Message[] {
  const seen = all.filter(({ cores }) => cores >= LEAST_SHOWN_CORES)
  const largest = seen.toSorted((a, b) => b.cores - a.cores || (a.name < b.name ? -1 : 1))
  const named = largest.slice(0, SHOWN_HOLDERS)
  const count = largest.length - named.length
  if (named.length === 0) return []
  const more = count > 0 ? [messageOf('room-more-holders', { count })] : []
  const each = named.map(({ name, cores }) => messageOf('room-holder', { name, cores }))
  return [messageOf('room-held', { holders: [...each, ...more] })]
}

function takenByOthers({ otherCores, reserveCores }: Room): Message[] {
  return otherCores > reserveCores ? [messageOf('room-others', { cores: otherCores })] : []
}

function megabytes(bytes: number): number {
  return Math.max(0, Math.round(bytes / 1e6))
}
