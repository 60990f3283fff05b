import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  CHANNEL,
  FIRST,
  mediaSequence,
  SECOND,
  type Stage,
  segmentsOf,
  setStage,
} from '../test/stage.ts'

const NEWS = '/streams/news/index.m3u8'

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

const past = async (query = 'start=2025-12-31T00:00:00Z') =>
  (await stage.get(`${NEWS}?${query}`)).text()
const archive = () => join(stage.media, '_dvr', CHANNEL)
const air = (runs: Parameters<Stage['air']>[0], keeps = 3600) =>
  stage.air(runs, true, { dvrWindowSeconds: keeps })

/** Puts so many segments of half a second on air, which the pace lets out within seconds. */
async function show(runId: string, count: number): Promise<void> {
  for (let at = 1; at <= count; at++) {
    stage.write(runId, at, 0.5)
    const last = `${runId}/${String(at - 1).padStart(8, '0')}.ts`
    await stage.shown(last)
  }
}

test('what has left the live playlist is played from the past, under the same numbers', async () => {
  // Six segments of half a second are the three target durations that have to stay listed.
  const hls = { segmentSeconds: 1, windowSegments: 6 }
  stage.air([{ runId: FIRST, ended: false }], true, { dvrWindowSeconds: 3600, hls })
  await show(FIRST, 9)
  await expect.poll(async () => segmentsOf(await past()).length, { timeout: 5000 }).toBe(9)
  const [live, whole] = [await stage.playlist(), await past()]
  expect(segmentsOf(live)).toHaveLength(6)
  expect(mediaSequence(whole)).toBe(mediaSequence(live) - 3)
  for (const uri of segmentsOf(whole)) {
    const { status, headers } = await stage.get(`/streams/news/${uri}`)
    expect([status, headers.get('content-type')]).toEqual([200, 'video/mp2t'])
  }
  expect(whole).not.toContain('ENDLIST')
})

test('a range with an end is a playlist that is over, and one of which nothing is kept is said to be', async () => {
  air([{ runId: FIRST, ended: false }])
  await show(FIRST, 6)
  await expect.poll(async () => segmentsOf(await past()).length, { timeout: 5000 }).toBe(6)
  // The stage dates its segments from the first of January on.
  const text = await past('start=2026-01-01T00:00:01Z&end=2026-01-01T00:00:02Z')
  expect(segmentsOf(text)).toHaveLength(2)
  expect(text).toContain('#EXT-X-PLAYLIST-TYPE:VOD')
  expect(text.trimEnd().endsWith('#EXT-X-ENDLIST')).toBe(true)
  const none = await stage.get(`${NEWS}?start=2025-01-01T00:00:00Z&end=2025-01-01T01:00:00Z`)
  expect([none.status, await none.text()]).toEqual([404, 'Nothing is kept of that time.\n'])
})

test.each(['window=-1', 'window=x', 'start=x', 'end=2026-01-01T00:00:00Z', 'window=60&start=1'])(
  'a range that makes no sense is refused with what to ask for: %s',
  async (query) => {
    air([{ runId: FIRST, ended: false }])
    await show(FIRST, 1)
    const answer = await stage.get(`${NEWS}?${query}`)
    expect([answer.status, await answer.text()]).toEqual([
      400,
      'Ask for window=<seconds>, or for start=<instant> and end=<instant>.\n',
    ])
  },
)

test('a channel that keeps nothing says so', async () => {
  air([{ runId: FIRST, ended: false }], 0)
  await show(FIRST, 2)
  const answer = await stage.get(`${NEWS}?window=60`)
  expect([answer.status, await answer.text()]).toEqual([404, 'Nothing is kept of this channel.\n'])
  expect(existsSync(archive())).toBe(false)
})

test('what is kept outlives the origin, torn lines and lost files, and goes on after it', async () => {
  air([{ runId: FIRST, ended: false }])
  await show(FIRST, 4)
  await expect.poll(async () => segmentsOf(await past()).length, { timeout: 5000 }).toBe(4)
  stage.restart()
  const [hour = ''] = readdirSync(archive())
  // As a loss of power leaves it.
  appendFileSync(join(archive(), hour, 'index.jsonl'), '\n{"number":1,"path":"2026')
  air([
    { runId: FIRST, ended: true },
    { runId: SECOND, ended: false },
  ])
  await show(SECOND, 3)
  await expect.poll(async () => segmentsOf(await past()).length, { timeout: 8000 }).toBe(7)
  expect((await past()).match(/#EXT-X-DISCONTINUITY\n/g)).toHaveLength(1)
})

test('a long playlist is sent in part to a player that has the rest', async () => {
  air([{ runId: FIRST, ended: false }])
  await show(FIRST, 40)
  await expect.poll(async () => segmentsOf(await past()).length, { timeout: 5000 }).toBe(40)
  const whole = await past()
  expect(whole).toContain('#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=12.0')
  const part = await past('start=2025-12-31T00:00:00Z&_HLS_skip=YES')
  const skipped = Number(/SKIPPED-SEGMENTS=(\d+)/.exec(part)?.[1])
  expect(skipped + segmentsOf(part).length).toBe(40)
  expect(segmentsOf(whole).slice(skipped)).toEqual(segmentsOf(part))
  // 24 segments of half a second are the 12 s that may not be left out.
  expect(segmentsOf(part).length).toBeGreaterThanOrEqual(24)
})

test('of a channel that is taken away nothing is left', async () => {
  air([{ runId: FIRST, ended: false }])
  await show(FIRST, 2)
  await expect.poll(async () => segmentsOf(await past()).length, { timeout: 5000 }).toBe(2)
  rmSync(join(stage.media, CHANNEL, 'air.json'))
  await expect.poll(() => readdirSync(archive()), { timeout: 8000 }).toEqual([])
})

test('more hours than can be listed at a time are refused, whatever else is asked of the origin', async () => {
  air([{ runId: FIRST, ended: false }])
  await show(FIRST, 2)
  await expect.poll(async () => segmentsOf(await past()).length, { timeout: 5000 }).toBe(2)
  for (let hour = 1; hour <= 7; hour++) mkdirSync(join(archive(), `202601010${hour}`))
  const answer = await stage.get(`${NEWS}?start=2025-12-31T00:00:00Z`)
  expect([answer.status, await answer.text()]).toEqual([
    400,
    'Ask for six hours at most at a time.\n',
  ])
  expect(
    segmentsOf(await past('start=2026-01-01T00:00:00Z&end=2026-01-01T06:00:00Z')),
  ).toHaveLength(2)
})

test('a range that ends while it is played gets its end, also for who has all of it', async () => {
  air([{ runId: FIRST, ended: false }])
  await show(FIRST, 2)
  await expect.poll(async () => segmentsOf(await past()).length, { timeout: 5000 }).toBe(2)
  const end = new Date(Date.now() + 1500).toISOString()
  const address = `${NEWS}?start=2026-01-01T00:00:00Z&end=${end}`
  const open = await stage.get(address)
  expect(await open.text()).not.toContain('ENDLIST')
  const headers = { 'if-none-match': open.headers.get('etag') ?? '' }
  const again = async () => (await stage.get(address, { headers })).text()
  await expect.poll(again, { timeout: 6000 }).toContain('#EXT-X-ENDLIST')
})
