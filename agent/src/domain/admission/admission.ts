import {
  type ChannelId,
  type ChannelNeed,
  type Message,
  messageOf,
  type Reason,
  reasonOf,
  usableCores,
  type VideoCodec,
} from '@cashbacktv/contract'
import { answerGpu, type GpuRoom, type GpuWish, wouldFitAfter } from './gpu-room.ts'
import { byTurn, type StartWish } from './start-queue.ts'

/**
 * Which starts the host has room for. What runs is never stopped for a start, and what had a place
 * a while ago gets it back whatever else waits: a failure never loses a channel its air.
 */
export type Candidate = StartWish & {
  /** Where it is encoded on a GPU, if it is to be. */
  need: ChannelNeed
  /** Null: it is encoded on the CPU. */
  gpu: GpuWish | null
  codec: VideoCodec
  /** It runs, or did a short while ago. */
  hasPlace: boolean
  /** A person said that it is to start without room too. */
  anyway: boolean
  /** Its forerunner is on air: for a while both run. */
  follows: boolean
}

/** What a channel holds of the host, or has kept for it. */
export type Holder = { channelId: ChannelId; name: string; cores: number; gpuSessions: number }

export type Room = {
  /** Of the whole host. */
  cores: number
  /** Kept free of starts. A switch may use this, and what others take, for its short while. */
  reserveCores: number
  /** That other programs take. */
  otherCores: number
  /** That no process uses yet and none was promised; null when not known. */
  freeMemoryBytes: number | null
  /** Null where none works. */
  gpu: GpuRoom['gpu']
  /** The CPU cannot encode HEVC here. */
  lacksHevc: boolean
}

/**
 * `start`: there is room. `break-first`: there is none for two runs of it, so that the one on air
 * has to end before the next begins. `wait`: with the reason, null while other switches are under way.
 */
export type Admission =
  | { kind: 'start'; isOnGpu: boolean; missedGpu: Message | null }
  | { kind: 'break-first' }
  | { kind: 'wait'; reason: Reason | null }

export type Switching = { underWay: number }

/** What is held by now, by those that run and those that were let in before in this pass. */
type Ledger = {
  cores: number
  gpuSessions: number
  freeMemoryBytes: number | null
  /** Of switches. */
  underWay: number
}

