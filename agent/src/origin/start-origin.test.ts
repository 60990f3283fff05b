import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  CHANNEL,
  FIRST,
  mediaSequence,
  runFolder,
  SECOND,
  type Stage,
  segmentsOf,
  setStage,
} from './test/stage.ts'

let stage: Stage

beforeEach(async () => {
  stage = await setStage()
})

afterEach(() => stage.close())

const live = (runId: string) => ({ runId, ended: false })
const ended = (runId: string) => ({ runId, ended: true })

test('an origin that was killed goes on with the next segment: none repeated, none lost', async () => {
  stage.write(FIRST, 3)
  stage.air([live(FIRST)])
  const before = await stage.listed(3)
  stage.write(FIRST, 4)
  stage.restart()
  const after = await stage.listed(4)
  expect(mediaSequence(after)).toBe(mediaSequence(before))
  expect(after).toContain(before.slice(before.indexOf('#EXT-X-PROGRAM')))
  expect(after).not.toContain('#EXT-X-DISCONTINUITY\n')
})

test('a new run takes over with its first segment, behind one discontinuity', async () => {
  stage.write(FIRST, 2)
  stage.air([live(FIRST)])
  await stage.listed(2)
  stage.air([live(FIRST), live(SECOND)])
  stage.write(SECOND, 1)
  const text = await stage.listed(3)
  expect(text.split('#EXT-X-DISCONTINUITY\n')).toHaveLength(2)
  expect(text.slice(text.indexOf('#EXT-X-DISCONTINUITY\n'))).toContain(`${SECOND}/00000000.ts`)
})

test('what an ended run completed is published before the next run', async () => {
  stage.write(FIRST, 2)
  stage.write(SECOND, 1)
  stage.air([ended(FIRST), live(SECOND)])
  const files = segmentsOf(await stage.listed(3)).map((path) => path.split('/').slice(-2).join('/'))
  expect(files).toEqual([`${FIRST}/00000000.ts`, `${FIRST}/00000001.ts`, `${SECOND}/00000000.ts`])
})

test('off air answers 404 in words; on again goes on with higher numbers', async () => {
  stage.write(FIRST, 2)
  stage.air([live(FIRST)])
  const before = mediaSequence(await stage.listed(2))
  stage.air([], false)
  await stage.shown('This channel is off air.')
  expect((await stage.get('/streams/news/index.m3u8')).status).toBe(404)
  stage.write(SECOND, 1)
  stage.air([live(SECOND)])
  const text = await stage.listed(1)
  expect(mediaSequence(text)).toBe(before + 2)
  expect(text).toContain('#EXT-X-DISCONTINUITY\n')
})

test('the target duration is promised for a source with distant keyframes, and anew after a time off air', async () => {
  const promised = (text: string) => /TARGETDURATION:(\d+)/.exec(text)?.[1]
  const seconds = [2.4, 2, 3.4, 4.2]
  stage.air([live(FIRST)])
  stage.write(FIRST, 1, seconds)
  expect(promised(await stage.listed(1))).toBe('3')
  stage.write(FIRST, 3, seconds)
  expect(promised(await stage.listed(3))).toBe('3')
  expect(stage.warnings).toEqual([])
  stage.write(FIRST, 4, seconds)
  expect(promised(await stage.listed(4))).toBe('4')
  expect(stage.warnings).toEqual(['A segment is longer than the target duration: raised'])
  stage.air([], false)
  await stage.shown('This channel is off air.')
  stage.write(SECOND, 1)
  stage.air([live(SECOND)])
  expect(promised(await stage.listed(1))).toBe('2')
})

test('a segment stays fetchable for its and the playlist’s duration, then it is deleted', {
  retry: 3,
}, async () => {
  const seconds = 0.25
  stage.air([live(FIRST)], true, { hls: { segmentSeconds: 1, windowSegments: 3 } })
  // Twelve are the three target durations that have to stay listed.
  for (let count = 1; count <= 13; count++) {
    stage.write(FIRST, count, seconds)
    await stage.shown(`${String(count - 1).padStart(8, '0')}.ts`)
  }
  const leftAt = performance.now()
  const first = join(runFolder(stage.media, FIRST), '00000000.ts')
  await vi.waitFor(() => expect(existsSync(first)).toBe(false), { timeout: 15_000, interval: 10 })
  // The playlist of twelve and the segment itself; what the wait above saw late does not count.
  expect(performance.now() - leftAt).toBeGreaterThan(13 * seconds * 1000 - 100)
})

test('off air, segments go after the same time and the next run is not disturbed', async () => {
  const seconds = 0.2
  stage.write(FIRST, 2, seconds)
  stage.air([live(FIRST)], true, { hls: { segmentSeconds: 1, windowSegments: 3 } })
  await stage.listed(2)
  stage.air([], false)
  stage.write(SECOND, 1)
  const first = join(runFolder(stage.media, FIRST), '00000001.ts')
  await vi.waitFor(() => expect(existsSync(first)).toBe(false), { timeout: 15_000, interval: 50 })
  expect(existsSync(join(runFolder(stage.media, SECOND), '00000000.ts'))).toBe(true)
})

test('a channel that is deleted leaves nothing behind, and its stream is gone', async () => {
  stage.write(FIRST, 1)
  stage.air([live(FIRST)])
  await stage.listed(1)
  rmSync(join(stage.media, CHANNEL, 'air.json'))
  await vi.waitFor(() => expect(existsSync(join(stage.media, CHANNEL))).toBe(false), 15_000)
  expect((await stage.get('/streams/news/index.m3u8')).status).toBe(404)
})

test('a full disk, which empties what FFmpeg writes, changes nothing of what is published', async () => {
  stage.write(FIRST, 2)
  stage.air([live(FIRST)])
  await stage.listed(2)
  const playlist = join(runFolder(stage.media, FIRST), 'index.m3u8')
  writeFileSync(playlist, '')
  stage.air([live(FIRST)], true, { name: 'News 2' })
  await stage.observed((air) => air.segments === 2)
  stage.write(FIRST, 3)
  expect(await stage.listed(3)).not.toContain('#EXT-X-DISCONTINUITY\n')
})

test('a window.json that cannot be written is said once and stops nothing', async () => {
  stage.write(FIRST, 1)
  stage.air([live(FIRST)])
  await stage.listed(1)
  rmSync(join(stage.media, CHANNEL, 'window.json'))
  mkdirSync(join(stage.media, CHANNEL, 'window.json', 'in the way'), { recursive: true })
  for (const count of [2, 3]) {
    stage.write(FIRST, count)
    await stage.listed(count)
  }
  expect(stage.warnings.filter((text) => text === 'window.json cannot be written')).toHaveLength(1)
})

test('a damaged air.json is waited out: the channel goes on as it was told last', async () => {
  stage.write(FIRST, 1)
  stage.air([live(FIRST)])
  await stage.listed(1)
  writeFileSync(join(stage.media, CHANNEL, 'air.json'), '{"channelId"')
  stage.write(FIRST, 2)
  await stage.listed(2)
})
