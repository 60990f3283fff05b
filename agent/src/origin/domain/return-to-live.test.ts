import { ChannelId, type RunId } from '@cashbacktv/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Broadcast,
  hasLive,
  isOnSlate,
  publishLive,
  publishSlate,
  resumeBroadcast,
  SLATE_RUN_PREFIX,
} from './broadcast.ts'
import type { RunOutput, Taken } from './intake.ts'
import { slateDueAt } from './slate.ts'
import { expectedSeconds } from './target-duration.ts'
import { arriveComplete } from './test/arrive-complete.ts'
import { freshWindow } from './window.ts'

const CHANNEL = ChannelId.parse('6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001')
const START = Date.UTC(2026, 0, 1)
const RULES = { segmentSeconds: 2, windowSegments: 6, reserveSegments: 0 }
const TICK_MS = 100
const SLATE_RUN = `${SLATE_RUN_PREFIX}0123456789abcdef` as RunId

/** What happens to the source, one thing every so many ticks. */
type Happening = 'segment' | 'short segment' | 'dies' | 'is killed' | 'next run' | 'told'
const HAPPENINGS = fc.array(
  fc.record({
    what: fc.oneof(
      { weight: 4, arbitrary: fc.constant<Happening>('segment') },
      ...(['short segment', 'dies', 'is killed', 'next run', 'told'] as const).map((what) => ({
        weight: 2,
        arbitrary: fc.constant<Happening>(what),
      })),
    ),
    after: fc.integer({ min: 1, max: 80 }),
  }),
  { maxLength: 60 },
)

test('in whatever order things happen, no slate is interrupted by what a run left behind', () => {
  everywhere((world) => {
    for (const [at, { live, over }] of world.shown.entries()) {
      if (live && world.shown[at - 1]?.live === false) expect(over).toBe(false)
    }
  })
})

test('nothing is given up but what a run that is over has left while the slate was on', () => {
  everywhere((world) => {
    expect(world.skipped.filter(({ over, onSlate }) => !over || !onSlate)).toEqual([])
    const paths = world.shown.flatMap(({ live, path }) => (live ? [path] : []))
    expect(new Set(paths).size).toBe(paths.length)
    const given = world.skipped.map(({ path }) => path)
    const waiting = world.broadcast.queue.map(pathOf)
    expect(new Set([...paths, ...given, ...waiting])).toEqual(new Set(world.made))
  })
})

test('a whole segment of a run that goes on is on air within a slate segment and a moment', () => {
  everywhere((world) => expect(world.waitedMs).toBeLessThanOrEqual(2000 + 300 + TICK_MS))
})

test('before the slate has begun all that an ended run has left is shown', () => {
  const run = {
    ...newRun(1),
    ended: true,
    closed: true,
    segments: [segmentAt(0, 2), segmentAt(1, 0.4)],
  }
  const fresh = resumeBroadcast(freshWindow(CHANNEL, 2, START), true, START)
  const { broadcast, skipped } = arriveComplete(fresh, [run], RULES, START)
  expect(broadcast.queue).toHaveLength(2)
  expect(skipped).toEqual([])
})

test('without the word of FFmpeg, a short segment waits for the next and the word of the supervisor', () => {
  const onSlate = slateOn(resumeBroadcast(freshWindow(CHANNEL, 2, START), true, START))
  const living = { ...newRun(1), segments: [segmentAt(0, 0.5)] }
  const { broadcast } = arriveComplete(onSlate, [living], RULES, START)
  expect(publishLive(broadcast, RULES, START + 60_000)).toBeNull()
  const { broadcast: dead, skipped } = arriveComplete(
    broadcast,
    [{ ...living, ended: true }],
    RULES,
    START + 2000,
  )
  expect(dead.queue).toEqual([])
  expect(skipped).toMatchObject([{ index: 0 }])
  const more = { ...living, segments: [segmentAt(0, 0.5), segmentAt(1, 2)] }
  const { broadcast: goesOn } = arriveComplete(broadcast, [more], RULES, START + 2000)
  expect(publishLive(goesOn, RULES, START + 3000)).not.toBeNull()
})

type World = {
  now: number
  broadcast: Broadcast
  runs: Run[]
  made: string[]
  shown: { path: string; live: boolean; over: boolean }[]
  skipped: { path: string; over: boolean; onSlate: boolean }[]
  slates: number
  /** Longest that a whole segment of a run that goes on has waited while the slate was on. */
  waitedMs: number
}

/** A run that was killed says nothing: only the supervisor does, when it has noticed. */
type Run = RunOutput & { alive: boolean }

