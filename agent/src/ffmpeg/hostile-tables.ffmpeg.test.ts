import { MAX_TRACKS } from '@cashbacktv/contract'
import { cpuMs, NOISY_MACHINE, onThisMachine } from '@cashbacktv/contract/noisy-machine'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  noClock,
  programmes,
  TABLE_PID,
  table,
  track,
  tracksOf,
} from '../domain/transport-stream/test/make-tables.ts'
import { probeSource } from './probe.ts'
import { AUDIO_PID, live, makeStream, PICTURE_PID, serveOdd } from './test/odd-sources.ts'

const SECONDS = 6
/** Of our own process in all of a probe, of ten seconds at most, and of what it holds. */
const MOST_CPU_MS = 2500
const MOST_MEMORY_BYTES = 400 * 2 ** 20
const MOST_MS = 10_500
const PACKET = 188

const media = [track(0x1b, PICTURE_PID), track(0x0f, AUDIO_PID)]
const tracksTo = (count: number) =>
  Array.from({ length: count }, (_, at) => track(0x0f, 0x200 + at))
const numbered = (count: number, make: (number: number) => Buffer) =>
  Buffer.concat(Array.from({ length: count }, (_, at) => make(at + 1)))

/** What comes again and again, in between the packets of video and audio. */
const TABLES: Record<string, () => Buffer> = {
  'hundreds-of-tracks': () =>
    Buffer.concat([programmes(1, () => TABLE_PID), tracksOf(1, [...media, ...tracksTo(190)])]),
  'many-programmes': () =>
    Buffer.concat([
      programmes(5000, () => TABLE_PID),
      numbered(200, (number) => tracksOf(number, media)),
    ]),
  'many-programmes-of-many-tracks': () =>
    Buffer.concat([
      programmes(100, () => TABLE_PID),
      numbered(100, (number) => tracksOf(number, [...media, ...tracksTo(100)])),
    ]),
  'another-table-in-each-packet': () =>
    Buffer.concat([
      programmes(1, () => TABLE_PID),
      numbered(50, (at) => tracksOf(1, [...media, track(0x0f, 0x200 + at)])),
    ]),
  'tables-that-lie': () =>
    Buffer.concat([
      programmes(1, () => TABLE_PID),
      tracksOf(1, media),
      table(TABLE_PID, 0x02, 1, noClock, 0xfff),
      table(0, 0x00, 1, noClock, 0xfff),
      table(TABLE_PID, 0x02, 1, Buffer.concat(tracksTo(30)), 9),
    ]),
}

let server: Awaited<ReturnType<typeof serveOdd>>
beforeAll(async () => {
  const stream = await makeStream(SECONDS)
  server = await serveOdd(
    Object.fromEntries(
      Object.entries(TABLES).map(([name, make]) => [name, live(amid(stream, make()), SECONDS)]),
    ),
  )
})
afterAll(() => server?.close())

/** The tables at the begin and each half second or so, instead of the stream's own. */
function amid(stream: Buffer, tables: Buffer): Buffer {
  const parts: Buffer[] = []
  const every = Math.ceil(stream.length / PACKET / (SECONDS * 2)) * PACKET
  for (let at = 0; at < stream.length; at += every) {
    parts.push(tables)
    for (let from = at; from < Math.min(at + every, stream.length); from += PACKET) {
      const pid = stream.readUInt16BE(from + 1) & 0x1fff
      if (pid === PICTURE_PID || pid === AUDIO_PID) parts.push(stream.subarray(from, from + PACKET))
    }
  }
  return Buffer.concat(parts)
}

it.each(Object.keys(TABLES))(
  '%s: a probe ends in time, and costs us little',
  NOISY_MACHINE,
  async (name) => {
    const before = {
      cpu: process.cpuUsage(),
      memory: process.memoryUsage.rss(),
      at: performance.now(),
    }
    const url = `${server.url}/${name}`
    const result = await probeSource({ url }, { allowCidrs: ['127.0.0.0/8'] })
    expect(performance.now() - before.at).toBeLessThan(MOST_MS)
    expect(cpuMs(before.cpu)).toBeLessThan(onThisMachine(MOST_CPU_MS))
    expect(process.memoryUsage.rss() - before.memory).toBeLessThan(MOST_MEMORY_BYTES)
    if (!result.ok) return expect(result.reason.code).toEqual(expect.any(String))
    const { video, audioTracks = [], videoTracks = [], programs = [] } = result.facts
    expect(video.codec).toBe('h264')
    for (const list of [audioTracks, videoTracks, programs]) {
      expect(list.length).toBeLessThanOrEqual(MAX_TRACKS)
    }
  },
)
