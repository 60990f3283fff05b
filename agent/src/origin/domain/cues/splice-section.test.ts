import { cpuMs, NOISY_MACHINE, onThisMachine } from '@cashbacktv/contract/noisy-machine'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MadeCue, spliceInsert, timeSignal } from '../../../../test/cue-stream.ts'
import { crc32 } from '../../../domain/transport-stream/crc32.ts'
import { MOST_SECTION_BYTES, readSplice } from './splice-section.ts'
import { splitSections } from './split-sections.ts'

const WRAP = 2 ** 33

const BREAK: MadeCue = { eventId: 7, at: 900_000, isOut: true, duration: 30 * 90_000 }

describe('a splice_insert', () => {
  test('says where a break begins, how long it is and whether it ends by itself', () => {
    const cue = { kind: 'out', eventId: 7, segmentType: null, at: 900_000, plannedSeconds: 30 }
    expect(readSplice(spliceInsert(BREAK))).toEqual([{ ...cue, returns: true }])
    expect(readSplice(spliceInsert({ ...BREAK, autoReturn: false }))).toEqual([
      { ...cue, returns: false },
    ])
  })

  test('says where it ends, that it is at once, and that it is called off', () => {
    const [end] = readSplice(spliceInsert({ eventId: 7, at: 5, isOut: false }))
    expect(end).toMatchObject({ kind: 'in', at: 5, plannedSeconds: null })
    const [now] = readSplice(spliceInsert({ ...BREAK, at: null }))
    expect(now).toMatchObject({ kind: 'out', at: null, plannedSeconds: 30 })
    const [off] = readSplice(spliceInsert({ ...BREAK, isCancelled: true }))
    expect(off).toMatchObject({ kind: 'cancel', eventId: 7 })
  })

  test('is placed by what was added to its time, around the end of 33 bits too', () => {
    const [cue] = readSplice(spliceInsert({ ...BREAK, at: WRAP - 100, adjustment: 300 }))
    expect(cue?.at).toBe(200)
  })
})

describe('a time_signal', () => {
  test.each([0x22, 0x30, 0x32, 0x34, 0x36])(
    'of type %i begins a break, the next one ends it',
    (type) => {
      const [begin] = readSplice(timeSignal({ ...BREAK, type }))
      expect(begin).toMatchObject({
        kind: 'out',
        segmentType: type,
        at: 900_000,
        plannedSeconds: 30,
      })
      const [end] = readSplice(timeSignal({ eventId: 7, at: 5, isOut: false, type: type + 1 }))
      expect(end).toMatchObject({ kind: 'in', eventId: 7, segmentType: type })
    },
  )

  test('of a programme or a chapter is none', () => {
    for (const type of [0x01, 0x10, 0x11, 0x20, 0x50])
      expect(readSplice(timeSignal({ ...BREAK, type }))).toEqual([])
  })
})

describe('what is no whole section', () => {
  const section = spliceInsert(BREAK)

  test('says nothing, whichever bit of it is wrong', () => {
    for (let bit = 0; bit < section.length * 8; bit++) {
      const damaged = Buffer.from(section)
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(readSplice(damaged)).toEqual([])
    }
  })

  test('does no harm, whatever bytes it has and however well they are summed up', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: MOST_SECTION_BYTES }), (bytes) => {
        for (const cue of readSplice(sealed(Buffer.from(bytes)))) {
          expect(cue.at === null || (cue.at >= 0 && cue.at < WRAP)).toBe(true)
          expect(cue.plannedSeconds ?? 0).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('is encrypted, of another version, or too long', () => {
    const changed = (at: number, value: number) => {
      const other = Buffer.from(section.subarray(0, -4))
      other[at] = value
      return withChecksum(other)
    }
    expect(readSplice(changed(9, 0))).toHaveLength(1)
    expect(readSplice(changed(3, 1))).toEqual([])
    expect(readSplice(changed(4, 0x80))).toEqual([])
    const long = Buffer.concat([section.subarray(0, -4), Buffer.alloc(MOST_SECTION_BYTES)])
    long.writeUInt16BE(0x3000 | (long.length + 1), 1)
    expect(readSplice(withChecksum(long))).toEqual([])
  })
})

/** Bytes as a section of a command that is read, with its length and its checksum. */
function sealed(body: Buffer): Buffer {
  const command = (body[0] ?? 0) % 2 === 0 ? 0x05 : 0x06
  const head = Buffer.from([0xfc, 0x30, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xf0, 0, command])
  const section = Buffer.concat([head, body])
  section.writeUInt16BE(0x3000 | (section.length + 1), 1)
  return withChecksum(section)
}

function withChecksum(section: Buffer): Buffer {
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(section))
  return Buffer.concat([section, checksum])
}

describe('as much as is read of cues at once', NOISY_MACHINE, () => {
  const MOST_BYTES = 1400 * 188
  const cue = spliceInsert(BREAK)

  test.each([
    ['begins of long sections', Buffer.from([0xfc, 0x01, 0xfd])],
    ['begins alone', Buffer.from([0xfc])],
    ['sections with a wrong checksum', Buffer.concat([cue.subarray(0, -1), Buffer.from([0])])],
  ])('%s: passed over in short', (_what, part) => {
    const before = process.cpuUsage()
    expect(splitSections(Buffer.alloc(MOST_BYTES, part)).sections).toEqual([])
    expect(cpuMs(before)).toBeLessThan(onThisMachine(100))
  })

  test('sections among bytes that look like many are still found', () => {
    const odd = Buffer.alloc(300, Buffer.from([0xfc, 0x00, 0x20]))
    const bytes = Buffer.concat([odd, cue, odd, cue])
    expect(splitSections(bytes).sections).toEqual([cue, cue])
  })
})
