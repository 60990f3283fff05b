import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlayerReports } from '@cashbacktv/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { loggedIn } from '../stack/log-in.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

let stack: Stack
let browser: Browser

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

function reports(channelId: string): PlayerReports {
  const text = readFileSync(join(stack.mediaDir, 'origin-status.json'), 'utf8')
  return JSON.parse(text).channels[channelId].players
}

/** Seconds that the picture has stood still so far, as the page itself sees it. */
const WATCH = `
  const video = document.querySelector('video')
  let at = video.currentTime, since = performance.now()
  window.stalled = 0
  setInterval(() => {
    const now = performance.now()
    if (video.currentTime === at) window.stalled += (now - since) / 1000
    at = video.currentTime
    since = now
  }, 50)`

/** Holds segments up before they are asked for of the host, or before their answers come to the page. */
async function gateOf(page: Page) {
  let gate: { isAnswered: boolean; opened: Promise<void> } | null = null
  await page.route('**/streams/_/**', async (route) => {
    const held = gate
    const response = held?.isAnswered ? await route.fetch() : null
    await held?.opened
    await (response ? route.fulfill({ response }) : route.continue())
  })
  return (isAnswered: boolean) => {
    let open = () => {}
    gate = { isAnswered, opened: new Promise<void>((resolve) => (open = resolve)) }
    return () => {
      gate = null
      open()
    }
  }
}

test('the player of the web app says that it plays, and for how long it stood still', async () => {
  const { id } = await stack.api.putOnAir({
    name: 'Watched',
    sources: [{ url: 'testcard://320x180@10' }],
  })
  const page = await loggedIn(browser, stack.url)
  await page.goto(`${stack.url}/channels/${id}`)
  const playing = await waitFor('the session to play', () => {
    const said = reports(id)
    return said.playedSeconds > 6 && said
  })
  expect(playing).toMatchObject({ sessions: 1, begun: 1, startups: 1, rebuffered: 0, stalls: 0 })
  expect(playing.startupSeconds).toBeGreaterThan(0)
  expect(playing.startupSeconds).toBeLessThan(15)
  expect(playing.throughputKbps?.p50).toBeGreaterThan(0)

  await page.evaluate(WATCH)
  const close = await gateOf(page)
  const stalled = () => page.evaluate('window.stalled') as Promise<number>
  // Once nothing gets through to the host, and once nothing comes back.
  for (const [index, isAnswered] of [false, true].entries()) {
    const release = close(isAnswered)
    const before = await stalled()
    await waitFor('the picture to have stood still', async () => (await stalled()) > before + 4, {
      timeoutMs: 60_000,
    })
    release()
    const { playedSeconds } = reports(id)
    const isTold = () => {
      const said = reports(id)
      return said.stalls > index && said.playedSeconds > playedSeconds + 8 && said
    }
    const after = await waitFor('the stall to be told', isTold, { timeoutMs: 60_000 })
    expect(after).toMatchObject({ begun: 1, rebuffered: 1, stalls: index + 1 })
    // To a segment, of which nobody says whether it came before the player went on with another.
    expect(Math.abs(after.stalledSeconds - (await stalled()))).toBeLessThan(2.5)
  }
  const headers = { authorization: `Bearer ${stack.api.token}` }
  await waitFor('Prometheus to be told', async () => {
    const text = await (await fetch(`${stack.url}/metrics`, { headers })).text()
    return /^channel_player_stalls_total\{.*\} 2$/m.test(text)
  })
})
