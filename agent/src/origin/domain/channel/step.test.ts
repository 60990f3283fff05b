import type { RunId } from '@cashbacktv/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextSequence } from '../window.ts'
import type { ChannelEffect } from './observation.ts'
import { ModelChannel } from './test/model-channel.ts'

const FIRST = 'maaaaaa1-0123456789abcdef' as RunId
const SECOND = 'maaaaaa2-0123456789abcdef' as RunId

test('what the supervisor says is read, gone on with, and its runs are looked at, in one turn', () => {
  const channel = new ModelChannel()
  channel.tell([FIRST])
  channel.complete(FIRST)
  const { asked } = channel.turn()
  expect(kindsOf(asked)).toEqual([
    'look-at-air',
    'resume',
    'look-at-runs',
    'complete',
    'write',
    // What is recorded of it is for who does that to say.
    'archive',
    'prepare-slate',
  ])
  expect(channel.listed()).toEqual([`${FIRST}/00000000.ts`])
})

test('a first segment is looked for each 50 ms, in a hurry, and is on air with the look that finds it', () => {
  const channel = new ModelChannel()
  channel.tell([FIRST])
  const { nextAt, hurried } = channel.turn()
  expect([nextAt - channel.now, hurried]).toEqual([50, true])
  channel.complete(FIRST)
  channel.now = nextAt
  expect(channel.turn().hurried).toBe(false)
  expect(channel.listed()).toEqual([`${FIRST}/00000000.ts`])
})

test('a turn in which nothing is due asks for nothing', () => {
  const channel = onAir(4)
  const { nextAt } = channel.turn()
  expect(nextAt).toBeGreaterThan(channel.now)
  expect(channel.turn().asked).toEqual([])
})

test('a window is written once a turn, however much of it is new', () => {
  const channel = new ModelChannel()
  channel.tell([FIRST])
  for (let count = 0; count < 3; count++) channel.complete(FIRST)
  expect(kindsOf(channel.turn().asked).filter((kind) => kind === 'write')).toHaveLength(1)
  expect(channel.listed()).toHaveLength(3)
})

test('what could not be gone on with is tried again at the next turn', () => {
  const channel = new ModelChannel()
  channel.tell([FIRST])
  channel.complete(FIRST)
  channel.resumeFails = true
  expect(() => channel.turn()).toThrow('no room')
  channel.resumeFails = false
  channel.turn()
  expect(channel.listed()).toHaveLength(1)
})

test('a slate follows where nothing comes any more, and the channel what comes after it', () => {
  const channel = onAir(4)
  channel.run(8000)
  expect(channel.listed().at(-1)).toMatch(/^slate000-/)
  channel.complete(FIRST)
  channel.run(1500)
  expect(channel.listed().at(-1)).toBe(`${FIRST}/00000004.ts`)
})

test('a slate that cannot be put on air is asked for once a turn, until it can', () => {
  const channel = onAir(4)
  channel.linksFail = true
  channel.run(8000)
  expect(kindsOf(channel.turn().asked).filter((kind) => kind === 'show-slate')).toHaveLength(1)
  expect(channel.listed().at(-1)).toBe(`${FIRST}/00000003.ts`)
  channel.linksFail = false
  channel.turn()
  expect(channel.listed().at(-1)).toMatch(/^slate000-/)
})

test('before viewers get from a slate to a run, what is wanted is looked at anew', () => {
  const channel = onAir(4)
  channel.run(8000)
  channel.complete(FIRST, 0.5)
  // Too short to return with: it waits for the next.
  channel.run(400)
  expect(kindsOf(channel.turn().asked)).toEqual(['look-at-air', 'look-at-runs'])
})

test('what is wanted is looked at each second, half of the time with the runs', () => {
  const channel = onAir(4)
  const looks: { at: number; isAlone: boolean }[] = []
  for (const end = channel.now + 60_000; channel.now < end; ) {
    if ((end - channel.now) % 2000 === 0) channel.complete(FIRST)
    const kinds = kindsOf(channel.turn().asked)
    const isAlone = !kinds.includes('look-at-runs')
    if (kinds.includes('look-at-air')) looks.push({ at: channel.now, isAlone })
    channel.now += 50
  }
  const pauses = looks.slice(1).map(({ at }, index) => at - (looks[index]?.at ?? 0))
  expect(Math.max(...pauses)).toBeLessThanOrEqual(1000)
  expect(looks.filter(({ isAlone }) => isAlone).length).toBeLessThan(looks.length * 0.6)
})

test('off air all that was listed may go once nobody can read it any more, and nothing is listed', () => {
  const channel = onAir(4)
  const listed = channel.listed()
  channel.tell([], { onAir: false })
  channel.now += 1000
  const { asked } = channel.turn()
  const retired = asked.flatMap((effect) => (effect.kind === 'retire' ? [effect] : []))
  expect(retired.map(({ path }) => path)).toEqual(listed)
  for (const { at } of retired) expect(at).toBe(channel.now + (4 * 2 + 2 + 2) * 1000)
  expect(channel.listed()).toEqual([])
  expect(kindsOf(asked).slice(-2)).toEqual(['off-air', 'write'])
  channel.run(2000)
  expect(kindsOf(channel.turn().asked)).not.toContain('write')
})

