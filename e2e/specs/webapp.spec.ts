import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { logoPicture } from '../sources/logo.ts'
import { launchBrowser } from '../stack/browser.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'
import { watchPage } from '../stack/watch-page.ts'

let stack: Stack
let source: LiveSource
let browser: Browser
let page: Page
let seen: ReturnType<typeof watchPage>
const folder = tempFolder('webapp')

beforeAll(async () => {
  const started = await Promise.all([startStack(), startHttpTs(), launchBrowser()])
  stack = started[0]
  source = started[1]
  browser = started[2]
  page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(20_000)
  seen = watchPage(page, stack.url)
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
  await source?.close()
  folder.remove()
})

test('a stranger is asked to log in, and told when the password is wrong', async () => {
  await page.goto(stack.url)
  await page.waitForURL('**/login**')
  await logIn('not the password')
  await page.getByRole('alert').waitFor()
})

test('the admin gets in and sees that there are no channels yet', async () => {
  await logIn(stack.adminPassword)
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
  await page.getByRole('heading', { name: 'Channels', exact: true }).waitFor()
})

test('adding a channel: its source is probed, its logo placed, and it is saved', async () => {
  await page.getByRole('link', { name: 'Add channel' }).first().click()
  await page.getByLabel('Name', { exact: true }).fill('Kanal Web')
  await page.getByLabel('Source 1').first().fill(source.url)
  await page
    .getByRole('button', { name: /^Probe/ })
    .first()
    .click()
  await page.getByText('640').first().waitFor()
  const picture = join(folder.path, 'logo.png')
  writeFileSync(picture, await logoPicture())
  const logo = page.getByRole('region', { name: 'Logo' })
  await logo.locator('input[type=file]').setInputFiles(picture)
  await page.getByRole('img', { name: 'The logo' }).waitFor()
  await page.getByRole('button', { name: 'Add channel' }).click()
  await page.getByRole('heading', { name: 'Kanal Web' }).waitFor()
  const [channel] = (await stack.api.channels()).items
  expect(channel).toMatchObject({ name: 'Kanal Web', slug: 'kanal-web', status: 'stopped' })
  expect(channel?.logo).not.toBeNull()
})

test('started from its page, it plays there', async () => {
  await page
    .getByRole('button', { name: /^Start/ })
    .first()
    .click()
  await page.getByText('On air').first().waitFor({ timeout: 40_000 })
  const position = () => page.evaluate("document.querySelector('video')?.currentTime ?? 0")
  await waitFor('the preview to move', async () => Number(await position()) > 2, {
    timeoutMs: 40_000,
  })
})

test('the list shows it on air with its picture', async () => {
  await page.getByRole('link', { name: 'Channels' }).first().click()
  await page.getByRole('link', { name: 'Kanal Web' }).first().waitFor()
  await page.getByText('On air').first().waitFor()
  const loaded =
    "[...document.images].some((image) => image.src.includes('thumbnail') && image.naturalWidth > 0)"
  await waitFor('its thumbnail', () => page.evaluate(loaded), { timeoutMs: 40_000 })
})

test('stopped from the list, it ends', async () => {
  await page.getByRole('button', { name: /^Stop/ }).first().click()
  const [channel] = (await stack.api.channels()).items
  await stack.api.waitForChannel(channel?.id ?? '', ({ status }) => status === 'stopped')
})

test('all this asked no other host, and the browser had nothing to complain of but the refused log-in', () => {
  expect(seen.outside()).toEqual([])
  expect(seen.complaints().filter((text) => !/401|\/login/.test(text))).toEqual([])
})

async function logIn(password: string) {
  await page.locator('input[type=email]').fill(stack.adminEmail)
  await page.locator('input[type=password]').fill(password)
  await page.locator('form button[type=submit]').first().click()
}
