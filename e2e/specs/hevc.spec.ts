import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { beginChannel, saveOnAir } from '../stack/channel-form.ts'
import { loggedIn } from '../stack/log-in.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

const PATIENCE = { timeout: 180_000 }

let stack: Stack
let browser: Browser
let page: Page

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  page = await loggedIn(browser, stack.url)
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

test(
  'a channel is made as HEVC with a form that says who plays it, and goes on as H.264 after a change',
  PATIENCE,
  async () => {
    await beginChannel(page, stack.url, { name: 'Dear lines', source: 'testcard://320x180@10' })
    const codec = page.getByLabel('Video codec')
    await expect.poll(() => codec.inputValue()).toBe('h264')
    await codec.selectOption('hevc')
    await page.getByText('HEVC plays on Apple devices and most TVs').waitFor()
    const id = await saveOnAir(page)
    const { playbackUrl } = await stack.api.waitForChannel(
      id,
      ({ status, encoder, output }) =>
        status === 'running' && encoder === 'libx265' && output.codec === 'hevc',
      60_000,
    )
    const multivariant = playbackUrl.replace('index', 'multi-variant')
    const textOf = async (url: string) => (await fetch(url)).text()
    const isSaid = async (codec: string) =>
      (await textOf(multivariant)).includes(`CODECS="${codec}.`)
    await waitFor('HEVC in the playlist', () => isSaid('hvc1'), { timeoutMs: 30_000 })
    await page.goto(`${stack.url}/channels/${id}/edit`)
    await page.getByLabel('Video codec').selectOption('h264')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await stack.api.waitForChannel(id, ({ encoder }) => encoder === 'libx264', 60_000)
    await waitFor('H.264 in the playlist', () => isSaid('avc1'), { timeoutMs: 30_000 })
    expect(await textOf(playbackUrl)).toContain('#EXT-X-DISCONTINUITY')
  },
)
