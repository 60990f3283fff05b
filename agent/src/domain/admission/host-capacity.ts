import {
  type ChannelId,
  type ChannelNeed,
  type ChannelSpec,
  encodedAs,
  type Gpu,
  type HostRoom,
  type SourceId,
} from '@cashbacktv/contract'
import type { ChannelPass } from '../reconcile/channel-pass.ts'
import { type ChannelMemory, isLive, type Run, type World } from '../reconcile/world.ts'
import { type Admission, admit, type Candidate, type Holder } from './admission.ts'
import { type GpuWish, gpuSessionsOf } from './gpu-room.ts'
import { coresSeen } from './mean-cores.ts'

/** What the host has, and what its channels are expected to take of it. */
export type HostCapacity = {
  cores: number
  /** Whether what other programs take is missing to channels. */
  countsOthers: boolean
  /** Free at the moment, without what is to stay free; null when not known. */
  freeMemoryBytes: number | null
  /** Where it encodes on a GPU; null where none works. */
  gpu: Gpu | null
  /** Its FFmpeg was built without what encodes HEVC on the CPU. */
  lacksHevc?: boolean
  needOf(spec: ChannelSpec, sourceId: SourceId, isOnGpu: boolean): ChannelNeed
}

/** A place that a channel had: kept so long for its next run after the last one was lost. */
export type Place = {
  cores: number
  /** Of the GPU; absent where it is encoded on the CPU. */
  gpuSessions?: number
  lostAt: number | null
}
export const PLACE_KEPT_MS = 600_000

/** Who has no room says so with fresh figures, and is let in soon after something got smaller. */
export const ROOM_AGAIN_MS = 5_000

/** A channel that a GPU refused is encoded on the CPU for so long, and tries it again at the start after that. */
export const GPU_AGAIN_MS = 600_000

/** The longest that a process takes to end, killed at last; one that a driver holds may never. */
const LEAVES_WITHIN_MS = 15_000

export type WishOf = { id: ChannelId; spec: ChannelSpec | null; pass: ChannelPass }

/** Cores that other programs take, as a mean of the last minute; 0 where they are not counted. */
function otherCores({ capacity, host }: World): number {
  return capacity?.countsOthers ? (coresSeen(host.otherLoad) ?? 0) : 0
}

const NO_VERDICTS: ReadonlyMap<ChannelId, Admission> = new Map()

/** A verdict for each channel that wishes to start; none where nothing is known of the host. */
export function admissions(
  world: World,
  wishes: readonly WishOf[],
  now: number,
): ReadonlyMap<ChannelId, Admission> {
  const { capacity, desired } = world
  if (capacity === null || desired === null) return new Map()
  const candidates = wishes.flatMap((wish) => candidateOf(wish, world, capacity, now))
  // In most passes nobody asks, and who holds what is not worth adding up.
  if (candidates.length === 0) return NO_VERDICTS
  const underWay = wishes.filter(({ pass }) => pass.kept.length > 1).length
  const room = {
    cores: capacity.cores,
    reserveCores: capacity.cores * desired.settings.cpuReserveShare,
    otherCores: otherCores(world),
    freeMemoryBytes: freeMemory(world, capacity),
    gpu: capacity.gpu,
    lacksHevc: capacity.lacksHevc ?? false,
  }
  return admit(candidates, holdersOf(world), room, { underWay })
}

function candidateOf(
  { id, spec, pass }: WishOf,
  world: World,
  capacity: HostCapacity,
  now: number,
) {
  const { wish } = pass
  if (wish === null || spec === null) return []
  const follows = pass.kept.some(isLive)
  const place = world.channels.get(id)?.place ?? null
  const runs = world.runs.filter((run) => run.over === null && run.channelId === id)
  const leaving = runs.filter(({ stopping }) => stopping && now - stopping.since < LEAVES_WITHIN_MS)
  const had = place?.gpuSessions ?? 0
  /** What it had tells what it takes where it had it. */
  const needOn = (isOnGpu: boolean): ChannelNeed => {
    const predicted = capacity.needOf(spec, wish.start.sourceId, isOnGpu)
    const isKnown = !follows && place !== null && isOnGpu === had > 0
    return isKnown ? { ...predicted, cores: place.cores } : predicted
  }
  const sessions = gpuSessionsOf(spec)
  const codec = encodedAs(spec.output) ?? 'h264'
  const refusedAt = pass.memory.gpu?.refusedAt ?? Number.NEGATIVE_INFINITY
  const gpu: GpuWish | null =
    sessions === null
      ? null
      : {
          codec,
          sessions,
          needOnCpu: needOn(false),
          isBarred: now - refusedAt < GPU_AGAIN_MS,
          mustHave: spec.output.mode === 'transcode' && spec.output.encoder === 'gpu',
          // Those of a run that is there are let go of when it has ended.
          own: follows || runs.length === 0 ? had : 0,
          leaving: leaving.reduce((sum, run) => sum + (run.gpu?.sessions ?? 0), 0),
        }
  const candidate: Candidate = {
    channelId: id,
    priority: wish.priority,
    queuedSince: wish.queuedSince,
    rank: wish.rank,
    need: needOn(gpu !== null),
    gpu,
    codec,
    hasPlace: place !== null,
    anyway: spec.startAnyway === true,
    follows,
  }
  return [candidate]
}

