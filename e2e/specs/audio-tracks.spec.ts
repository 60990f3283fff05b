import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MadeSource, startMadeTs } from '../sources/made-ts.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { beginChannel, saveOnAir } from '../stack/channel-form.ts'
import { endOldest } from '../stack/ffmpeg-processes.ts'
import { loggedIn } from '../stack/log-in.ts'
import { newestTone } from '../stack/newest-segment.ts'
import { startPlayerSite } from '../stack/player.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

/** Tones by which the tracks are told apart, in hertz. */
const [TURKISH, ENGLISH] = [400, 900]
const made = (...tones: [hertz: number, language: string][]) => [
  ...['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25'],
  ...tones.flatMap(([hertz]) => ['-f', 'lavfi', '-i', `sine=f=${hertz}:r=48000`]),
  ...['-map', '0', ...tones.flatMap((_, at) => ['-map', String(at + 1)])],
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '25'],
  ...['-pix_fmt', 'yuv420p', '-c:a', 'mp2', '-b:a', '64k'],
  ...tones.flatMap(([, language], at) => [`-metadata:s:a:${at}`, `language=${language}`]),
]

/** It sees a channel through five changes, each with what players have in store. */
const PATIENCE = { timeout: 240_000 }

let stack: Stack
let browser: Browser
let site: Awaited<ReturnType<typeof startPlayerSite>>
let source: MadeSource
let page: Page

beforeAll(async () => {
  ;[stack, browser, source] = await Promise.all([
    shareStack(),
    shareBrowser(),
    startMadeTs(made([TURKISH, 'tur'], [ENGLISH, 'eng'])),
  ])
  site = await startPlayerSite(browser)
  page = await loggedIn(browser, stack.url)
})
afterAll(async () => {
  await site?.close()
  await closePages(browser)
  await stack?.stop()
  await source?.close()
})

test(
  'audio is chosen from what a probe found, and viewers hear it through a killed FFmpeg and a source without it',
  PATIENCE,
  async () => {
    await beginChannel(page, stack.url, { name: 'Two languages', source: source.url })
    await page.getByRole('button', { name: 'Probe source 1' }).click()
    await page.locator('summary').filter({ hasText: 'Audio that viewers can choose' }).click()
    await page.getByLabel('Language of the main audio').fill('tur')
    // A choice of what there is, once the probe has answered.
    const track = page.locator('select[name="audio.0.track"]')
    const english = track.locator('option', { hasText: 'English' })
    await track.selectOption((await english.getAttribute('value')) ?? '')
    const id = await saveOnAir(page)
    const { playbackUrl } = await stack.api.waitForChannel(
      id,
      ({ status }) => status === 'running',
      60_000,
    )
    await page.getByLabel('Audio track', { exact: true }).selectOption({ label: 'English' })
    const audio = (name: string) => playbackUrl.replace('index', name)
    await untilHeard(audio('audio'), TURKISH)
    await untilHeard(audio('audio-eng'), ENGLISH)

    const player = await site.play(playbackUrl)
    await player.untilPlayed(3)
    expect(await player.audios()).toEqual(['Türkçe', 'English'])
    for (const language of ['English', 'Türkçe', 'English']) {
      await player.hear(language)
      const { playedSeconds } = await player.state()
      await player.untilPlayed(playedSeconds + 4)
    }
    endOldest(stack.mediaDir)
    const killed = await player.state()
    await player.untilPlayed(killed.playedSeconds + 12, 60_000)
    await untilHeard(audio('audio-eng'), ENGLISH)

    await source.become(made([TURKISH, 'tur']))
    await stack.api.waitForChannel(
      id,
      ({ reason }) => reason?.code === 'further-audio-missing' && reason.params?.tracks === 'eng',
      60_000,
    )
    await untilHeard(audio('audio-eng'), TURKISH)
    await source.become(made([TURKISH, 'tur'], [ENGLISH, 'eng']))
    await untilHeard(audio('audio-eng'), ENGLISH)
    await stack.api.waitForChannel(id, ({ reason }) => reason === null, 60_000)

    const before = (await fetchPlaylist(audio('main'))).segments.at(-1)?.url.split('/').at(-3)
    await stack.api.updateChannel(id, { output: { mode: 'copy' } })
    await waitFor(
      'the copy on air',
      async () => {
        const { segments } = await fetchPlaylist(audio('main'))
        return segments.length > 0 && !segments.at(-1)?.url.includes(String(before))
      },
      { timeoutMs: 60_000 },
    )
    await untilHeard(audio('audio-eng'), ENGLISH)
    const { playedSeconds } = await player.state()
    const { fatalErrors } = await player.untilPlayed(playedSeconds + 10, 60_000)
    expect(fatalErrors).toEqual([])
    await player.close()
  },
)

function untilHeard(playlist: string, hertz: number): Promise<unknown> {
  const isHeard = async () => Math.abs((await newestTone(playlist).catch(() => 0)) - hertz) < 20
  return waitFor(`${hertz} Hz in ${playlist}`, isHeard, { timeoutMs: 60_000, everyMs: 500 })
}