/** Verdicts in the order of turns: each sees what those before it take. */
export function admit(
  candidates: readonly Candidate[],
  holders: readonly Holder[],
  room: Room,
  { underWay }: Switching,
): ReadonlyMap<ChannelId, Admission> {
  const verdicts = new Map<ChannelId, Admission>()
  let held: Ledger = {
    cores: sum(holders.map(({ cores }) => cores)),
    gpuSessions: sum(holders.map(({ gpuSessions }) => gpuSessions)),
    freeMemoryBytes: room.freeMemoryBytes,
    underWay,
  }
  for (const candidate of [...candidates].sort(byTurn)) {
    const { verdict, asked } = turnOf(candidate, holders, held, room)
    verdicts.set(candidate.channelId, verdict)
    if (verdict.kind === 'start') held = withStart(held, asked, verdict.isOnGpu)
  }
  return verdicts
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

type Turn = { verdict: Admission; asked: Candidate }

function turnOf(candidate: Candidate, holders: readonly Holder[], held: Ledger, room: Room): Turn {
  const left = { ...room, freeMemoryBytes: held.freeMemoryBytes }
  if (candidate.gpu === null)
    return { asked: candidate, verdict: judgeOnCpu(candidate, null, holders, held, left) }
  const gpuRoom = { gpu: room.gpu, held: held.gpuSessions }
  const answer = answerGpu(candidate.gpu, gpuRoom, candidate.follows)
  if (answer.kind === 'gpu') {
    const start = { ...ON_CPU, isOnGpu: true }
    return { asked: candidate, verdict: judge(candidate, start, holders, held, left) }
  }
  if (answer.kind === 'cpu') {
    const asked = onCpu(candidate, candidate.gpu)
    return { asked, verdict: judgeOnCpu(asked, answer.missed, holders, held, left) }
  }
  if (answer.kind === 'soon') return { asked: candidate, verdict: { kind: 'wait', reason: null } }
  const reason = lacking(answer.lack, sessionsHeldBy(holders))
  const isOwn = candidate.follows && wouldFitAfter(candidate.gpu, gpuRoom)
  return { asked: candidate, verdict: isOwn ? breakFirst(held) : { kind: 'wait', reason } }
}

function withStart(held: Ledger, { need, follows, hasPlace, gpu }: Candidate, isOnGpu: boolean) {
  const { freeMemoryBytes } = held
  return {
    // A place that is kept for it is already among what is held.
    cores: held.cores + (follows || !hasPlace ? need.cores : 0),
    gpuSessions: held.gpuSessions + (isOnGpu && gpu ? gpu.sessions - (follows ? 0 : gpu.own) : 0),
    freeMemoryBytes: freeMemoryBytes === null ? null : freeMemoryBytes - need.memoryBytes,
    underWay: held.underWay + (follows ? 1 : 0),
  }
}

/** A place on the GPU is none for as much as the CPU has to do instead. */
function onCpu(candidate: Candidate, gpu: GpuWish): Candidate {
  return { ...candidate, need: gpu.needOnCpu, hasPlace: candidate.hasPlace && gpu.own === 0 }
}

/** What the next one lacks the run on air may have: one switch after the other. */
function breakFirst({ underWay }: Ledger): Admission {
  return underWay > 0 ? { kind: 'wait', reason: null } : { kind: 'break-first' }
}

type Start = Extract<Admission, { kind: 'start' }>
const ON_CPU: Start = { kind: 'start', isOnGpu: false, missedGpu: null }

/** What no encoder is there for waits, whatever room there is: a run of it would fail for good. */
function judgeOnCpu(
  candidate: Candidate,
  missedGpu: Message | null,
  holders: readonly Holder[],
  held: Ledger,
  room: Room,
): Admission {
  if (candidate.codec === 'hevc' && room.lacksHevc)
    return { kind: 'wait', reason: lacking(messageOf('room-hevc-none'), []) }
  return judge(candidate, { ...ON_CPU, missedGpu }, holders, held, room)
}

function judge(
  candidate: Candidate,
  start: Start,
  holders: readonly Holder[],
  held: Ledger,
  room: Room,
): Admission {
  const { need, follows, hasPlace, anyway, channelId } = candidate
  if (follows) {
    const whole = { ...room, reserveCores: 0, otherCores: 0 }
    return hasRoomFor(need, held.cores, whole) ? start : breakFirst(held)
  }
  if (hasPlace || anyway) return start
  // It has a place where it is to move from the GPU to the CPU.
  const own = holders.find((holder) => holder.channelId === channelId)?.cores ?? 0
  const others = Math.max(0, held.cores - own)
  const isAlone = !holders.some((holder) => holder.channelId !== channelId)
  if (isAlone && others < LEAST_SHOWN_CORES) return start
  if (hasRoomFor(need, others, room)) return start
  return { kind: 'wait', reason: noCapacity(need, holders, others, room) }
}

/** Whether so much more can run beside what is held, without anything falling below real time. */
export function hasRoomFor(
  need: ChannelNeed,
  heldCores: number,
  room: Omit<Room, 'gpu' | 'lacksHevc'>,
): boolean {
  return heldCores + need.cores <= usableCores(room) && hasMemory(need, room)
}

function hasMemory(
  { memoryBytes }: ChannelNeed,
  { freeMemoryBytes }: Pick<Room, 'freeMemoryBytes'>,
): boolean {
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
  return lacking(lack, [...heldBy(holders), ...takenByOthers(room)])
}

function lacking(lack: Message, details: Message[]): Reason {
  return reasonOf('resource', 'no-capacity', { lack, details })
}

function heldBy(all: readonly Holder[]): Message[] {
  const seen = all.filter(({ cores }) => cores >= LEAST_SHOWN_CORES)
  const largest = seen.toSorted((a, b) => b.cores - a.cores || (a.name < b.name ? -1 : 1))
  return inUse(largest.map(({ name, cores }) => messageOf('room-holder', { name, cores })))
}

function sessionsHeldBy(all: readonly Holder[]): Message[] {
  const seen = all.filter(({ gpuSessions }) => gpuSessions > 0)
  const most = seen.toSorted((a, b) => b.gpuSessions - a.gpuSessions || (a.name < b.name ? -1 : 1))
  return inUse(
    most.map(({ name, gpuSessions }) =>
      messageOf('room-gpu-holder', { name, sessions: gpuSessions }),
    ),
  )
}

function inUse(each: readonly Message[]): Message[] {
  const count = each.length - SHOWN_HOLDERS
  if (each.length === 0) return []
  const more = count > 0 ? [messageOf('room-more-holders', { count })] : []
  return [messageOf('room-held', { holders: [...each.slice(0, SHOWN_HOLDERS), ...more] })]
}

function takenByOthers({ otherCores, reserveCores }: Room): Message[] {
  return otherCores > reserveCores ? [messageOf('room-others', { cores: otherCores })] : []
}

function megabytes(bytes: number): number {
  return Math.max(0, Math.round(bytes / 1e6))
}
