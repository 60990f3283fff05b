import type { ChannelView } from '@cashbacktv/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHls } from '../sources/hls.ts'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { logoPicture } from '../sources/logo.ts'
import { startRtmp } from '../sources/rtmp.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { grabFrame } from '../stack/frames.ts'
import { logoProblems } from '../stack/logo-check.ts'
import { startPlayerSite } from '../stack/player.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'

const PLACE = { x: 0.72, y: 0.08, width: 0.2, opacity: 1 }

let stack: Stack
let browser: Browser
let site: Awaited<ReturnType<typeof startPlayerSite>>
let assetId: string
const sources: LiveSource[] = []

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  site = await startPlayerSite(browser)
  assetId = (await stack.api.uploadLogo(await logoPicture())).id
})
afterAll(async () => {
  await site?.close()
  await closePages(browser)
  await stack?.stop()
  await Promise.all(sources.map((source) => source.close()))
})

async function goOnAir(
  source: LiveSource,
  name: string,
  height: number | null,
): Promise<ChannelView> {
  if (!sources.includes(source)) sources.push(source)
  return stack.api.putOnAir({
    name,
    sources: [{ url: source.url }],
    logo: { assetId, ...PLACE },
    output: { renditions: [{ name: 'main', height }] },
  })
}

describe('a source with a logo', () => {
  test('HTTP-TS at 480p and 1080p: the logo is at the same place on both, and both play', async () => {
    const source = await startHttpTs({ width: 1920, height: 1080, bitrateKbps: 3000 })
    const channels = await Promise.all([
      goOnAir(source, 'HTTP-TS at 480p', 480),
      goOnAir(source, 'HTTP-TS at 1080p', 1080),
    ])
    const heights: number[] = []
    for (const { playbackUrl } of channels) {
      const frame = await grabFrame(playbackUrl)
      expect(logoProblems(frame, PLACE)).toEqual([])
      heights.push(frame.height)
      await plays(playbackUrl)
    }
    expect(heights).toEqual([480, 1080])
    await Promise.all(channels.map(({ id }) => stack.api.act(id, 'stop')))
  })

  test.each([
    ['HLS', startHls],
    ['RTMP', startRtmp],
  ] as const)('%s', async (name, start) => {
    const channel = await goOnAir(await start(), `${name} with a logo`, null)
    expect(logoProblems(await grabFrame(channel.playbackUrl), PLACE)).toEqual([])
    await plays(channel.playbackUrl)
    await stack.api.act(channel.id, 'stop')
  })

  test('half transparent, the picture shows through', async () => {
    const source = await startHttpTs()
    sources.push(source)
    const logo = { x: 0.05, y: 0.7, width: 0.25, opacity: 0.5 }
    const { id, playbackUrl } = await stack.api.putOnAir({
      name: 'Half a logo',
      sources: [{ url: source.url }],
      logo: { assetId, ...logo },
    })
    expect(logoProblems(await grabFrame(playbackUrl), logo)).toEqual([])
    await stack.api.act(id, 'stop')
  })
})

test('the playlist is as the specification wants it: 2 s segments, at most 6 of them, open', async () => {
  const source = await startHttpTs()
  const { id, playbackUrl } = await goOnAir(source, 'Window', null)
  await stack.api.waitForChannel(id, () => true)
  const playlist = await fetchPlaylist(playbackUrl)
  expect(playlist.targetSeconds).toBe(2)
  expect(playlist.segments.length).toBeLessThanOrEqual(6)
  expect(playlist.ended).toBe(false)
  const [segment] = playlist.segments
  const bytes = new Uint8Array(await (await fetch(segment?.url ?? '')).arrayBuffer())
  expect(bytes[0]).toBe(0x47)
  await stack.api.act(id, 'stop')
})

/** The browser shows it for four seconds of picture without a fatal error. */
async function plays(url: string) {
  const player = await site.play(url)
  const state = await player.untilPlayed(4, 40_000)
  expect(state.fatalErrors).toEqual([])
  await player.close()
}
