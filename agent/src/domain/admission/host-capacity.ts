import type { ChannelId, ChannelNeed, ChannelSpec, HostRoom, SourceId } from '@cashbacktv/contract'
import type { ChannelPass } from '../channel-pass.ts'
import { type ChannelMemory, isLive, type Run, type World } from '../world.ts'
import { type Admission, admit, type Candidate, type Holder } from './admission.ts'
import { coresSeen } from './mean-cores.ts'

/** What the host has, and what its channels are expected to take of it. */
export type HostCapacity = {
  cores: number
  /** Whether what other programs take is missing to channels. */
  countsOthers: boolean
  /** Free at the moment, without what is to stay free; null when not known. */
  freeMemoryBytes: number | null
  needOf(spec: ChannelSpec, sourceId: SourceId): ChannelNeed
}

/** A place that a channel had: kept so long for its next run after the last one was lost. */
export type Place = { cores: number; lostAt: number | null }
export const PLACE_KEPT_MS = 600_000

/** Who has no room says so with fresh figures, and is let in soon after something got smaller. */
export const ROOM_AGAIN_MS = 5_000

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
): ReadonlyMap<ChannelId, Admission> {
  const { capacity, desired } = world
  if (capacity === null || desired === null) return new Map()
  const candidates = wishes.flatMap((wish) => candidateOf(wish, world, capacity))
  // In most passes nobody asks, and who holds what is not worth adding up.
  if (candidates.length === 0) return NO_VERDICTS
  const underWay = wishes.filter(({ pass }) => pass.kept.length > 1).length
  const room = {
    cores: capacity.cores,
    reserveCores: capacity.cores * desired.settings.cpuReserveShare,
    otherCores: otherCores(world),
    freeMemoryBytes: freeMemory(world, capacity),
  }
  return admit(candidates, holdersOf(world), room, { underWay })
}

function candidateOf({ id, spec, pass }: WishOf, world: World, capacity: HostCapacity) {
  const { wish } = pass
  if (wish === null || spec === null) return []
  const follows = pass.kept.some(isLive)
  const place = world.channels.get(id)?.place ?? null
  const predicted = capacity.needOf(spec, wish.start.sourceId)
  const cores = follows ? predicted.cores : (place?.cores ?? predicted.cores)
  const candidate: Candidate = {
    ...{ channelId: id, priority: wish.priority, queuedSince: wish.queuedSince, rank: wish.rank },
    need: { ...predicted, cores },
    ...{ hasPlace: place !== null, anyway: spec.startAnyway === true, follows },
  }
  return [candidate]
}

/** Every channel that has a process, or had one so lately that its place is kept. */
export function holdersOf({ capacity, channels, desired, runs }: World): readonly Holder[] {
  if (capacity === null) return []
  const specs = new Map(desired?.channels.map((spec) => [spec.id, spec]))
  const cores = new Map<ChannelId, number>()
  for (const run of runs) {
    if (run.over !== null) continue
    const { channelId } = run
    const own = coresOf(run, specs.get(channelId) ?? null, capacity)
    cores.set(channelId, (cores.get(channelId) ?? 0) + own)
  }
  for (const [id, { place }] of channels) {
    if (place && !cores.has(id)) cores.set(id, place.cores)
  }
  return [...cores].map(([channelId, own]) => {
    return { channelId, name: specs.get(channelId)?.name ?? channelId, cores: rounded(own) }
  })
}

/** What was seen of it beats what was expected. */
function coresOf(run: Run, spec: ChannelSpec | null, capacity: HostCapacity): number {
  if (run.observedCores !== undefined) return run.observedCores
  return spec === null ? 0 : capacity.needOf(spec, run.sourceId).cores
}

/** What runs that have not shown anything yet will take is not free any more. */
function freeMemory({ runs, desired }: World, capacity: HostCapacity): number | null {
  if (capacity.freeMemoryBytes === null) return null
  const specs = new Map(desired?.channels.map((spec) => [spec.id, spec]))
  const promised = runs.reduce((sum, { over, firstSegmentAt, channelId, sourceId }) => {
    const spec = specs.get(channelId)
    if (over !== null || firstSegmentAt !== null || spec === undefined) return sum
    return sum + capacity.needOf(spec, sourceId).memoryBytes
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
  const same = before?.cores === place?.cores && before?.lostAt === place?.lostAt
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
  if (newest) return { cores: rounded(coresOf(newest, spec, capacity)), lostAt: null }
  if (before === null) return null
  const lostAt = before.lostAt ?? now
  return now - lostAt < PLACE_KEPT_MS ? { cores: before.cores, lostAt } : null
}

function rounded(cores: number): number {
  return Math.round(cores * 100) / 100
}

/** The same in figures, for people and for placement. */
export function roomOf(world: World): HostRoom | null {
  const { capacity, desired } = world
  if (capacity === null || desired === null) return null
  const holders = holdersOf(world).map(({ channelId, cores }) => ({ channelId, cores }))
  const waiting = [...world.channels.values()].filter(({ state, reason }) => {
    return state === 'queued' && reason?.code === 'no-capacity'
  })
  return {
    cores: capacity.cores,
    reserveCores: rounded(capacity.cores * desired.settings.cpuReserveShare),
    otherCores: otherCores(world),
    heldCores: rounded(holders.reduce((sum, { cores }) => sum + cores, 0)),
    waiting: waiting.length,
    holders,
  }
}
