import { ChannelId, type ListedBreak } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { renderDvr } from './dvr-playlist.ts'
import { type DvrSlot, hourOf } from './dvr-slot.ts'

const BEGIN = Date.UTC(2026, 10, 28, 12)
const CHANNEL = ChannelId.parse('00000000-0000-4000-8000-000000000001')

/** Slots of two seconds. */
function slotsOf(count: number): DvrSlot[] {
  return Array.from({ length: count }, (_, at) => ({
    path: `${hourOf(dateOf(at))}/maaaaaa1-0123456789abcdef-${String(at).padStart(8, '0')}.ts`,
    number: 1000 + at,
    discontinuityNumber: 5,
    durationSeconds: 2,
    discontinuity: false,
    programDateTime: new Date(dateOf(at)).toISOString(),
  }))
}
const dateOf = (at: number) => BEGIN + at * 2000

type Asked = { skip?: 'YES' | 'v2'; from?: number; isOver?: boolean }
/** What a player is sent that asks for the slots from a place on. */
function render(slots: readonly DvrSlot[], { skip, from = 0, isOver = false }: Asked = {}): string {
  const now = dateOf(100_000)
  return renderDvr({
    slots: slots.slice(from),
    before: slots.slice(Math.max(0, from - 200), from),
    live: null,
    channelId: CHANNEL,
    rendition: null,
    seal: null,
    cues: 'daterange',
    now,
    range: {
      from: 0,
      to: isOver ? now : null,
      skips: skip !== undefined,
      skipsRanges: skip === 'v2',
    },
  })
}

/** Slates at these places of a list of slots. */
function withSlates(slots: readonly DvrSlot[], places: readonly number[]): DvrSlot[] {
  return slots.map((slot, at) => {
    const path = slot.path.replace('maaaaaa1', 'slate000')
    return places.includes(at) ? { ...slot, path } : slot
  })
}
/** Places from one up to another. */
const places = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

const rangesIn = (text: string) => text.match(/^#EXT-X-DATERANGE:.*$/gm) ?? []
const removedIn = (text: string) => /RECENTLY-REMOVED-DATERANGES="(.*)"/.exec(text)?.[1]

test('says from when to when there was a slate, and leaves open what may go on', () => {
  const slots = withSlates(slotsOf(20), [3, 4, 5, 9, 19])
  const range = (at: number, seconds?: number) => {
    const start = new Date(dateOf(at)).toISOString()
    const duration = seconds === undefined ? '' : `,DURATION=${seconds.toFixed(3)}`
    return `#EXT-X-DATERANGE:ID="slate-${dateOf(at)}",CLASS="tv.cashback.slate",START-DATE="${start}"${duration}`
  }
  expect(rangesIn(render(slots))).toEqual([range(3, 6), range(9, 2), range(19)])
  expect(rangesIn(render(slots, { isOver: true })).at(-1)).toBe(range(19, 2))
})

test('a slate that the begin of the playlist passes through stays the range that it was', () => {
  const slots = withSlates(slotsOf(100), places(5, 50))
  const [whole] = rangesIn(render(slots))
  for (const from of [6, 30, 49]) expect(rangesIn(render(slots, { from }))).toEqual([whole])
  expect(rangesIn(render(slots, { from: 50 }))).toEqual([])
})

test('a player that has the older part is told of every slate again, unless it asks for news alone', () => {
  const slots = withSlates(slotsOf(100), [3, 97])
  const part = render(slots, { skip: 'YES' })
  expect(rangesIn(part)).toEqual(rangesIn(render(slots)))
  expect(part).toMatch(/#EXT-X-SKIP.*\n#EXT-X-PROGRAM-DATE-TIME.*\n#EXT-X-DATERANGE/)
  expect([removedIn(part), part.includes('#EXT-X-VERSION:9\n')]).toEqual([undefined, true])
  const news = render(slots, { skip: 'v2' })
  expect(rangesIn(news)).toEqual(rangesIn(render(slots)).slice(-1))
  expect([removedIn(news), news.includes('#EXT-X-VERSION:10\n')]).toEqual(['', true])
})

/** Slots with a break, announced four slots before it and told of as over in the slot after it. */
function withBreak(slots: readonly DvrSlot[], from: number, to: number, comes = true): DvrSlot[] {
  const one: ListedBreak = {
    id: `break-${from}`,
    startsAt: new Date(dateOf(from)).toISOString(),
    plannedSeconds: (to - from) * 2,
    out: 'fc30'.repeat(20),
  }
  const ended = { ...one, seconds: (to - from) * 2, in: 'fc30'.repeat(20) }
  return slots.map((slot, at) => {
    if (at < from - 4 || at > to || (!comes && at >= from - 2)) return slot
    return { ...slot, breaks: [...(slot.breaks ?? []), at === to ? ended : one] }
  })
}

test('a player that is told the news alone knows at each time what the whole playlist says', () => {
  let slots = withSlates(slotsOf(400), [...places(20, 120), ...places(150, 153), 200, 260, 261])
  for (const from of [10, 130, 180, 202, 300]) slots = withBreak(slots, from, from + 15)
  slots = withBreak(slots, 240, 250, false)
  const idOf = (line: string) => /ID="([^"]+)"/.exec(line)?.[1] ?? ''
  const allIn = (text: string) => new Map(rangesIn(text).map((line) => [idOf(line), line]))
  for (const every of [1, 2, 3]) {
    const step = (end: number) => [slots.slice(0, end), { from: end - 60 }] as const
    const known = allIn(render(...step(60)))
    for (let end = 60 + every; end <= 400; end += every) {
      const [there, asked] = step(end)
      const news = render(there, { ...asked, skip: 'v2' })
      for (const id of removedIn(news)?.split('\t') ?? []) known.delete(id)
      for (const [id, line] of allIn(news)) known.set(id, line)
      const whole = [...allIn(render(there, asked)).values()]
      expect([...known.values()].sort(), `${every} at ${end}`).toEqual(whole.sort())
    }
  }
})

test('of six hours with breaks and slates a player that has them is sent less than 4 KB', () => {
  let slots = withSlates(
    slotsOf(10_800),
    places(40, 10_000).filter((at) => at % 50 === 0),
  )
  for (let at = 200; at < 10_700; at += 450) slots = withBreak(slots, at, at + 60)
  expect(render(slots, { skip: 'v2' }).length).toBeLessThan(4096)
  expect(render(slots)).toContain('CAN-SKIP-DATERANGES=YES')
})
