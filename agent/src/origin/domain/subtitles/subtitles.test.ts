import { cpuMs, NOISY_MACHINE, onThisMachine } from '@cashbacktv/contract/noisy-machine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxed, packetsOf, pageLines, teletextPes } from '../../../../test/teletext-stream.ts'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { cuesIn } from '../../test/vtt-cues.ts'
import { openRunClock } from './run-clock.ts'
import { splitPes } from './split-pes.ts'
import { type CuePiece, openTimeline } from './timeline.ts'
import { writeVtt } from './web-vtt.ts'

const rows = (text: string) => (text === '' ? [] : [{ row: 20, text }])
const spans = (pieces: readonly CuePiece[]) =>
  pieces.map(({ from, to, rows: of }) => [from / TICKS, to / TICKS, of[0]?.text])

function timelineOf(...notes: [seconds: number, text: string][]) {
  const timeline = openTimeline()
  const note = (seconds: number, text: string) =>
    timeline.note({ at: seconds * TICKS, rows: rows(text) })
  for (const [seconds, text] of notes) note(seconds, text)
  return {
    note,
    tell: (from: number, to: number) => spans(timeline.tell(from * TICKS, to * TICKS)),
  }
}

test('a cue is in each slot that it spans, with the part that lies there', () => {
  const { note, tell } = timelineOf([1, 'a'])
  expect(tell(0, 2)).toEqual([[1, 2, 'a']])
  expect(tell(2, 4)).toEqual([[2, 4, 'a']])
  note(5, '')
  expect(tell(4, 6)).toEqual([[4, 5, 'a']])
  expect(tell(6, 8)).toEqual([])
})

test('what came too late for its slot is in the next one, and told once', () => {
  const { note, tell } = timelineOf()
  expect(tell(0, 2)).toEqual([])
  note(1.5, 'late')
  note(1.9, 'later')
  expect(tell(2, 4)).toEqual([
    [1.5, 1.9, 'late'],
    [1.9, 4, 'later'],
  ])
})

test('the first slot begins with its begin', () => {
  const { tell } = timelineOf([1, 'before'], [3, 'on'])
  expect(tell(4, 6)).toEqual([[4, 6, 'on']])
})

test('what is sent again is one cue, and rows that follow belong to it', () => {
  const { tell } = timelineOf([1, ''], [1, 'a'], [3, ''], [3, 'a'], [4, 'b'], [4, 'bc'])
  expect(tell(0, 8)).toEqual([
    [1, 4, 'a'],
    [4, 8, 'bc'],
  ])
})

test('what nobody takes away goes after half a minute', () => {
  const { note, tell } = timelineOf([1, 'a'])
  expect(tell(0, 60)).toEqual([[1, 31, 'a']])
  note(70, 'a')
  expect(tell(60, 72)).toEqual([[70, 72, 'a']])
})

test('each moment is told at most once, however notes and slots come', () => {
  const notes = fc.array(fc.tuple(fc.nat(40), fc.constantFrom('', 'a', 'b')), { maxLength: 40 })
  fc.assert(
    fc.property(notes, (all) => {
      const { note, tell } = timelineOf()
      const told: (string | number | undefined)[][] = []
      for (const [at, [seconds, text]] of all.entries()) {
        note(seconds, text)
        told.push(...tell(at, at + 1))
      }
      for (const [from = 0, to = 0] of told) {
        expect(Number(from)).toBeLessThan(Number(to))
        const over = told.filter(([other = 0, end = 0]) => other < to && end > from)
        expect(over).toHaveLength(1)
      }
    }),
  )
})

