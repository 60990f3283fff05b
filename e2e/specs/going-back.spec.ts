import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { endOldest } from '../stack/ffmpeg-processes.ts'
import { loggedIn } from '../stack/log-in.ts'
import { startPlayerSite } from '../stack/player.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

/** More of the past than a live playlist has. */
const PAST_SECONDS = 20

let stack: Stack
let browser: Browser

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

test('a person goes back in time on the page of a channel, over a killed FFmpeg, and returns', async () => {
  const { id, playbackUrl } = await stack.api.putOnAir({
    name: 'Kept',
    sources: [{ url: 'testcard://320x180@10' }],
    dvr: { windowSeconds: 600 },
  })
  const since = new Date().toISOString()
  await waitFor('a few segments', async () => (await secondsOf(`${playbackUrl}?window=600`)) > 6)
  endOldest(stack.mediaDir)
  const hasPast = async () => (await secondsOf(`${playbackUrl}?window=600`)) >= PAST_SECONDS
  await waitFor('enough of the past', hasPast, { timeoutMs: 60_000 })
  expect(await secondsOf(playbackUrl)).toBeLessThan(PAST_SECONDS)
  expect(await secondsOf(`${playbackUrl}?start=${since}`)).toBeGreaterThan(8)

  const page = await loggedIn(browser, stack.url)
  await page.goto(`${stack.url}/channels/${id}`)
  await page.getByRole('button', { name: 'Go back in time' }).click()
  const isThere = async () => (await playing(page)).past >= PAST_SECONDS - 4
  await waitFor('the past to be there', isThere, { timeoutMs: 40_000 })
  await page.evaluate(`${VIDEO}.currentTime = ${VIDEO}.seekable.start(0) + 1`)
  await expect.poll(async () => (await playing(page)).played).toBeLessThan(8)
  await expect.poll(() => picturedAt(page, 0.1), { timeout: 20_000 }).toBeGreaterThan(3)
  // Where FFmpeg died is marked, and leads there; on a busy machine a slate was shown meanwhile.
  await page.evaluate(`${VIDEO}.currentTime = ${VIDEO}.seekable.end(0) - 1`)
  await page
    .getByRole('button', { name: /^(Seam|Slate), / })
    .first()
    .click()
  await expect.poll(async () => (await playing(page)).behind).toBeGreaterThan(5)
  await page.evaluate(`${VIDEO}.currentTime = ${VIDEO}.seekable.start(0) + 1`)
  const goesOn = async () => {
    const { behind, played } = await playing(page)
    return behind > 12 && played > 9
  }
  // Further than to where FFmpeg died: players show what came before, and after.
  await waitFor('the past to play on', goesOn, { timeoutMs: 40_000 })
  await page.getByRole('button', { name: 'Back to live' }).click()
  const isLive = async () => {
    const { past, behind } = await playing(page)
    return past < PAST_SECONDS && behind < 14
  }
  await waitFor('live again', isLive, { timeoutMs: 30_000 })
})

test('a player that is given what leads to pictures to seek by plays it, live and of the past', async () => {
  const { playbackUrl } = await stack.api.putOnAir({
    name: 'Sought',
    sources: [{ url: 'testcard://320x180@10' }],
    dvr: { windowSeconds: 600 },
  })
  await waitFor('some of the past', async () => (await secondsOf(`${playbackUrl}?window=600`)) > 6)
  const leading = playbackUrl.replace('index.m3u8', 'multi-variant.m3u8')
  const site = await startPlayerSite(browser)
  for (const address of [leading, `${leading}?window=600`]) {
    expect(await (await fetch(address)).text()).toContain('#EXT-X-I-FRAME-STREAM-INF')
    const player = await site.play(address)
    const { fatalErrors, height } = await player.untilPlayed(3)
    expect([fatalErrors, height]).toEqual([[], 180])
    await player.close()
  }
  await site.close()
})

const VIDEO = "document.querySelector('video')"

/** Seconds: that can be gone back, behind the newest, and since the beginning of what there is. */
async function playing(page: Page): Promise<{ past: number; behind: number; played: number }> {
  return page.evaluate(`(() => {
    const { seekable, currentTime, readyState } = ${VIDEO}
    if (seekable.length === 0 || readyState < 3) return { past: 0, behind: 0, played: 0 }
    const [begin, end] = [seekable.start(0), seekable.end(0)]
    return { past: end - begin, behind: end - currentTime, played: currentTime - begin }
  })()`)
}

/** How many colours the picture above the strip has, while the pointer is so far along it. */
async function picturedAt(page: Page, share: number): Promise<number> {
  const picture = page.locator('[data-past-picture]')
  const strip = await picture.locator('xpath=..').boundingBox()
  if (strip === null) return 0
  await page.mouse.move(strip.x + strip.width * share, strip.y + strip.height / 2)
  return page.evaluate(`(() => {
    const canvas = document.querySelector('[data-past-picture] canvas')
    if (canvas.height === 0) return 0
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    return new Set(new Uint32Array(data.buffer)).size
  })()`)
}

async function secondsOf(url: string): Promise<number> {
  const answer = await fetch(url)
  if (!answer.ok) return 0
  const durations = (await answer.text()).matchAll(/^#EXTINF:([\d.]+)/gm)
  return [...durations].reduce((sum, [, seconds]) => sum + Number(seconds), 0)
}