/** Every channel that has a process, or had one so lately that its place is kept. */
export function holdersOf({ capacity, channels, desired, runs }: World): readonly Holder[] {
  if (capacity === null) return []
  const specs = new Map(desired?.channels.map((spec) => [spec.id, spec]))
  const cores = new Map<ChannelId, number>()
  const sessions = new Map<ChannelId, number>()
  for (const run of runs) {
    if (run.over !== null) continue
    const { channelId } = run
    const own = coresOf(run, specs.get(channelId) ?? null, capacity)
    cores.set(channelId, (cores.get(channelId) ?? 0) + own)
    sessions.set(channelId, (sessions.get(channelId) ?? 0) + (run.gpu?.sessions ?? 0))
  }
  for (const [id, { place }] of channels) {
    if (!place || cores.has(id)) continue
    cores.set(id, place.cores)
    sessions.set(id, place.gpuSessions ?? 0)
  }
  return [...cores].map(([channelId, own]) => {
    const name = specs.get(channelId)?.name ?? channelId
    const gpuSessions = sessions.get(channelId) ?? 0
    return { channelId, name, cores: rounded(own), gpuSessions }
  })
}

/** What was seen of it beats what was expected. */
function coresOf(run: Run, spec: ChannelSpec | null, capacity: HostCapacity): number {
  if (run.observedCores !== undefined) return run.observedCores
  return spec === null ? 0 : capacity.needOf(spec, run.sourceId, run.gpu !== undefined).cores
}

/** What runs that have not shown anything yet will take is not free any more. */
function freeMemory({ runs, desired }: World, capacity: HostCapacity): number | null {
  if (capacity.freeMemoryBytes === null) return null
  const specs = new Map(desired?.channels.map((spec) => [spec.id, spec]))
  const promised = runs.reduce((sum, { over, firstSegmentAt, channelId, sourceId, gpu }) => {
    const spec = specs.get(channelId)
    if (over !== null || firstSegmentAt !== null || spec === undefined) return sum
    return sum + capacity.needOf(spec, sourceId, gpu !== undefined).memoryBytes
  }, 0)
  return capacity.freeMemoryBytes - promised
}

/** The memory of a channel with its place: held by what runs, kept for a while, given up when it is not wanted. */
export function withPlace(
  memory: ChannelMemory,
  { spec, wanted, runs }: { spec: ChannelSpec | null; wanted: boolean; runs: readonly Run[] },
  capacity: HostCapacity | null,
  now: number,
): ChannelMemory {
  const before = memory.place ?? null
  const place = capacity && wanted ? placeOf(before, spec, runs, capacity, now) : null
  const same =
    before?.cores === place?.cores &&
    before?.lostAt === place?.lostAt &&
    before?.gpuSessions === place?.gpuSessions
  return same ? memory : { ...memory, place }
}

function placeOf(
  before: Place | null,
  spec: ChannelSpec | null,
  runs: readonly Run[],
  capacity: HostCapacity,
  now: number,
): Place | null {
  const there = runs.filter((run) => run.over === null)
  const newest = there.toSorted((a, b) => b.startedAt - a.startedAt)[0]
  if (newest) {
    const held = newest.gpu ? { gpuSessions: newest.gpu.sessions } : {}
    return { cores: rounded(coresOf(newest, spec, capacity)), lostAt: null, ...held }
  }
  if (before === null) return null
  const lostAt = before.lostAt ?? now
  return now - lostAt < PLACE_KEPT_MS ? { ...before, lostAt } : null
}

function rounded(cores: number): number {
  return Math.round(cores * 100) / 100
}

/** The same in figures, for people and for placement. */
export function roomOf(world: World): HostRoom | null {
  const { capacity, desired } = world
  if (capacity === null || desired === null) return null
  const all = holdersOf(world)
  const holders = all.map(({ channelId, cores }) => ({ channelId, cores }))
  const heldSessions = all.reduce((sum, { gpuSessions }) => sum + gpuSessions, 0)
  const waiting = [...world.channels.values()].filter(({ state, reason }) => {
    return state === 'queued' && reason?.code === 'no-capacity'
  })
  return {
    cores: capacity.cores,
    reserveCores: rounded(capacity.cores * desired.settings.cpuReserveShare),
    otherCores: otherCores(world),
    heldCores: rounded(holders.reduce((sum, { cores }) => sum + cores, 0)),
    waiting: waiting.length,
    ...(capacity.gpu === null ? {} : { gpu: { sessions: capacity.gpu.sessions, heldSessions } }),
    holders,
  }
}
