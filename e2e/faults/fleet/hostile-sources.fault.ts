import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testClip } from '../../sources/clip.ts'
import { type Bait, layBait, startHostileSources } from '../../sources/hostile.ts'
import { startHttpTs } from '../../sources/http-ts.ts'
import { runChild } from '../../stack/child.ts'
import { isOfFfmpeg, readMediaCalls, traced } from '../../stack/system-calls.ts'
import { type TempFolder, tempFolder } from '../../stack/temp-folder.ts'
import { startBesideGood, startTracedFleet } from './beside-good.ts'
import type { Fleet } from './start-fleet.ts'

/**
 * Of real time, of the good channel meanwhile: all its neighbours start at once on two cores, each with its system calls
 * written down, which costs it a segment; one that took it along would cost it minutes.
 */
const LEAST_PACE = 0.9

const OF_SIZE = ['8k.ts', 'largest.ts']

/** What is told of those of which it can be known before anything of them is played. */
const PLAIN_REASONS = {
  '8k.ts': 'picture-too-large',
  'largest.ts': 'picture-too-large',
  'variants.m3u8': 'playlist-too-large',
  'nested-variants.m3u8': 'playlist-nested',
  'to-inside': 'blocked-destination',
  'to-metadata': 'blocked-destination',
  'only-files.m3u8': 'address-refused',
  'inner-variant.m3u8': 'address-refused',
  'manifest.mpd': 'unsupported-manifest',
}

/** Libraries, which are nobody's own memory. */
const SHARED = 128 * 2 ** 20
/** Of a run up to 1080p with one rendition, and nothing here is played that is larger. */
const MOST_MEMORY = 1.5 * 2 ** 30 + SHARED

let folder: TempFolder
let bait: Bait
let fleet: Fleet
let hostile: Awaited<ReturnType<typeof startHostileSources>>
let good: Awaited<ReturnType<typeof startHttpTs>>
beforeAll(async () => {
  folder = tempFolder('hostile')
  const clip = await testClip({ width: 160, height: 90, framesPerSecond: 10, bitrateKbps: 100 })
  bait = await layBait(join(folder.path, 'bait'), clip)
  hostile = await startHostileSources(bait, clip)
  good = await startHttpTs({ width: 320, height: 180 })
  fleet = await startTracedFleet(join(folder.path, 'trace'))
})
afterAll(async () => {
  await fleet?.stop()
  await Promise.all([hostile?.close(), good?.close()])
  folder?.remove()
})

test('an FFmpeg that is not held in opens what a source leads to, and the trace shows it', async () => {
  const file = join(folder.path, 'free')
  const list = hostile.sources.find(({ name }) => name === 'list.ffconcat')?.url ?? ''
  const [program = '', ...words] = traced(file)
  const free = ['-protocol_whitelist', 'file,http,tcp', '-f', 'concat', '-safe', '0', '-i', list]
  const args = ['ffmpeg', '-v', 'error', '-nostdin', ...free, '-t', '1', '-f', 'null', '-']
  await runChild(program, [...words, ...args])
  expect(readMediaCalls(file).opened).toContain(bait.stream)
})

test('no hostile source opens a file or a port, starts a program or reaches what is inside', async () => {
  const sources = hostile.sources.map((source) => ({
    ...source,
    mode: OF_SIZE.includes(source.name) ? ('transcode' as const) : ('copy' as const),
  }))
  const { told, peaks, violations, pace } = await startBesideGood(fleet, good.url, sources)
  expect(violations).toEqual([])
  expect(pace).toBeGreaterThan(LEAST_PACE)
  expect(Object.fromEntries(told)).toMatchObject(PLAIN_REASONS)
  expect(peaks.length).toBeGreaterThan(sources.length)
  expect(peaks.filter(({ peakBytes, boundBytes }) => peakBytes > boundBytes + SHARED)).toEqual([])
  expect(Math.max(...peaks.map(({ peakBytes }) => peakBytes))).toBeLessThan(MOST_MEMORY)
  const calls = readMediaCalls(join(folder.path, 'trace'))
  expect(calls.programs.size).toBeGreaterThan(1)
  expect([...calls.opened].filter((path) => !isOfFfmpeg(path, fleet.mediaDir))).toEqual([])
  expect(hostile.reached).toEqual([])
  expect([...calls.connected].filter((address) => !isOfSources(address))).toEqual([])
  // Each FFmpeg reads on an address of its own which local port it is told on.
  expect([...calls.bound].filter((address) => !/^127\.64\.\d+\.\d+:0$/.test(address))).toEqual([])
  expect({ listened: calls.listened, started: [...calls.started] }).toEqual({
    listened: 0,
    started: [],
  })
})

function isOfSources(address: string): boolean {
  const ports = [...hostile.sources, good].map(({ url }) => new URL(url).port)
  return ports.some((port) => address === `127.0.0.1:${port}`)
}
