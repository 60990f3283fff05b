import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { watchPage } from '../stack/watch-page.ts'

let stack: Stack
let browser: Browser
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

test('the documentation page shows the routes, asks no other host and complains of nothing', async () => {
  const page = await browser.newPage()
  const seen = watchPage(page, stack.url)
  await page.goto(`${stack.url}/api/docs`)
  await page.getByRole('link', { name: 'channels', exact: true }).click()
  await page.getByText('/channels/{id}', { exact: false }).first().waitFor()
  expect(seen.outside()).toEqual([])
  expect(seen.complaints()).toEqual([])
})
