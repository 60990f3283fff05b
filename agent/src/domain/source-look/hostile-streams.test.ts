import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../transport-stream/crc32.ts'
import { PACKET_BYTES, SYNC } from '../transport-stream/packet.ts'
import { recognise } from './recognise.ts'
import { surveyStream } from './survey-stream.ts'

/** The most that is looked at of a source, and the longest that nothing else of the agent has its turn. */
const MOST_BYTES = 10_000_000
const TURN_MS = 500
const PAYLOAD = PACKET_BYTES - 4
const [TABLE_PID, VIDEO_PID] = [0x100, 0x101]

function packet(pid: number, begins: boolean, payload: Buffer): Buffer {
  const bytes = Buffer.alloc(PACKET_BYTES, 0xff)
  bytes.set([SYNC, 0, 0, 0x10])
  bytes.writeUInt16BE((begins ? 0x4000 : 0) | pid, 1)
  payload.copy(bytes, 4, 0, PAYLOAD)
  return bytes
}

/** A unit in as many packets as it takes. */
function packets(pid: number, unit: Buffer): Buffer {
  const count = Math.ceil(unit.length / PAYLOAD)
  return Buffer.concat(
    Array.from({ length: count }, (_, at) =>
      packet(pid, at === 0, unit.subarray(at * PAYLOAD, (at + 1) * PAYLOAD)),
    ),
  )
}

/** A table as its packets; `length` is what it says of itself where that is another. */
function table(pid: number, id: number, extension: number, body: Buffer, length?: number): Buffer {
  const section = Buffer.alloc(8 + body.length + 4)
  section.set([id, 0, 0, 0, 0, 0xc1])
  section.writeUInt16BE(0xb000 | (length ?? section.length - 3), 1)
  section.writeUInt16BE(extension, 3)
  body.copy(section, 8)
  section.writeUInt32BE(crc32(section.subarray(0, -4)), section.length - 4)
  return packets(pid, Buffer.concat([Buffer.from([0]), section]))
}

const pair = (first: number, second: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt16BE(first, 0)
  bytes.writeUInt16BE(second, 2)
  return bytes
}

/** Lists of programmes, 250 in each. */
function programmes(count: number, pidOf: (number: number) => number, from = 1): Buffer {
  const all = Array.from({ length: count }, (_, at) => pair(from + at, 0xe000 | pidOf(from + at)))
  const lists = Array.from({ length: Math.ceil(count / 250) }, (_, at) =>
    table(0, 0x00, 1, Buffer.concat(all.slice(at * 250, (at + 1) * 250))),
  )
  return Buffer.concat(lists)
}

const track = (type: number, pid: number, descriptors = Buffer.alloc(0)) => {
  const head = Buffer.from([type, 0, 0, 0, 0])
  head.writeUInt16BE(0xe000 | pid, 1)
  head.writeUInt16BE(0xf000 | descriptors.length, 3)
  return Buffer.concat([head, descriptors])
}
const noClock = Buffer.from([0xff, 0xff, 0xf0, 0])
const tracksOf = (number: number, all: Buffer[], pid = TABLE_PID) =>
  table(pid, 0x02, number, Buffer.concat([noClock, ...all]))

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

describe('10 MB of a hostile stream', () => {
  it.each(Object.entries(HOSTILE))('%s: looked at in short', (_what, make) => {
    const bytes = make()
    const before = process.cpuUsage()
    expect(recognise(bytes)).toBe('transport-stream')
    const survey = surveyStream(bytes)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(TURN_MS)
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
