import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { logoPicture } from '../sources/logo.ts'
import { addViewer, VIEWER_EMAIL } from '../stack/add-viewer.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { grabFrame } from '../stack/frames.ts'
import { logIn } from '../stack/log-in.ts'
import { logoProblems } from '../stack/logo-check.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'
import { watchPage } from '../stack/watch-page.ts'

let stack: Stack
let source: LiveSource
let browser: Browser
let page: Page
let seen: ReturnType<typeof watchPage>
let database: Awaited<ReturnType<typeof startEmbeddedPostgres>>
const folder = tempFolder('webapp')

beforeAll(async () => {
  database = await startEmbeddedPostgres({ dataDir: join(folder.path, 'database'), log: () => {} })
  const started = await Promise.all([
    startStack({ env: { DATABASE_URL: database.url } }),
    startHttpTs(),
    shareBrowser(),
  ])
  stack = started[0]
  source = started[1]
  browser = started[2]
  page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(20_000)
  seen = watchPage(page, stack.url)
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
  await source?.close()
  await database?.stop()
  folder.remove()
})

test('a stranger is asked to log in, and told when the password is wrong', async () => {
  await page.goto(stack.url)
  await page.waitForURL('**/login**')
  await give('not the password')
  await page.getByRole('alert').waitFor()
})

test('the admin gets in and sees that there are no channels yet', async () => {
  await give(stack.adminPassword)
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

test('dragged in the editor and applied, the logo is on air at that place', async () => {
  const before = await theChannel()
  await page.goto(`${stack.url}/channels/${before.id}/logo`)
  const box = page.getByRole('button', { name: /^Logo\. Arrow keys/ })
  await page.getByText(/^This is the picture on air/).waitFor()
  const stage = page.getByRole('group', { name: 'Place of the logo on the frame' })
  const [from, frame] = [await box.boundingBox(), await stage.boundingBox()]
  if (!from || !frame) throw new Error('The logo is not on the stage')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(frame.x + frame.width * 0.13, frame.y + frame.height * 0.85, { steps: 8 })
  await page.mouse.up()
  await page.getByText(/^Restarts 1 channel/).waitFor()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await page.getByText('Kanal Web has the logo.').waitFor()
  const { logo, playbackUrl } = await theChannel()
  if (!logo || !before.logo) throw new Error('The logo is gone')
  expect(logo.x).toBeLessThan(0.15)
  expect(logo.y).toBeGreaterThan(0.7)
  await waitFor(
    'the logo at its new place on air',
    async () => logoProblems(await grabFrame(playbackUrl), logo).length === 0,
    { timeoutMs: 40_000 },
  )
})

test('chosen in the list and stopped together, with what that does said before, and undone', async () => {
  const { id } = await theChannel()
  await page.goto(`${stack.url}/channels?view=list`)
  await page.getByRole('checkbox', { name: 'Select Kanal Web' }).check()
  const bar = page.getByRole('region', { name: 'Actions on the selection' })
  const stop = bar.getByRole('button', { name: 'Stop', exact: true })
  const dialog = page.getByRole('alertdialog')
  await stop.press('Enter')
  await dialog.getByRole('button', { name: 'Cancel' }).press('Escape')
  await waitFor('the focus to be back', () =>
    stop.evaluate((button) => button === button.ownerDocument.activeElement),
  )
  await stop.press('Enter')
  await dialog.getByText(/^Takes 1 channel off air/).waitFor()
  await dialog.getByRole('button', { name: 'Stop them' }).click()
  await stack.api.waitForChannel(id, ({ status }) => status === 'stopped')
  await page.getByRole('button', { name: 'Undo' }).click()
  await stack.api.waitForChannel(id, ({ status }) => status === 'running', 40_000)
})

test('a viewer, in Turkish, may look and finds nothing to touch', async () => {
  await addViewer(database.url, stack.url)
  const context = await browser.newContext({ locale: 'tr-TR' })
  const viewer = await context.newPage()
  await logIn(viewer, stack.url, { email: VIEWER_EMAIL, password: stack.adminPassword })
  const { id } = await theChannel()
  await viewer.goto(`${stack.url}/channels`)
  await viewer.getByRole('heading', { name: 'Kanallar', exact: true }).waitFor()
  await viewer.getByRole('link', { name: 'Kanal Web' }).waitFor()
  expect(await viewer.getByRole('checkbox').count()).toBe(0)
  await viewer.goto(`${stack.url}/channels/${id}/logo`)
  await viewer.getByText('Yetkiniz bakmaya yeter').waitFor()
  for (const name of [/^Durdur/, /^Başlat/, /^Uygula/, /^Sil/]) {
    expect(await viewer.getByRole('button', { name }).count()).toBe(0)
  }
  await context.close()
})

test('stopped from the list, it ends', async () => {
  await page.goto(`${stack.url}/channels`)
  await page.getByRole('button', { name: /^Stop/ }).first().click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take off air' }).click()
  const [channel] = (await stack.api.channels()).items
  await stack.api.waitForChannel(channel?.id ?? '', ({ status }) => status === 'stopped')
})

test('all this asked no other host, and the browser had nothing to complain of but the refused log-in', () => {
  expect(seen.outside()).toEqual([])
  expect(seen.complaints().filter((text) => !/401|\/login/.test(text))).toEqual([])
})

async function theChannel() {
  const [channel] = (await stack.api.channels()).items
  if (!channel) throw new Error('There is no channel')
  return channel
}

/** To the form that the page shows. */
async function give(password: string) {
  await page.locator('input[type=email]').fill(stack.adminEmail)
  await page.locator('input[type=password]').fill(password)
  await page.locator('form button[type=submit]').first().click()
}
