import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { loggedIn } from '../stack/log-in.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

const run = promisify(execFile)
let stack: Stack
let browser: Browser
let id = ''
let url = ''
const listener = createSocket('udp4')
let heard = 0

beforeAll(async () => {
  listener.on('message', (packet) => {
    heard += packet.length
  })
  await new Promise<void>((resolve) => listener.bind(0, '127.0.0.1', resolve))
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  const destination = `udp://127.0.0.1:${listener.address().port}`
  const body = {
    name: 'For subscribers',
    sources: [{ url: 'testcard://320x180@10' }],
    playback: { signed: true, encrypted: true },
    restreams: [{ name: 'Headend', url: destination, isOn: true }],
  }
  const made = await stack.api.send('POST', '/channels', body)
  id = (made.body as { id: string }).id
  await stack.api.act(id, 'start')
  await stack.api.waitForChannel(id, ({ showing }) => showing === 'live', 40_000)
  const signed = await stack.api.send('POST', `/channels/${id}/playback/addresses`, {})
  url = (signed.body as { url: string }).url
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
  listener.close()
})

test('a player with a signed address gets the keys and decodes the picture; without it there is no key', async () => {
  const playlist = await (await fetch(url)).text()
  const [, uri = ''] = /#EXT-X-KEY:METHOD=AES-128,URI="([^"]+)"/.exec(playlist) ?? []
  const key = new URL(uri, url)
  expect((await fetch(key)).status).toBe(200)
  key.search = ''
  expect((await fetch(key)).status).toBe(403)
  const { stderr } = await run('ffmpeg', [
    ...['-hide_banner', '-xerror', '-t', '4', '-i', url, '-map', '0', '-f', 'null', '-'],
  ])
  expect(stderr).toMatch(/Opening 'crypto\+http/)
  expect(stderr).toMatch(/Video: h264/)
})

test('the page of the channel plays it, and a destination is sent it as a viewer would see it', async () => {
  const page = await loggedIn(browser, stack.url)
  const keys: string[] = []
  page.on('response', (response) => {
    if (response.url().includes('/keys/') && response.ok()) keys.push(response.url())
  })
  await page.goto(`${stack.url}/channels/${id}`)
  const played = () => page.evaluate("document.querySelector('video')?.currentTime ?? 0")
  await waitFor('the page to play', async () => Number(await played()) > 1, { timeoutMs: 40_000 })
  expect(keys.length).toBeGreaterThan(0)
  await waitFor('the destination to be sent it', async () => heard > 100_000, { timeoutMs: 40_000 })
  const { restreamStates } = await stack.api.channel(id)
  expect(restreamStates).toMatchObject([{ state: 'sending', attempt: 0 }])
})