test('text stays text, and cues count from the first picture', () => {
  const piece = (from: number, to: number, text: string, row = 20) => ({
    from: from * TICKS,
    to: to * TICKS,
    rows: [{ row, text }],
  })
  const text = writeVtt(100 * TICKS, [
    piece(101, 102.5, '<b>a & b --> c\n\nNOTE'),
    piece(103, 104, 'top', 2),
  ])
  expect(text).toBe(
    'WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:9000000,LOCAL:00:00:00.000\n' +
      '\n00:00:01.000 --> 00:00:02.500\n&lt;b&gt;a &amp; b --&gt; c  NOTE\n' +
      '\n00:00:03.000 --> 00:00:04.000 line:10%\ntop\n',
  )
  const late = writeVtt(100 * TICKS, [piece(98, 101, 'late')])
  expect(cuesIn(late, { date: 0, first: 100 * TICKS })).toEqual([
    { from: -2000, to: 1000, text: 'late' },
  ])
  expect(writeVtt(2 ** 33 + 5, [])).toContain('MPEGTS:5,')
})

test('times of a run go on where they begin anew', () => {
  const clock = openRunClock()
  const wrap = 2 ** 33
  const from = clock.picture(wrap - 2 * TICKS, 4 * TICKS)
  expect(clock.beside(TICKS) - from).toBe(3 * TICKS)
  expect(clock.picture(2 * TICKS, 2 * TICKS) - from).toBe(4 * TICKS)
})

test('text without a time, or with one of another clock, is of now', () => {
  const clock = openRunClock()
  clock.picture(100 * TICKS, 2 * TICKS)
  expect(clock.beside(10 * TICKS)).toBe(10 * TICKS)
  clock.picture(102 * TICKS, 2 * TICKS)
  const now = 104 * TICKS
  expect(clock.beside(103 * TICKS)).toBe(103 * TICKS)
  expect(clock.beside(103 * TICKS + 1)).toBe(now)
  for (const said of [null, 5000 * TICKS, 5000 * TICKS + 1, 2 ** 33 - 5000 * TICKS]) {
    expect(clock.beside(said)).toBe(now)
  }
})

test('PES packets are put together from what has come of them', () => {
  const pes = teletextPes(pageLines({ page: 888, rows: { 20: boxed('a'), 22: boxed('b') } }), 777)
  const stream = Buffer.concat([
    ...packetsOf(0x100, pes, 0),
    ...packetsOf(0x100, teletextPes([], null), 2),
  ])
  for (let cut = 0; cut <= stream.length; cut += 47) {
    const first = splitPes(stream.subarray(0, cut))
    const second = splitPes(stream.subarray(first.used))
    const units = [...first.units, ...second.units]
    expect(units.map(({ pts }) => pts)).toEqual([777, null])
    expect(units[0]?.data).toEqual(pes.subarray(45))
    expect(first.used + second.used).toBe(stream.length)
  }
})

test('noise in place of packets is passed over', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.boolean(), (noise, isSynced) => {
      const bytes = Buffer.from(noise)
      for (let at = 0; isSynced && at < bytes.length; at += 188) bytes[at] = 0x47
      const { used } = splitPes(bytes)
      expect(used).toBeLessThanOrEqual(bytes.length)
    }),
  )
})

test(
  'packets as long as they may be are put together once each, however many come',
  NOISY_MACHINE,
  () => {
    const pes = Buffer.alloc(6 + 0xffff, 0x11)
    pes.set([0, 0, 1, 0xbd, 0xff, 0xff, 0x80, 0x80, 5, 0x21, 0, 1, 0, 1])
    const count = Math.ceil(pes.length / 184)
    const packets = Array.from({ length: count }, (_, at) => {
      const packet = Buffer.alloc(188, 0xff)
      packet.set([0x47, at === 0 ? 0x41 : 0x01, 0, 0x10])
      pes.copy(packet, 4, at * 184)
      return packet
    })
    const once = Buffer.concat(packets)
    const bytes = Buffer.alloc(once.length * 110, once)
    const before = process.cpuUsage()
    const { units, used } = splitPes(bytes)
    expect([units.length, used]).toEqual([110, bytes.length])
    expect(cpuMs(before)).toBeLessThan(onThisMachine(200))
  },
)
