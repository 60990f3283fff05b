import {
  type ChannelId,
  type ChannelSpec,
  type HostSettings,
  isOnAir,
  type SourceId,
} from '@cashbacktv/contract'
import type { Admission } from '../admission/admission.ts'
import { admissions, ROOM_AGAIN_MS, type WishOf, withPlace } from '../admission/host-capacity.ts'
import { admitStarts, maxStarts, type QueueVerdict } from '../admission/start-queue.ts'
import { airFile } from '../air/air-file.ts'
import { tellAir, tellGone } from '../air/tell-air.ts'
import { noteEncoder, placedOnGpu } from '../gpu/place-start.ts'
import { withShownLayers } from '../layers/shown-layers.ts'
import { noteObservations } from '../observations/note-observations.ts'
import { runsByChannel } from '../runs/runs-by-channel.ts'
import { freshMemory } from './channel-memory.ts'
import type { WishedStart } from './channel-pass.ts'
import { deriveState, type Situation } from './derive-state.ts'
import { reconcileChannel } from './reconcile-channel.ts'
import {
  type Action,
  type ChannelMemory,
  earliest,
  isLive,
  type Moment,
  type Pass,
  type Run,
  type World,
} from './world.ts'

/**
 * The whole decision, level-based: what is wanted and what is there, in; what to do and when to
 * look again, out. Messages, exits and ticks only cause a pass. A pass over a world in which
 * nothing has changed asks for nothing.
 */
export function reconcile(before: World, moment: Moment): Pass {
  const shown = withShownLayers(before, moment.wall)
  const { world, judged, actions } = noteObservations(shown.world, moment)
  const decided = decide(world, moment)
  const layersAt = shown.until === null ? null : moment.now + (shown.until - moment.wall)
  const wakeAt = earliest(decided.wakeAt, layersAt)
  return { ...decided, wakeAt, actions: [...actions, ...decided.actions], host: world.host, judged }
}

function decide(world: World, moment: Moment): Pick<Pass, 'actions' | 'channels' | 'wakeAt'> {
  // Without any snapshot nothing is known to be unwanted: what runs goes on.
  if (world.desired === null) return { actions: [], channels: world.channels, wakeAt: null }
  const { settings } = world.desired
  const specs = new Map(world.desired.channels.map((channel) => [channel.id, channel]))
  const unread = new Set(unreadIds(world))
  const runsOf = runsByChannel(world.runs)
  const { runs: allRuns, learned, freedAt } = world
  const readers = { runs: allRuns, learned, freedAt, wall: moment.wall }
  const passes = channelIds(world).map((id) => {
    const spec = specs.get(id) ?? null
    const isUnread = unread.has(id)
    const onAir = spec?.on ? isOnAir(spec.schedule, moment.wall) : OFF
    const memory = world.channels.get(id) ?? freshMemory(moment.now)
    const runs = runsOf.get(id) ?? []
    const situation = { spec, isUnread, wanted: onAir.onAir, runs, settings, readers, moment }
    const scheduleAt = onAir.until === null ? null : moment.now + (onAir.until - moment.wall)
    return {
      id,
      spec,
      isUnread,
      wanted: onAir.onAir,
      runs,
      scheduleAt,
      pass: reconcileChannel(memory, situation),
    }
  })

  const admitted = admissions(world, passes, moment.now)
  const wishes = passes.flatMap(({ id, pass }) => {
    return pass.wish === null || admitted.get(id)?.kind === 'wait' ? [] : [pass.wish]
  })
  const slots = maxStarts(settings.maxConcurrentStarts, world.cores) - countStarting(passes)
  const queue = admitStarts(wishes, world.pressure === null ? slots : 0)

  const actions: Action[] = []
  const channels = new Map<ChannelId, ChannelMemory>()
  let wakeAt: number | null = null
  for (const judged of passes) {
    const { id, spec, isUnread, wanted, runs, scheduleAt, pass } = judged
    const verdict = admitted.get(id) ?? null
    actions.push(...pass.actions)
    const memory = conclude(world, judged, { queue, verdict, settings, moment, actions })
    const told = world.air.get(id)
    const hasProcess = runs.some((run) => run.over === null)
    if (spec !== null || isUnread || hasProcess) channels.set(id, memory)
    if (spec !== null) actions.push(...tellAir(told, airFile(spec, wanted, memory, runs, settings)))
    else if (!isUnread) actions.push(...tellGone(told, id, hasProcess))
    const roomAt = verdict?.kind === 'wait' ? moment.now + ROOM_AGAIN_MS : null
    wakeAt = earliest(wakeAt, pass.wakeAt, scheduleAt, roomAt)
  }
  return { actions, channels, wakeAt }
}

