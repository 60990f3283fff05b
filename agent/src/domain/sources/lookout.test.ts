import fc from 'fast-check'
import { expect, test } from 'vitest'
import { channelId, makeChannel, makeDesired, sourceId } from '../../../test/channel-factory.ts'
import { reasonSaying } from '../../../test/reason-saying.ts'
import { freshMemory } from '../reconcile/channel-memory.ts'
import type { ChannelMemory, Failure, Run } from '../reconcile/world.ts'
import {
  awaitedSources,
  doubtedSources,
  isBack,
  isGone,
  listened,
  tryAtOnce,
  turnAway,
  type Vigil,
} from './lookout.ts'
import { freshSources } from './sources.ts'

const spec = makeChannel(1)
const NOW = 100_000

const away = (change: Partial<Failure> = {}): ChannelMemory => ({
  ...freshMemory(0),
  sources: freshSources(spec),
  failure: {
    reason: reasonSaying('network', 'refused', 'Nobody listens.'),
    attempt: 7,
    mode: 'retry',
    nextTryAt: NOW + 20_000,
    ...change,
  },
})
const awaited = (memory: ChannelMemory) =>
  awaitedSources([spec], new Map([[channelId(1), memory]]), NOW).length

/** Hears these answers one after the other; tells which of them said that the source is back. */
function hearAll(answers: readonly (string | null)[]): boolean[] {
  let vigil: Vigil | undefined
  return answers.map((heard) => {
    const back = isBack(vigil, heard)
    vigil = listened(vigil, heard)
    return back
  })
}

test('only a source that is away, and whose next try is far, is listened for', () => {
  expect(awaited(away())).toBe(1)
  expect(awaited(away({ nextTryAt: NOW + 100 }))).toBe(0)
  expect(awaited(away({ nextTryAt: null, mode: 'gave-up' }))).toBe(0)
  expect(awaited(away({ mode: 'hold' }))).toBe(0)
  expect(awaited(away({ reason: reasonSaying('encoding', 'broken', 'Not a picture.') }))).toBe(0)
  expect(awaited(freshMemory(0))).toBe(0)
})

test('a source is back when it answers after it did not', () => {
  expect(hearAll([null, null, 'speaks'])).toEqual([false, false, true])
})

test('one that answers all the time is not: what fails there is not its absence', () => {
  expect(hearAll(['speaks', 'speaks', 'speaks'])).not.toContain(true)
  const answers = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 9 })
  fc.assert(fc.property(answers, (marks) => !hearAll(marks).includes(true)))
})

test('a playlist that stood still and goes on is back', () => {
  const still = Array.from({ length: 12 }, () => 'a')
  expect(hearAll([...still, 'b', 'c'])).toEqual([...still.map(() => false), true, false])
})

test('each absence brings at most one early try', () => {
  const answers = fc.array(fc.constantFrom(null, 'speaks'), { maxLength: 60 })
  fc.assert(
    fc.property(answers, (marks) => {
      const returns = hearAll(marks).filter(Boolean).length
      const absences = marks.filter((mark, at) => mark === null && marks[at - 1] !== null).length
      expect(returns).toBeLessThanOrEqual(absences)
    }),
  )
})

const pair = makeChannel(1, {
  sources: [
    { id: sourceId(1), url: 'http://primary.example/live.ts' },
    { id: sourceId(2), url: 'http://backup.example/live.ts' },
  ],
})
const reading = (change: Partial<Run> = {}): Run => ({
  runId: 'aaaaaaaa-0123456789abcdef' as Run['runId'],
  channelId: channelId(1),
  sourceId: sourceId(1),
  fingerprint: '',
  restartGeneration: 0,
  threadStep: 0,
  startedAt: 0,
  pid: 7,
  firstSegmentAt: 2000,
  lastSegmentAt: NOW - 60_000,
  readerKey: 'a',
  slowSince: null,
  strainedSince: null,
  stopping: null,
  over: null,
  ...change,
})
const doubted = (run: Run, spec = pair, memory = onPrimary) =>
  doubtedSources([spec], new Map([[channelId(1), memory]]), [run], NOW).length
const onPrimary: ChannelMemory = { ...freshMemory(0), sources: freshSources(pair) }
const { settings } = makeDesired(1, [])

test('a source in use is doubted only when it brings nothing and there is another', () => {
  expect(doubted(reading())).toBe(1)
  expect(doubted(reading({ lastSegmentAt: NOW - 1000 }))).toBe(0)
  expect(
    doubted(reading({ stopping: { since: NOW, why: 'replaced', signals: 1, signalledAt: NOW } })),
  ).toBe(0)
  expect(doubted(reading({ sourceId: sourceId(2) }))).toBe(0)
  expect(doubted(reading(), spec, { ...freshMemory(0), sources: freshSources(spec) })).toBe(0)
})

test('nobody is called gone for one silence', () => {
  const once = listened(undefined, null)
  expect(isGone(once)).toBe(false)
  expect(isGone(listened(once, null))).toBe(true)
  expect(isGone(listened(listened(once, null), 'speaks'))).toBe(false)
})

test('a channel turns away once, and not from a source that it has left already', () => {
  const [primary, backup] = pair.sources
  if (!primary || !backup) throw new Error('two sources')
  const turned = turnAway(onPrimary, pair, primary.id, settings, NOW)
  expect(turned.sources).toMatchObject({ activeId: backup.id, leftFor: { class: 'network' } })
  expect(turnAway(turned, pair, primary.id, settings, NOW)).toBe(turned)
  // The only other one is the one that has just been left.
  expect(turnAway(turned, pair, backup.id, settings, NOW)).toBe(turned)
})

test('the next try is moved to now, never to later, and the count of failures stays', () => {
  expect(tryAtOnce(away(), NOW).failure).toMatchObject({ nextTryAt: NOW, attempt: 7 })
  const due = away({ nextTryAt: NOW - 1 })
  expect(tryAtOnce(due, NOW)).toBe(due)
  const held = away({ mode: 'hold' })
  expect(tryAtOnce(held, NOW)).toBe(held)
})
