import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Packet, readPacketLine } from './packet-line.ts'
import {
  addPackets,
  audioAbsentSeconds,
  inputRates,
  NO_PACKETS,
  recentBitrate,
  steadyRate,
} from './packet-window.ts'

/** 25 pictures of 10,000 bytes and 50 pieces of audio of 200 a second. */
function packets(seconds: number, from = 0, audioUntil = Number.POSITIVE_INFINITY): Packet[] {
  const video = Array.from({ length: seconds * 25 }, (_, n): Packet => {
    return { stream: 'video', atSeconds: from + n / 25, bytes: 10_000 }
  })
  const audio = Array.from({ length: seconds * 50 }, (_, n): Packet => {
    return { stream: 'audio', atSeconds: from + n / 50, bytes: 200 }
  }).filter(({ atSeconds }) => atSeconds < audioUntil)
  return [...video, ...audio].toSorted((a, b) => a.atSeconds - b.atSeconds)
}

const seen = (list: readonly Packet[]) => addPackets(NO_PACKETS, list)

const lineOf = (line: string) => readPacketLine(Buffer.from(line), 0, line.length)

describe('a line of the packet report', () => {
  it('tells which stream it is of, when it is decoded and how large it is', () => {
    const video = '0,       1890,       5490,     3600,    13646, 0x6e80be05, F=0x0'
    const audio = '1,      -1920,      -1920,     1920,      308, 0xd79274f4'
    expect(lineOf(video)).toEqual({ stream: 'video', atSeconds: 0.021, bytes: 13_646 })
    expect(lineOf(audio)).toMatchObject({ stream: 'audio', bytes: 308 })
    const both = Buffer.from(`${video}\n${audio}`)
    expect(readPacketLine(both, 0, video.length)).toEqual(lineOf(video))
    expect(readPacketLine(both, video.length + 1, both.length)).toEqual(lineOf(audio))
  })

  it('is read as its form says, whatever it says', () => {
    const form = /^[01], *-?\d+, *-?\d+, *-?\d+, *\d+, 0x[0-9a-f]{8}(?:,|$)/
    const other = fc.string({ unit: fc.constantFrom(...'0- ,x\u00e9'.split('')), maxLength: 2 })
    const number = fc.oneof({ weight: 9, arbitrary: fc.nat().map(String) }, other)
    const stream = fc.constantFrom('0', '1', '1', '2', '01', '')
    const checksum = fc.constantFrom(
      '0x0123abcf',
      '0x0123abcf, F=0',
      '0x0123abc',
      '0x0123abcf0',
      '',
    )
    fc.assert(
      fc.property(fc.tuple(stream, number, number, number, number, checksum), (fields) => {
        const line = fields.join(', ')
        const bytes = Buffer.from(line, 'latin1')
        expect(readPacketLine(bytes, 0, bytes.length) !== null, line).toBe(form.test(line))
      }),
      { numRuns: 2000, examples: [[['0', '0', '0', '0', '-0', '0x0123abcf']]] },
    )
  })

  it.each(['', '#tb 0: 1/90000', '0, 1890, 5490, 3600, 136', '3646, 0x6e80be05, F=0x0'])(
    'that is none or was cut says nothing: %j',
    (line) => {
      expect(lineOf(line)).toBeNull()
    },
  )
})

describe('the rates of a source', () => {
  it('are those of its own clock, however unevenly it sends', () => {
    const rates = inputRates(seen(packets(12)))
    expect(rates?.framesPerSecond).toBe(25)
    expect(rates?.bitrateKbps).toBeCloseTo((25 * 10_000 + 50 * 200) * 0.008, 0)
  })

  it('are not known before some seconds have come', () => {
    expect(inputRates(seen(packets(2)))).toBeNull()
    expect(inputRates(NO_PACKETS)).toBeNull()
  })

  it('begin anew when its clock jumps, which is counted once', () => {
    const window = seen([...packets(8), ...packets(8, 90_000)])
    expect(window.jumps).toBe(1)
    expect(inputRates(window)?.framesPerSecond).toBe(25)
  })

  it('stay within what came, and the window within its length, whatever the clock does', () => {
    const packet = fc.record({
      stream: fc.constantFrom('video' as const, 'audio' as const),
      atSeconds: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      bytes: fc.integer({ min: 0, max: 1e6 }),
    })
    fc.assert(
      fc.property(fc.array(packet), (list) => {
        const window = seen(list)
        const most = list.reduce((sum, { bytes }) => sum + bytes, 0) * 0.008
        expect(window.seconds.length).toBeLessThanOrEqual(12)
        expect(inputRates(window)?.bitrateKbps ?? 0).toBeLessThanOrEqual(most)
        expect(audioAbsentSeconds(window)).toBeGreaterThanOrEqual(0)
        const oneByOne = list.reduce((before, one) => addPackets(before, [one]), NO_PACKETS)
        expect(window).toEqual(oneByOne)
      }),
    )
  })
})

it('audio is missing from its last packet on, by the clock of the picture', () => {
  expect(audioAbsentSeconds(seen(packets(12)))).toBe(0)
  expect(audioAbsentSeconds(seen(packets(12, 0, 5)))).toBeCloseTo(7, 0)
  const without = packets(12).filter(({ stream }) => stream === 'video')
  expect(audioAbsentSeconds(seen(without))).toBe(0)
})

it('the bitrate of each second is told, with how long ago the last of them was', () => {
  const gap = [...packets(4), ...packets(4, 6)]
  const { kbps, sinceSeconds } = recentBitrate(seen(gap)) ?? { kbps: [], sinceSeconds: 0 }
  expect(kbps.map(Math.round)).toEqual([2080, 2080, 2080, 0, 0, 2080, 2080])
  expect(sinceSeconds).toBeCloseTo(2, 0)
  expect(recentBitrate(seen(packets(2)))).toBeNull()
})

it('a rate is steady once two whole seconds have it, and is none while it changes', () => {
  const faster = packets(4, 8).flatMap((packet) => [
    packet,
    { ...packet, atSeconds: packet.atSeconds + 0.02 },
  ])
  const rate = (list: readonly Packet[]) => steadyRate(seen(list))?.framesPerSecond ?? null
  expect(rate(packets(2))).toBeNull()
  expect(rate(packets(8))).toBe(25)
  const until = (seconds: number) => faster.filter(({ atSeconds }) => atSeconds < seconds)
  expect([8.5, 9.5, 10.5].map((seconds) => rate([...packets(8), ...until(seconds)]))).toEqual([
    ...[25, null, 50],
  ])
  expect(steadyRate(seen([...packets(8), ...until(10.5)]))?.forSeconds).toBeCloseTo(3, 0)
})
