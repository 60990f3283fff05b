import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { logIn } from '../stack/log-in.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'

const CHANNELS = 120

let stack: Stack
let browser: Browser
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), shareBrowser()])
  for (let number = 1; number <= CHANNELS; number += 1) {
    await stack.api.createChannel({
      name: `Channel ${number}`,
      sources: [{ url: 'testcard://320x180@10' }],
    })
  }
  const PLAIN = { API_REQUESTS_PER_MINUTE: '', API_REQUESTS_PER_MINUTE_OF_ADDRESS: '' }
  await stack.kill('SIGTERM')
  await stack.restart(PLAIN)
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

test('somebody who goes through the pages of 120 channels meets no limit', async () => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const refused: string[] = []
  page.on('response', (response) => {
    if (response.status() === 429) refused.push(response.url())
  })
  await logIn(page, stack.url)
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
  for (const path of ['/channels', '/channels?view=list', '/wall', '/monitoring', '/hosts', '/']) {
    await page.goto(`${stack.url}${path}`)
    await page.locator('main').first().waitFor()
  }
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
  const answer = await page.request.get(`${stack.url}/api/v1/auth/me`)
  const [, left] = /^"person";r=(\d+)/.exec(answer.headers().ratelimit ?? '') ?? []
  expect(refused).toEqual([])
  expect(Number(left)).toBeGreaterThan(400)
})
