import { ChannelId, type RunId } from '@cashbacktv/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Broadcast,
  goOffAir,
  isSlate,
  type Published,
  publishLive,
  publishSlate,
  resumeBroadcast,
  SLATE_RUN_PREFIX,
} from './broadcast.ts'
import type { RunOutput } from './intake.ts'
import { arriveComplete } from './test/arrive-complete.ts'
import { freshWindow, type Window } from './window.ts'

const CHANNEL = ChannelId.parse('6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001')
const START = Date.UTC(2026, 0, 1)
const RULES = { segmentSeconds: 2, windowSegments: 6, reserveSegments: 1 }

type Step =
  | 'arrive'
  | 'many arrive unseen'
  | 'publish'
  | 'next run'
  | 'end run'
  | 'back to the run before'
  | 'forget ended'
  | 'restart'
  | 'slate'
  | 'off air'
const STEPS: fc.WeightedArbitrary<Step>[] = [
  { weight: 12, arbitrary: fc.constant('arrive') },
  { weight: 8, arbitrary: fc.constant('publish') },
  ...(
    ['next run', 'end run', 'back to the run before', 'forget ended', 'restart', 'off air'] as const
  ).map((step) => ({ weight: 2, arbitrary: fc.constant<Step>(step) })),
  { weight: 2, arbitrary: fc.constant('slate') },
  { weight: 1, arbitrary: fc.constant('many arrive unseen') },
]

test('whatever happens in whatever order, a player sees one sequence that only goes on', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(...STEPS), { maxLength: 150 }), (steps) => {
      const world = newWorld()
      const player = modelPlayer()
      for (const step of steps) {
        happen(world, step)
        player.see(world.broadcast.window)
      }
    }),
    { numRuns: 500 },
  )
})

test('a segment is lost only where the window says so: gaps in a run are behind a discontinuity', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(...STEPS), { maxLength: 150 }), (steps) => {
      const world = newWorld()
      for (const step of steps) happen(world, step)
      for (const { before, segment } of world.joins) {
        const [run = '', file = ''] = before.path.split('/')
        const follows = segment.path === `${run}/${nameOf(Number.parseInt(file, 10) + 1)}`
        expect(segment.discontinuity).toBe(!follows || world.clipStarts.has(segment.path))
      }
    }),
    { numRuns: 500 },
  )
})

test('an origin that is restarted at any moment goes on as one that was not', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (restarts) => {
      const [steady, restarted] = [newWorld(), newWorld()]
      for (const restart of restarts) {
        for (const world of [steady, restarted]) happen(world, 'arrive')
        if (restart) happen(restarted, 'restart')
        for (const world of [steady, restarted]) happen(world, 'publish')
      }
      const paths = ({ shown }: World) => shown.map(({ path }) => path)
      expect(paths(restarted)).toEqual(paths(steady))
    }),
  )
})

test('the first segment ever is no discontinuity; the first after a lost window is one', () => {
  const runs = [{ ...newRun(1), segments: [segmentAt(0)] }]
  const first = (brandNew: boolean) => {
    const fresh = resumeBroadcast(freshWindow(CHANNEL, 2, START), brandNew, START)
    return publishLive(arriveComplete(fresh, runs, RULES, START).broadcast, RULES, START)
  }
  expect(first(true)?.broadcast.window.segments[0]?.discontinuity).toBe(false)
  expect(first(false)?.broadcast.window.segments[0]?.discontinuity).toBe(true)
})

test('a duration that cannot be true neither stops the channel nor raises the target duration', () => {
  const broken = { ...segmentAt(1), durationSeconds: 95_443 }
  const runs = [{ ...newRun(1), segments: [segmentAt(0), broken, segmentAt(2)] }]
  let { broadcast } = arriveComplete(newWorld().broadcast, runs, RULES, START)
  for (let at = 0; at < 3; at++) {
    broadcast = publishLive(broadcast, RULES, START)?.broadcast ?? broadcast
  }
  const { segments, targetDurationSeconds } = broadcast.window
  expect(segments.map(({ durationSeconds }) => durationSeconds)).toEqual([2, 2, 2])
  expect(segments.map(({ discontinuity }) => discontinuity)).toEqual([false, false, true])
  expect(targetDurationSeconds).toBe(2)
})

test('a clock set back while no origin was there holds nothing back, not for an hour and not for a segment', () => {
  const runs = [{ ...newRun(1), segments: [segmentAt(0), segmentAt(1), segmentAt(2)] }]
  let { broadcast } = arriveComplete(newWorld().broadcast, runs, RULES, START)
  for (let at = 0; at < 3; at++) {
    broadcast = publishLive(broadcast, RULES, START)?.broadcast ?? broadcast
  }
  const now = START - 3_600_000
  const resumed = resumeBroadcast(broadcast.window, false, now)
  const more = [{ ...newRun(1), segments: [0, 1, 2, 3].map((at) => segmentAt(at)) }]
  const next = publishLive(arriveComplete(resumed, more, RULES, now).broadcast, RULES, now)
  expect(next?.broadcast.window.segments).toHaveLength(4)
})

