import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { loggedIn } from '../stack/log-in.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'

/** More than two groups of cards: those off the screen are not laid out. */
const CHANNELS = 130

let stack: Stack
let browser: Browser
let page: Page

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), shareBrowser()])
  for (let number = 0; number < CHANNELS; number += 1) {
    await stack.api.createChannel({ name: 'Kanal', sources: [{ url: 'testcard://320x180@10' }] })
  }
  page = await loggedIn(browser, stack.url, { locale: 'tr-TR' })
})
afterAll(async () => {
  await closePages(browser)
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

describe.each([
  ['cards', '/channels?view=grid', 'article'],
  ['rows', '/channels?view=list', 'tbody tr'],
])('what is far off the screen, as %s', (_, path, item) => {
  const last = () => page.locator(item).last()
  const lastBox = () => last().locator('[data-select]')
  const chosen = () => page.getByRole('status').filter({ hasText: /^\d+ seçili/ })

  beforeEach(async () => {
    await page.goto(`${stack.url}${path}`)
    await untilListening(page)
  })

  test('can be found, chosen and opened before it is near', async () => {
    expect(await last().textContent()).toContain('Kanal')
    // From within the page: a press of the mouse would scroll to it first.
    await lastBox().evaluate((box) => box.click())
    await chosen().filter({ hasText: '1' }).waitFor()
    expect(await last().getByRole('button').count()).toBe(0)
    await page.locator('[data-select]').first().press('Control+a')
    await chosen()
      .filter({ hasText: String(CHANNELS) })
      .waitFor()
    expect(await page.locator('[data-select]:checked').count()).toBe(CHANNELS)
    await page.locator('[data-select]').first().press('Escape')
    expect(await page.locator('[data-select]:checked').count()).toBe(0)
    const address = await last().getByRole('link').getAttribute('href')
    await last()
      .getByRole('link')
      .evaluate((link) => link.click())
    await page.waitForURL(`**${address}`)
  })

  test('keeps the focus of who went there by keyboard, and what is chosen', async () => {
    await page.locator('[data-select]').first().press('End')
    const id = await lastBox().getAttribute('data-select')
    await last().getByRole('button').first().waitFor()
    const focused = page.locator('[data-select]:focus')
    expect(await focused.getAttribute('data-select')).toBe(id)
    await focused.press(' ')
    await chosen().filter({ hasText: '1' }).waitFor()
    expect(await lastBox().isChecked()).toBe(true)
  })

  test('is there without JavaScript too, by its name and with a way to its page', async () => {
    const storageState = await page.context().storageState()
    const context = await browser.newContext({
      storageState,
      locale: 'tr-TR',
      javaScriptEnabled: false,
    })
    const plain = await context.newPage()
    await plain.goto(`${stack.url}${path}`)
    expect(await plain.locator('[data-select]').count()).toBe(CHANNELS)
    await plain.locator(item).last().getByRole('link').click()
    await plain.getByRole('heading', { name: 'Kanal' }).first().waitFor()
    await context.close()
  })
})

/** Live figures come once scripts run. */
function untilListening(shown: Page) {
  return shown.getByRole('status').filter({ hasText: 'Canlı' }).waitFor()
}