test('a segment longer than was promised is told once', () => {
  const channel = onAir(4)
  channel.complete(FIRST, 5)
  channel.complete(FIRST, 5)
  channel.run(20_000)
  const told = channel.effects.filter(({ kind }) => kind === 'tell-raised')
  expect(told).toEqual([{ kind: 'tell-raised', from: 2, to: 5 }])
})

test('a single long segment makes the list longer, and a slate later only while it is listed', () => {
  const slateAfter = (further: number) => {
    const channel = onAir(4)
    channel.complete(FIRST, 9)
    channel.run(9000)
    for (let count = 0; count < further; count++) {
      channel.complete(FIRST)
      channel.run(2000)
    }
    const live = channel.state.broadcast?.window ?? null
    for (let wait = 0; wait < 600 && !channel.listed().at(-1)?.startsWith('slate'); wait++) {
      channel.run(50)
    }
    const slate = channel.state.broadcast?.window ?? null
    const ms = (slate?.lastPublishedAt ?? 0) - (live?.lastPublishedAt ?? 0)
    return { ms, listed: live?.segments.length, promise: live?.targetDurationSeconds }
  }
  expect(slateAfter(6)).toEqual({ ms: 13_400, listed: 10, promise: 9 })
  expect(slateAfter(40)).toEqual({ ms: 2900, listed: 14, promise: 9 })
})

test('a source whose keyframes are far apart now and then gives way to a slate for it once', () => {
  const channel = onAir(4)
  for (let times = 0; times < 10; times++) {
    for (const seconds of [9, ...Array.from({ length: 16 }, () => 2)]) {
      channel.run(seconds * 1000)
      // The first time nobody could know; then the reserve is as long.
      if (times > 0) expect(channel.listed().at(-1)).not.toMatch(/^slate000-/)
      channel.complete(FIRST, seconds)
    }
  }
})

test('a channel that is taken away is cleared, and known for what it was', () => {
  const channel = new ModelChannel()
  expect(channel.turn().asked.at(-1)).toEqual({ kind: 'clear', known: false })
  channel.tell([FIRST])
  channel.run(1000)
  channel.takeAway()
  channel.run(1200)
  expect(channel.effects.at(-1)).toEqual({ kind: 'clear', known: true })
})

type Happening = 'wait' | 'first' | 'second' | 'switch' | 'end' | 'off' | 'links' | 'short'

const HAPPENINGS = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.constant<Happening>('wait') },
    { weight: 5, arbitrary: fc.constant<Happening>('first') },
    { weight: 5, arbitrary: fc.constant<Happening>('second') },
    ...(['switch', 'end', 'off', 'links', 'short'] as const).map((happening) => ({
      weight: 1,
      arbitrary: fc.constant<Happening>(happening),
    })),
  ),
  { maxLength: 120 },
)

test('whatever happens, numbers only go on, what is listed is there, and what is shown was heard', () => {
  fc.assert(
    fc.property(HAPPENINGS, (happenings) => {
      const channel = new ModelChannel()
      const [heard, retired] = [new Set<string>(), new Set<string>()]
      let last = 0
      channel.tell([FIRST])
      for (const happening of happenings) {
        HAPPEN[happening](channel)
        for (const effect of channel.turn().asked) note(effect, heard, retired)
        const next = nextNumber(channel)
        expect(next).toBeGreaterThanOrEqual(last)
        last = next
        const listed = channel.listed()
        expect(listed.filter((path) => retired.has(path))).toEqual([])
        const live = listed.filter((path) => !path.startsWith('slate000-'))
        expect(live.filter((path) => !heard.has(path))).toEqual([])
      }
    }),
    { numRuns: 150 },
  )
})

function note(effect: ChannelEffect, heard: Set<string>, retired: Set<string>): void {
  if (effect.kind === 'retire') retired.add(effect.path)
  if (effect.kind !== 'complete') return
  for (const { runId, file } of effect.segments) heard.add(`${runId}/${file}`)
}

function nextNumber({ state }: ModelChannel): number {
  return state.broadcast === null ? 0 : nextSequence(state.broadcast.window)
}

const HAPPEN: Record<Happening, (channel: ModelChannel) => void> = {
  wait(channel) {
    channel.now += 700
  },
  first: (channel) => channel.complete(FIRST),
  second: (channel) => channel.complete(SECOND),
  short: (channel) => channel.complete(SECOND, 0.4),
  switch: (channel) => channel.tell([FIRST, SECOND]),
  end: (channel) => channel.tell([FIRST, SECOND], { ended: true }),
  off: (channel) => channel.tell([], { onAir: false }),
  links(channel) {
    channel.linksFail = !channel.linksFail
  },
}

/** On air with so many segments listed, and nothing due. */
function onAir(segments: number): ModelChannel {
  const channel = new ModelChannel()
  channel.tell([FIRST])
  channel.turn()
  for (let count = 0; count < segments; count++) {
    channel.complete(FIRST)
    channel.run(2000)
  }
  return channel
}

function kindsOf(effects: readonly ChannelEffect[]): string[] {
  return effects.map(({ kind }) => kind)
}
