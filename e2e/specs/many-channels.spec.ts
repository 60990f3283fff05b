import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../stack/browser.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'

/** More than two groups of cards: those off the screen are not laid out. */
const CHANNELS = 130

let stack: Stack
let browser: Browser
let page: Page

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), launchBrowser()])
  for (let number = 0; number < CHANNELS; number += 1) {
    await stack.api.createChannel({ name: 'Kanal', sources: [{ url: 'testcard://320x180@10' }] })
  }
  page = await browser.newPage({ locale: 'tr-TR', viewport: { width: 1280, height: 900 } })
  await page.goto(`${stack.url}/login`)
  await page.getByLabel('E-posta adresi').fill(stack.adminEmail)
  await page.getByLabel('Parola').fill(stack.adminPassword)
  await page.getByRole('button', { name: 'Giriş yap' }).click()
  await page.getByRole('heading', { name: 'Genel bakış' }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

test.each([
  ['cards', '/channels?view=grid', 'article'],
  ['rows', '/channels?view=list', 'tbody tr'],
])(
  '%s of many channels are no wider than the page, however few of them are laid out',
  async (_, path, item) => {
    await page.goto(`${stack.url}${path}`)
    // The end of the second of them, without scrolling sideways: there is room for more than one.
    const second = page.locator(item).nth(1)
    await second.waitFor()
    const box = await second.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeGreaterThan(0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1280)
    await expect.poll(() => page.locator('[data-select]').count()).toBe(CHANNELS)
  },
)
