import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { beginChannel, saveOnAir } from '../stack/channel-form.ts'
import { endOldest } from '../stack/ffmpeg-processes.ts'
import { loggedIn } from '../stack/log-in.ts'
import { startPlayerSite } from '../stack/player.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

const OFFER = 'Offer the audio without the picture, too'

let stack: Stack
let browser: Browser
let site: Awaited<ReturnType<typeof startPlayerSite>>
let source: LiveSource

beforeAll(async () => {
  ;[stack, browser, source] = await Promise.all([
    shareStack(),
    shareBrowser(),
    startHttpTs({ width: 320, height: 180, bitrateKbps: 600 }),
  ])
  site = await startPlayerSite(browser)
})
afterAll(async () => {
  await site?.close()
  await closePages(browser)
  await stack?.stop()
  await source?.close()
})

test('who chooses a picture has one whatever the player, and who is given the audio listens through a killed FFmpeg', async () => {
  const page = await loggedIn(browser, stack.url)
  await beginChannel(page, stack.url, { name: 'Audio alone', source: source.url })
  await page.getByLabel(OFFER).check()
  const id = await saveOnAir(page)
  const { playbackUrl } = await stack.api.waitForChannel(
    id,
    ({ status }) => status === 'running',
    60_000,
  )
  expect(await (await fetch(playbackUrl)).text()).toMatch(
    /#EXT-X-STREAM-INF:BANDWIDTH=\d+,AVERAGE-BANDWIDTH=\d+,CODECS="mp4a\.40\.2",AUDIO="audio",CLOSED-CAPTIONS=NONE\naudio\.m3u8\n/,
  )
  await page.getByText('audio.m3u8').waitFor()
  const [hls, shaka, listener] = await Promise.all([
    site.play(playbackUrl),
    site.playBy('shaka', playbackUrl),
    site.play(playbackUrl.replace('index', 'audio')),
  ])
  for (const player of [hls, shaka, listener]) await player.untilPlayed(3, 60_000)
  // Neither offers the audio among the pictures.
  expect(await hls.heights()).toEqual([180])
  for (const player of [hls, shaka]) expect((await player.state()).width).toBe(320)
  expect((await listener.state()).width).toBe(0)

  endOldest(stack.mediaDir)
  for (const player of [hls, shaka, listener]) {
    const { playedSeconds } = await player.state()
    const end = await player.untilPlayed(playedSeconds + 10, 60_000)
    expect(end.fatalErrors).toEqual([])
    await player.close()
  }

  // Taken back without JavaScript.
  const plain = await loggedIn(browser, stack.url, { javaScriptEnabled: false, locale: 'tr-TR' })
  await plain.goto(`${stack.url}/channels/${id}/edit`)
  await plain.getByLabel('Sesi görüntüsüz olarak da sun').uncheck()
  await plain.locator('button[name=intent][value=save]').last().click()
  await plain.waitForURL(new RegExp(`/channels/${id}$`))
  await waitFor(
    'the playlist of the one picture',
    async () => (await (await fetch(playbackUrl)).text()).includes('#EXTINF'),
    { timeoutMs: 60_000 },
  )
})
