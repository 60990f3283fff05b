import { cpuMs, NOISY_MACHINE, onThisMachine } from '@cashbacktv/contract/noisy-machine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PACKET_BYTES } from '../transport-stream/packet.ts'
import {
  noClock,
  PAYLOAD,
  packet,
  packets,
  pair,
  programmes,
  TABLE_PID,
  table,
  track,
  tracksOf,
} from '../transport-stream/test/make-tables.ts'
import { recognise } from './recognise.ts'
import { surveyStream } from './survey-stream.ts'

/** The most that is looked at of a source, and the longest that nothing else of the agent has its turn. */
const MOST_BYTES = 10_000_000
const TURN_MS = 500
const VIDEO_PID = 0x101

const one = Buffer.concat([
  programmes(1, () => TABLE_PID),
  tracksOf(1, [track(0x1b, VIDEO_PID), track(0x0f, 0x102)]),
])
const picture = (data: Buffer) =>
  packets(VIDEO_PID, Buffer.concat([Buffer.from('000001e000008080052100010001', 'hex'), data]))

/** Again and again, behind what comes first, up to the most that is looked at. */
function filled(first: Buffer, again: Buffer): Buffer {
  return Buffer.concat([first, Buffer.alloc(MOST_BYTES - first.length, again)])
}

const many = (count: number, make: (at: number) => Buffer) =>
  Buffer.concat(Array.from({ length: count }, (_, at) => make(at)))
const hundreds = Array.from({ length: 800 }, (_, at) => track(0x0f, 0x200 + at))
const stuffing = Buffer.alloc(1000, Buffer.from([0x42, 0]))

const HOSTILE: Record<string, () => Buffer> = {
  'as many programmes as there are numbers, of which no table comes': () =>
    filled(
      programmes(65_535, () => TABLE_PID),
      packet(TABLE_PID, false, Buffer.alloc(0)),
    ),
  'as many programmes, each with a table on the same PID': () =>
    filled(
      programmes(65_535, () => TABLE_PID),
      many(1000, (at) => tracksOf(at + 1, [track(0x1b, VIDEO_PID)])),
    ),
  'programmes on all PIDs': () =>
    filled(
      programmes(8000, (number) => number),
      many(8000, (at) => packet(at, true, Buffer.alloc(PAYLOAD))),
    ),
  'a table of 800 tracks, again and again': () => filled(one, tracksOf(1, hundreds)),
  'as many tracks in each of many programmes': () =>
    filled(
      programmes(5000, () => TABLE_PID),
      many(300, (at) => tracksOf(at + 1, hundreds)),
    ),
  'a table of descriptors of nothing': () =>
    filled(
      programmes(5000, () => TABLE_PID),
      many(300, (at) =>
        tracksOf(
          at + 1,
          [1, 2, 3].map((pid) => track(0x06, pid, stuffing)),
        ),
      ),
    ),
  'another table in each packet': () =>
    filled(
      programmes(1, () => TABLE_PID),
      many(200, (at) => tracksOf(1, [track(0x1b, VIDEO_PID + (at % 100))])),
    ),
  'another list of programmes in each packet': () =>
    filled(
      Buffer.alloc(0),
      many(400, (at) => programmes(40, () => TABLE_PID, at * 40 + 1)),
    ),
  'tables that say they are longer than they are': () =>
    filled(one, table(TABLE_PID, 0x02, 1, noClock, 0xfff)),
  'tables that say they are shorter than they are': () =>
    filled(one, table(TABLE_PID, 0x02, 1, Buffer.concat(hundreds), 9)),
  'a table that never ends': () => filled(one, packet(TABLE_PID, false, Buffer.alloc(0))),
  'a list of programmes that lists itself': () =>
    filled(
      programmes(250, () => 0),
      programmes(250, () => 0),
    ),
  'a picture on the PID of its table': () =>
    filled(
      programmes(1, () => VIDEO_PID),
      tracksOf(1, [track(0x1b, VIDEO_PID)], VIDEO_PID),
    ),
  'one picture of messages': () =>
    Buffer.concat([one, picture(Buffer.alloc(9_700_000, Buffer.from([0, 0, 1, 6, 5, 0])))]),
  'one picture of begins of units': () =>
    Buffer.concat([one, picture(Buffer.alloc(9_700_000, Buffer.from([0, 0, 1])))]),
  'one picture of a message of messages': () =>
    Buffer.concat([one, picture(Buffer.alloc(9_700_000, Buffer.from([5, 0])))]),
  'a picture in each packet': () => filled(one, picture(Buffer.from([0, 0, 1, 6, 5, 0]))),
}

describe('10 MB of a hostile stream', NOISY_MACHINE, () => {
  it.each(Object.entries(HOSTILE))('%s: looked at in short', (_what, make) => {
    const bytes = make()
    const before = process.cpuUsage()
    expect(recognise(bytes)).toBe('transport-stream')
    const survey = surveyStream(bytes)
    expect(cpuMs(before)).toBeLessThan(onThisMachine(TURN_MS))
    expect(survey?.programmes.length).toBeLessThanOrEqual(128)
  })
})

it('programmes that are all there are all told, whatever their number', () => {
  const numbers = Array.from({ length: 100 }, (_, at) => 65_535 - at)
  const list = table(0, 0x00, 1, Buffer.concat(numbers.map((n) => pair(n, 0xe000 | TABLE_PID))))
  const tables = numbers.map((n) => tracksOf(n, [track(0x1b, n & 0xfff)]))
  const survey = surveyStream(Buffer.concat([list, ...tables]))
  expect(survey?.programmes.map(({ number }) => number)).toEqual(numbers)
  expect(survey?.programmes[7]?.tracks).toEqual([
    { kind: 'video', pid: 65_528 & 0xfff, type: 0x1b },
  ])
})

it('whatever the packets say, they are looked at to their end', () => {
  const pid = fc.constantFrom(0, TABLE_PID, VIDEO_PID, 0x102, 0x1fff)
  const head = fc.tuple(fc.constantFrom(0x00, 0x40, 0xc0), pid, fc.nat({ max: 255 }))
  const odd = fc
    .tuple(head, fc.uint8Array({ maxLength: PAYLOAD }))
    .map(([[flags, of, fourth], body]) => {
      const bytes = packet(of, false, Buffer.from(body))
      bytes.writeUInt8(bytes.readUInt8(1) | flags, 1)
      bytes.writeUInt8(fourth, 3)
      return bytes
    })
  const lying = fc
    .tuple(
      pid,
      fc.constantFrom(0x00, 0x02, 0xfc),
      fc.nat({ max: 0xfff }),
      fc.uint8Array({ maxLength: 400 }),
    )
    .map(([of, id, length, body]) => table(of, id, 1, Buffer.from(body), length))
  const part = fc.oneof(
    odd,
    lying,
    fc.constant(one),
    fc.constant(picture(Buffer.from([0, 0, 1, 5]))),
  )
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 30 }), (parts) => {
      const bytes = Buffer.concat(parts)
      const survey = surveyStream(bytes)
      const packetsOfAll = [...(survey?.traffic.values() ?? [])].reduce(
        (sum, { packets }) => sum + packets,
        0,
      )
      expect(packetsOfAll).toBeLessThanOrEqual(bytes.length / PACKET_BYTES)
    }),
    { numRuns: 500 },
  )
})
