import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { logoPicture } from '../sources/logo.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { endOldest } from '../stack/ffmpeg-processes.ts'
import { grabFrame } from '../stack/frames.ts'
import { logoProblems } from '../stack/logo-check.ts'
import { startPlayerSite } from '../stack/player.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

const PLACE = { x: 0.72, y: 0.08, width: 0.2, opacity: 1 }
const LADDER = [
  { name: 'main', height: 360 },
  { name: '270p', height: 270 },
  { name: '240p', height: 240 },
]
const SWITCHES = 6
/**
 * hls.js says so of a segment that it appends once more after a switch, where most of it was there.
 * How long the picture stood still is measured in seconds.
 */
const HARMLESS = /^networkError|bufferAppendNoProgress|bufferStalledError/

let stack: Stack
let browser: Browser
let site: Awaited<ReturnType<typeof startPlayerSite>>
let source: LiveSource

beforeAll(async () => {
  ;[stack, browser, source] = await Promise.all([
    shareStack(),
    shareBrowser(),
    startHttpTs({ width: 640, height: 360, bitrateKbps: 1200 }),
  ])
  site = await startPlayerSite(browser)
})
afterAll(async () => {
  await site?.close()
  await closePages(browser)
  await stack?.stop()
  await source?.close()
})

test('a player takes every rendition of a ladder, through a killed FFmpeg and a longer ladder', async () => {
  const { id: assetId } = await stack.api.uploadLogo(await logoPicture())
  const { id, playbackUrl } = await stack.api.putOnAir({
    name: 'Ladder',
    sources: [{ url: source.url }],
    logo: { assetId, ...PLACE },
    output: { renditions: LADDER },
  })
  const player = await site.play(playbackUrl)
  await player.untilPlayed(3)
  const heights = await player.heights()
  expect(heights.toSorted((a, b) => a - b)).toEqual([240, 270, 360])

  for (let turn = 0; turn < SWITCHES; turn++) {
    const level = turn % heights.length
    await player.choose(level)
    await waitFor(
      `a picture of ${heights[level]} lines`,
      async () => (await player.state()).height === heights[level],
      { timeoutMs: 20_000 },
    )
  }
  const { stalledSeconds, errors } = await player.state()
  expect(stalledSeconds).toBeLessThan(1)
  expect(errors.filter((error) => !HARMLESS.test(error))).toEqual([])

  // Every rendition has the logo, at its place.
  for (const { name } of LADDER) {
    const frame = await grabFrame(playbackUrl.replace('index', name))
    expect(logoProblems(frame, PLACE), name).toEqual([])
  }

  endOldest(stack.mediaDir)
  const before = await player.state()
  await player.untilPlayed(before.playedSeconds + 12, 60_000)

  const longer = [...LADDER.slice(0, 2), { name: '180p', height: 180 }, ...LADDER.slice(2)]
  await stack.api.updateChannel(id, { output: { renditions: longer } })
  await waitFor(
    'the longer ladder',
    async () => (await (await fetch(playbackUrl)).text()).includes('180p.m3u8'),
    { timeoutMs: 40_000 },
  )
  const { playedSeconds } = await player.state()
  const end = await player.untilPlayed(playedSeconds + 10, 60_000)
  expect(end.fatalErrors).toEqual([])
  await player.close()
})