type Shown = { path: string; discontinuity: boolean }
type World = {
  broadcast: Broadcast
  runs: RunOutput[]
  now: number
  made: number
  slate: number
  shown: Shown[]
  joins: { before: Shown; segment: Shown }[]
  clipStarts: Set<string>
}

function newWorld(): World {
  const broadcast = resumeBroadcast(freshWindow(CHANNEL, 2, START), true, START)
  const rest = { made: 1, slate: 0, shown: [], joins: [], clipStarts: new Set<string>() }
  return { broadcast, runs: [newRun(1)], now: START, ...rest }
}

function happen(world: World, step: Step): void {
  const { runs } = world
  const last = runs.at(-1)
  world.now += 700
  if (step === 'arrive' && last !== undefined && !last.ended) {
    const segments = [...last.segments, segmentAt(last.segments.length)]
    runs.splice(-1, 1, { ...last, segments })
    world.broadcast = arriveComplete(world.broadcast, runs, RULES, world.now).broadcast
  }
  if (step === 'many arrive unseen' && last !== undefined && !last.ended) {
    const more = Array.from({ length: 20 }, (_, at) => segmentAt(last.segments.length + at))
    runs.splice(-1, 1, { ...last, segments: [...last.segments, ...more] })
  }
  if (step === 'publish') {
    world.now += 2000
    show(world, publishLive(world.broadcast, RULES, world.now))
  }
  if (step === 'next run') runs.push(newRun(++world.made))
  if (step === 'end run' && last !== undefined) runs.splice(-1, 1, { ...last, ended: true })
  if (step === 'back to the run before' && runs.length > 1 && last !== undefined) {
    runs.pop()
    runs.unshift({ ...last, ended: true })
  }
  if (step === 'forget ended' && runs[0]?.ended === true) runs.shift()
  if (step === 'restart') {
    const kept: Window = JSON.parse(JSON.stringify(world.broadcast.window))
    world.broadcast = resumeBroadcast(kept, world.broadcast.brandNew, world.now)
    world.broadcast = arriveComplete(world.broadcast, runs, RULES, world.now).broadcast
  }
  if (step === 'slate') showSlate(world)
  if (step === 'off air') world.broadcast = goOffAir(world.broadcast).broadcast
}

function showSlate(world: World): void {
  const { broadcast } = world
  if (broadcast.queue.length > 0 || broadcast.window.segments.length === 0) return
  if (!isSlate(broadcast.window.segments.at(-1))) world.slate += 100
  const at = world.slate++
  const runId = `${SLATE_RUN_PREFIX}${String(Math.floor(at / 100)).padStart(16, '0')}` as RunId
  const first = at % 3 === 0
  const slate = { runId, file: nameOf(at % 100), durationSeconds: 2, first }
  if (first) world.clipStarts.add(`${runId}/${slate.file}`)
  show(world, publishSlate(broadcast, slate, RULES.windowSegments, world.now))
}

function show(world: World, published: Published | null): void {
  if (published === null) return
  const before = world.broadcast.window.segments.at(-1)
  const segment = published.broadcast.window.segments.at(-1)
  world.broadcast = published.broadcast
  if (segment === undefined) return
  world.shown.push(segment)
  if (before !== undefined) world.joins.push({ before, segment })
}

/** What a player knows: which number an address has, and on which side of which discontinuity. */
function modelPlayer() {
  const pathOf = new Map<number, string>()
  const numberOf = new Map<string, number>()
  const discontinuityOf = new Map<number, number>()
  let before: Window | null = null
  return {
    see(window: Window) {
      const newest = (seen: Window) => seen.mediaSequence + seen.segments.length
      if (before !== null) {
        expect(window.mediaSequence).toBeGreaterThanOrEqual(before.mediaSequence)
        expect(newest(window)).toBeGreaterThanOrEqual(newest(before))
      }
      before = window
      let discontinuity = window.discontinuitySequence
      for (const [at, segment] of window.segments.entries()) {
        if (segment.discontinuity) discontinuity++
        const number = window.mediaSequence + at
        expect(pathOf.get(number) ?? segment.path).toBe(segment.path)
        expect(numberOf.get(segment.path) ?? number).toBe(number)
        expect(discontinuityOf.get(number) ?? discontinuity).toBe(discontinuity)
        pathOf.set(number, segment.path)
        numberOf.set(segment.path, number)
        discontinuityOf.set(number, discontinuity)
      }
    },
  }
}

function newRun(number: number): RunOutput {
  const runId = `aaaaa${String(number).padStart(3, '0')}-0123456789abcdef` as RunId
  return { runId, ended: false, closed: false, ladder: null, segments: [] }
}

function segmentAt(index: number) {
  return { index, file: nameOf(index), durationSeconds: 2, startsAt: START + index * 2000 }
}

function nameOf(index: number): string {
  return `${String(index).padStart(8, '0')}.ts`
}
