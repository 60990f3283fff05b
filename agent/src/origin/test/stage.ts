import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AirObservation, AudioOnAir, CueMode, PlaybackGuard } from '@cashbacktv/contract'
import { expect, vi } from 'vitest'
import { writeJson } from '../../files/json-file.ts'
import { type Origin, startOrigin } from '../start-origin.ts'

export const CHANNEL = '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001'
export const FIRST = 'maaaaaa1-0123456789abcdef'
export const SECOND = 'maaaaaa2-0123456789abcdef'

type Run = { runId: string; ended: boolean }
type AirChange = {
  slate?: object
  hls?: object
  reserveSegments?: number
  dvrWindowSeconds?: number
  cues?: CueMode
  name?: string
  playback?: PlaybackGuard | null
  audio?: AudioOnAir
}

/** A media folder with an origin on it and a real server before it, on a free port. */
export type Stage = {
  media: string
  base: string
  warnings: string[]
  /** Ends the origin as a kill would: nothing is written any more. Starts another on the folder. */
  restart(): void
  close(): Promise<void>
  /** What the supervisor would write. */
  air(runs: Run[], onAir?: boolean, change?: AirChange): void
  /** What an FFmpeg leaves after `count` complete segments. */
  write(runId: string, count: number, seconds?: number | readonly number[]): void
  playlist(): Promise<string>
  /** Waits until so many segments are listed. */
  listed(count: number): Promise<string>
  /** Waits until the playlist holds such a text. */
  shown(text: string, timeout?: number): Promise<string>
  /** Waits until the origin says so of the channel in its status file. */
  observed(check: (air: AirObservation) => boolean): Promise<AirObservation>
  get(path: string, init?: RequestInit): Promise<Response>
  /** What the supervisor would say is recorded; `channels` are those that there are. */
  record(recordings: readonly object[], channels?: readonly string[]): void
}

/** It dates its segments long ago: no clock is asked about them, but for one that a test brings. */
export async function setStage(wall = () => Number.NaN): Promise<Stage> {
  const media = mkdtempSync(join(tmpdir(), 'origin-'))
  const warnings: string[] = []
  const log = { info: () => undefined, warn: (_: object, text: string) => void warnings.push(text) }
  const dvrDir = join(media, '_dvr')
  /** Of those that were ended before. */
  const closed: Promise<void>[] = []
  let origin: Origin = startOrigin({ mediaDir: media, dvrDir, wall, log })
  const server = createServer((req, res) => {
    if (!origin.handle(req, res)) res.writeHead(404).end('elsewhere')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const get = (path: string, init?: RequestInit) => fetch(base + path, init)
  const playlist = async () => (await get('/streams/news/index.m3u8')).text()
  const until = async (check: (text: string) => void, timeout = 8000) => {
    let text = ''
    const look = async () => {
      text = await playlist()
      check(text)
    }
    await vi.waitFor(look, { timeout, interval: 20 })
    return text
  }
  return {
    media,
    base,
    warnings,
    playlist,
    get,
    record: (recordings, channels = [CHANNEL]) =>
      writeJson(join(media, 'recordings.json'), { channels, recordings }),
    restart() {
      closed.push(origin.close())
      origin = startOrigin({ mediaDir: media, dvrDir, wall, log })
    },
    async close() {
      closed.push(origin.close())
      server.close()
      server.closeAllConnections()
      await Promise.all(closed)
      rmSync(media, { recursive: true, force: true, maxRetries: 5 })
    },
    air: (runs, onAir = true, change = {}) => writeAir(media, runs, onAir, change),
    write: (runId, count, seconds = 2) => writeRun(media, runId, count, seconds),
    listed: (count) => until((text) => expect(segmentsOf(text)).toHaveLength(count)),
    async observed(check) {
      let air: AirObservation | undefined
      const look = () => {
        air = JSON.parse(readFileSync(join(media, 'origin-status.json'), 'utf8')).channels[CHANNEL]
        expect(air !== undefined && check(air)).toBe(true)
      }
      await vi.waitFor(look, { timeout: 15_000, interval: 50 })
      if (air === undefined) throw new Error('The channel is not observed')
      return air
    },
    shown: (part, timeout) => until((text) => expect(text).toContain(part), timeout),
  }
}

/** Addresses in a playlist, relative to it. */
export function segmentsOf(text: string): string[] {
  if (!text.startsWith('#EXTM3U')) return []
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}

export function mediaSequence(text: string): number {
  return Number(/MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1])
}

export function runFolder(media: string, runId: string): string {
  return join(media, CHANNEL, 'runs', runId)
}

/** `fetch` would tidy odd addresses up before they are sent. */
export function rawStatus(base: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(base)
    request({ host: '127.0.0.1', port, path }, (res) => {
      res.resume()
      resolve(res.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

export function writeAir(media: string, runs: Run[], onAir: boolean, change: AirChange): void {
  mkdirSync(join(media, CHANNEL), { recursive: true })
  writeJson(join(media, CHANNEL, 'air.json'), {
    channelId: CHANNEL,
    slug: 'news',
    name: 'News',
    onAir,
    runs,
    hls: { segmentSeconds: 2, windowSegments: 6 },
    reserveSegments: 0,
    dvrWindowSeconds: 0,
    slate: { enabled: false, picture: null, language: 'en' },
    ...change,
  })
}

export function writeRun(
  media: string,
  runId: string,
  count: number,
  duration: number | readonly number[],
): void {
  const folder = runFolder(media, runId)
  mkdirSync(folder, { recursive: true })
  let text = '#EXTM3U\n#EXT-X-TARGETDURATION:2\n'
  for (let at = 0; at < count; at++) {
    const file = `${String(at).padStart(8, '0')}.ts`
    if (at >= count - 3) writeFileSync(join(folder, file), 'x'.repeat(1000))
    const seconds = typeof duration === 'number' ? duration : (duration[at] ?? 2)
    const startsAt = Date.UTC(2026, 0, 1) + at * seconds * 1000
    const date = new Date(startsAt).toISOString().replace('Z', '+0000')
    text += `#EXTINF:${seconds.toFixed(6)},\n#EXT-X-PROGRAM-DATE-TIME:${date}\n${file}\n`
  }
  writeFileSync(join(folder, 'index.m3u8.tmp'), text)
  renameSync(join(folder, 'index.m3u8.tmp'), join(folder, 'index.m3u8'))
}