type Judged = WishOf & { isUnread: boolean; wanted: boolean; runs: readonly Run[] }
type Conclusion = {
  queue: QueueVerdict
  verdict: Admission | null
  settings: HostSettings
  moment: Moment
  /** What it comes to is added. */
  actions: Action[]
}

/** What the turn of a channel in the queue comes to, and what it is called then. */
function conclude(world: World, judged: Judged, conclusion: Conclusion): ChannelMemory {
  const { id, spec, isUnread, wanted, runs, pass } = judged
  const { queue, verdict, settings, moment, actions } = conclusion
  const granted = queue.start.includes(id)
  const breaks = granted && verdict?.kind === 'break-first'
  const waiting = queue.waiting.indexOf(id)
  const situation: Situation = {
    channelId: id,
    spec,
    isUnread,
    wanted,
    kept: breaks ? [] : pass.kept,
    fits: pass.fits,
    leaving: runs.filter((run) => run.over === null && !pass.kept.includes(run)).length,
    granted,
    queuePosition: waiting === -1 || world.pressure !== null ? null : waiting + 1,
    pressure: pass.wish === null ? null : world.pressure,
    shortage: verdict?.kind === 'wait' ? verdict.reason : null,
    settings,
    now: moment.now,
  }
  if (breaks) actions.push(...breakFirst(pass.kept))
  const starts = granted && !breaks
  const wish =
    starts && pass.wish
      ? { ...pass.wish, start: placedOnGpu(pass.wish.start, verdict, world.capacity?.gpu ?? null) }
      : null
  const noted = wish
    ? noteEncoder(pass.memory, wish.start, verdict)
    : { memory: pass.memory, actions: [] }
  actions.push(...noted.actions)
  const begun = starts ? grant(noted.memory, spec, wish, actions) : pass.memory
  const housed = withPlace(begun, { spec, wanted, runs }, world.capacity, moment.now)
  const settled = deriveState(housed, situation)
  actions.push(...settled.actions)
  return settled.memory
}

/** No room for two runs of it: the next one starts once this one has ended, behind the slate. */
function breakFirst(kept: readonly Run[]): Action[] {
  return kept.map(({ runId }) => ({ kind: 'stop', runId, why: 'replaced' }))
}

const OFF = { onAir: false, until: null }

function channelIds(world: World): readonly ChannelId[] {
  const ids = new Set<ChannelId>(world.desired?.channels.map((channel) => channel.id))
  for (const id of unreadIds(world)) ids.add(id)
  for (const run of world.runs) ids.add(run.channelId)
  for (const id of world.channels.keys()) ids.add(id)
  for (const id of world.air.keys()) ids.add(id)
  return [...ids]
}

/** Channels that are wanted although not all of it could be read. */
function unreadIds({ desired }: World): readonly ChannelId[] {
  return (desired?.unread ?? []).flatMap(({ id, on }) => (on ? [id] : []))
}

function countStarting(passes: readonly { pass: { kept: readonly Run[] } }[]): number {
  let starting = 0
  for (const { pass } of passes) {
    for (const run of pass.kept) if (isLive(run) && run.firstSegmentAt === null) starting++
  }
  return starting
}

/** The start is asked for, and said when it goes to another source than the last one. */
function grant(
  memory: ChannelMemory,
  spec: ChannelSpec | null,
  wish: WishedStart | null,
  actions: Action[],
): ChannelMemory {
  if (wish === null) return memory
  const to = wish.start.sourceId
  const from = memory.lastSourceId
  if (from !== null && from !== to && knows(spec, from)) {
    const reason = memory.failure?.reason ?? memory.sources?.leftFor ?? null
    actions.push({
      kind: 'say',
      happening: { kind: 'source-switched', channelId: wish.channelId, from, to, reason },
    })
  }
  actions.push(wish.start)
  return { ...memory, queuedSince: null, queuePosition: null, lastSourceId: to }
}

function knows(spec: ChannelSpec | null, id: SourceId): boolean {
  return spec?.sources.some((source) => source.id === id) ?? false
}