function everywhere(check: (world: World) => void): void {
  const property = fc.property(HAPPENINGS, (happenings) => {
    const broadcast = resumeBroadcast(freshWindow(CHANNEL, 2, START), true, START)
    const rest = { made: [], shown: [], skipped: [], slates: 0, waitedMs: 0 }
    const world: World = { now: START, broadcast, runs: [newRun(1)], ...rest }
    for (const { what, after } of happenings) {
      happen(world, what)
      for (let tick = 0; tick < after; tick++) step(world)
    }
    check(world)
  })
  fc.assert(property, { numRuns: 1000 })
}

function happen(world: World, what: Happening): void {
  const run = world.runs.at(-1)
  if (run === undefined) return
  const change = (changed: Partial<Run>) => world.runs.splice(-1, 1, { ...run, ...changed })
  const withSegment = (seconds: number) => {
    const segment = segmentAt(run.segments.length, seconds)
    world.made.push(pathOf({ ...segment, runId: run.runId }))
    return { segments: [...run.segments, segment] }
  }
  if (run.alive && what === 'segment') change(withSegment(2))
  if (run.alive && what === 'short segment') change(withSegment(0.9))
  if (run.alive && what === 'dies') change({ ...withSegment(0.4), closed: true, alive: false })
  if (run.alive && what === 'is killed') change({ alive: false })
  if (!run.alive && what === 'told') change({ ended: true })
  if (run.ended && what === 'next run') world.runs.push(newRun(world.runs.length + 1))
}

/** What the origin does at each look: nothing that it could know is left unseen before it publishes. */
function step(world: World): void {
  world.now += TICK_MS
  const onSlate = isOnSlate(world.broadcast)
  const { broadcast, skipped } = arriveComplete(world.broadcast, world.runs, RULES, world.now)
  world.broadcast = broadcast
  const isOver = (segment: Taken) => overRuns(world).has(segment.runId)
  for (const segment of skipped) {
    world.skipped.push({ path: pathOf(segment), over: isOver(segment), onSlate })
  }
  const [first] = broadcast.queue
  const live = publishLive(broadcast, RULES, world.now)
  if (live !== null && first !== undefined) {
    world.broadcast = live.broadcast
    world.shown.push({ path: pathOf(first), live: true, over: isOver(first) })
  } else if (slateIsDue(broadcast, world.now)) {
    world.broadcast = slateOn(broadcast, world.slates++, world.now)
    world.shown.push({ path: '', live: false, over: false })
  }
  noteWaiting(world)
}

function noteWaiting(world: World): void {
  const { broadcast, now } = world
  const whole = broadcast.queue.find(({ durationSeconds }) => durationSeconds === 2)
  if (whole === undefined || !isOnSlate(broadcast)) return
  world.waitedMs = Math.max(world.waitedMs, now - whole.arrivedAt)
}

function overRuns({ runs }: World): ReadonlySet<RunId> {
  return new Set(runs.flatMap(({ runId, ended, closed }) => (ended || closed ? [runId] : [])))
}

function slateIsDue(broadcast: Broadcast, now: number): boolean {
  const { window, pace } = broadcast
  const due = slateDueAt({
    ready: true,
    waiting: hasLive(broadcast, RULES.segmentSeconds),
    showing: isOnSlate(broadcast),
    anchor: window.segments.length === 0 ? null : pace.anchor,
    owedMs: pace.owedMs,
    lastDurationSeconds: window.segments.at(-1)?.durationSeconds ?? 0,
    expectedSeconds: expectedSeconds(RULES.segmentSeconds, window),
  })
  return due !== null && due <= now
}

function slateOn(broadcast: Broadcast, count = 0, now = START): Broadcast {
  const file = `${String(count).padStart(8, '0')}.ts`
  const segment = { runId: SLATE_RUN, file, durationSeconds: 2, first: true }
  return publishSlate(broadcast, segment, RULES.windowSegments, now).broadcast
}

function newRun(number: number): Run {
  const runId = `aaaaa${String(number).padStart(3, '0')}-0123456789abcdef` as RunId
  return { runId, ended: false, closed: false, ladder: null, segments: [], alive: true }
}

function segmentAt(index: number, durationSeconds: number) {
  const file = `${String(index).padStart(8, '0')}.ts`
  return { index, file, durationSeconds, startsAt: START + index * 2000 }
}

function pathOf({ runId, file }: Pick<Taken, 'runId' | 'file'>): string {
  return `${runId}/${file}`
}
