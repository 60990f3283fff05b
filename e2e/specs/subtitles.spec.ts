import type { ChannelView } from '@cashbacktv/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SUBTITLE, startTeletextTs, type TeletextSource } from '../sources/teletext-ts.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { beginChannel, saveOnAir } from '../stack/channel-form.ts'
import { endOldest } from '../stack/ffmpeg-processes.ts'
import { loggedIn } from '../stack/log-in.ts'
import { type Player, startPlayerSite } from '../stack/player.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

const PATIENCE = { timeout: 180_000 }

let stack: Stack
let browser: Browser
let site: Awaited<ReturnType<typeof startPlayerSite>>
let source: TeletextSource
let page: Page

beforeAll(async () => {
  ;[stack, browser, source] = await Promise.all([shareStack(), shareBrowser(), startTeletextTs()])
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
  'subtitles are chosen from what a probe found, and viewers read them, through a killed FFmpeg and a source that loses them',
  PATIENCE,
  async () => {
    await beginChannel(page, stack.url, { name: 'Subtitled', source: source.url })
    await page.getByRole('button', { name: 'Probe source 1' }).click()
    await page.locator('summary').filter({ hasText: 'Subtitles that viewers can choose' }).click()
    const track = page.locator('select[name="subtitles.0.track"]')
    const turkish = track.locator('option', { hasText: 'Turkish · page 888' })
    await track.selectOption((await turkish.getAttribute('value')) ?? '')
    const id = await saveOnAir(page)
    const isRunning = ({ status }: { status: string }) => status === 'running'
    const { playbackUrl } = await stack.api.waitForChannel(id, isRunning, 60_000)

    const player = await site.play(playbackUrl)
    await player.untilPlayed(2)
    expect(await player.subtitles()).toEqual(['Türkçe'])
    expect((await player.shown()).texts).toEqual([])
    await player.read('Türkçe')
    await untilRead(player)
    // Players of DASH read them from the same slots.
    const others = await Promise.all([
      site.playBy('dash.js', playbackUrl.replace('index.m3u8', 'manifest.mpd')),
      site.playBy('shaka', playbackUrl.replace('index.m3u8', 'manifest.mpd')),
    ])
    for (const other of others) {
      await other.untilPlayed(2, 60_000)
      await other.readFirst()
      await untilRead(other)
      expect((await other.state()).fatalErrors).toEqual([])
    }
    endOldest(stack.mediaDir)
    const killed = await player.state()
    await player.untilPlayed(killed.playedSeconds + 14, 60_000)
    await untilRead(player)
    expect((await player.state()).fatalErrors).toEqual([])
    // Behind a seam, in another period.
    for (const other of others) {
      await other.untilPlayed((await other.state()).playedSeconds + 2, 60_000)
      await untilRead(other)
      expect((await other.state()).fatalErrors).toEqual([])
      await other.close()
    }

    // The preview has them in its menu, and shows none unasked.
    const menu = page.getByLabel('Subtitles', { exact: true })
    await menu.selectOption({ label: 'Türkçe' })
    const read = () => page.evaluate(READ) as Promise<string[]>
    await waitFor('text over the preview', async () => (await read()).some(isSubtitle), {
      timeoutMs: 40_000,
      everyMs: 200,
    })

    source.loseTeletext()
    endOldest(stack.mediaDir)
    const lost = await player.state()
    const isSaid = ({ reason }: ChannelView) => reason?.code === 'subtitles-missing'
    await stack.api.waitForChannel(id, isSaid, 60_000)
    const { fatalErrors } = await player.untilPlayed(lost.playedSeconds + 20, 60_000)
    expect(fatalErrors).toEqual([])
    const { texts } = await player.shown()
    expect(texts).toEqual([])
    await player.close()
  },
)

const READ = `[...document.querySelector('video').textTracks]
  .flatMap(({ activeCues }) => [...activeCues ?? []].map(({ text }) => text))`

const isSubtitle = (text: string) => SUBTITLE.test(text)

/** One, and then another, each alone. */
async function untilRead(player: Pick<Player, 'shown'>): Promise<void> {
  const seen = new Set<string>()
  const look = async () => {
    const { texts } = await player.shown()
    expect(texts.length).toBeLessThan(2)
    for (const text of texts.filter(isSubtitle)) seen.add(text)
    return seen.size > 1
  }
  await waitFor('two subtitles in their turn', look, { timeoutMs: 40_000, everyMs: 100 })
}
