import { readFile } from 'node:fs/promises'
import { errorOf, messageOf } from '@cashbacktv/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { loggedIn } from '../stack/log-in.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'

let stack: Stack
let browser: Browser
let page: Page
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), shareBrowser()])
  page = await loggedIn(browser, stack.url)
})
/** The page has its script and its live connection: what a button asks is heard. */
const alive = () => page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

test('a copied preset can be saved, and the list has it', async () => {
  await page.goto(`${stack.url}/settings/presets`)
  await page.getByRole('link', { name: 'Copy Broadcast' }).click()
  await page.getByLabel('Name').fill('House')
  await page.getByLabel('Quality (CRF)').fill('24')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The preset was saved.').waitFor()
  await page.getByRole('rowheader', { name: 'House' }).waitFor()
})

test('chosen for a channel, the preset is in the command that its page shows', async () => {
  const sources = [{ url: 'testcard://640x360@25' }]
  const { id } = await stack.api.createChannel({ name: 'Preset seen', sources })
  await page.goto(`${stack.url}/channels/${id}/edit`)
  await page.getByText('Nothing has been changed yet.').waitFor()
  await page.getByLabel('Preset', { exact: true }).selectOption('House')
  await page.getByText(/^The channel is off: it takes effect/).waitFor()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.waitForURL(`**/channels/${id}`)
  await stack.api.act(id, 'start')
  await stack.api.waitForChannel(id, ({ status }) => status === 'running', 40_000)
  await page.locator('pre', { hasText: /ffmpeg .*-crf 24 / }).waitFor()
})

test('deleted from its page and brought back by the message, it is on air again as it was', async () => {
  const [before] = (await stack.api.channels()).items
  const id = before?.id ?? ''
  expect(page.url()).toContain(id)
  // What the page reads in passing while it is being led on must not take the message with it.
  await page.route('**/channels.data*', async (route) => {
    await page.request.get(`${stack.url}/channels`)
    await route.continue()
  })
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete channel' }).click()
  await page.waitForURL('**/channels')
  await page.getByText('Preset seen was deleted.').waitFor()
  await page.unroute('**/channels.data*')
  expect((await stack.api.channels()).total).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'Preset seen' }).first().waitFor()
  const after = await stack.api.waitForChannel(id, ({ status }) => status === 'running', 40_000)
  expect(after).toMatchObject({ slug: before?.slug, sources: before?.sources })
  await stack.api.deleteChannel(id)
  await page.goto(`${stack.url}/channels/deleted`)
  await page.getByRole('button', { name: 'Bring Preset seen back' }).click()
  await page.getByText('Preset seen is back.').waitFor()
})

test('a key works until it is revoked', async () => {
  await page.goto(`${stack.url}/settings/api-keys`)
  await page.getByLabel('Name').fill('Night job')
  await page.getByRole('button', { name: 'Make a key' }).click()
  const key = (await page.getByRole('status').locator('code').textContent()) ?? ''
  const use = async () => {
    const headers = { authorization: `Bearer ${key}` }
    return (await fetch(`${stack.url}/api/v1/channels`, { headers })).status
  }
  expect(await use()).toBe(200)
  await alive()
  await page.getByRole('button', { name: 'Revoke Night job' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('The key was revoked.').waitFor()
  expect(await use()).toBe(401)
})

test('a key is made that is good to the end of a day, and not for a day that is over', async () => {
  await page.goto(`${stack.url}/settings/api-keys`)
  await page.getByLabel('Name').fill('Until then')
  await page.getByLabel('Good for').selectOption('until a date')
  await page.getByLabel('Last day').fill('2020-01-01')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByText('Choose a time to come.').waitFor()
  const nextYear = new Date().getUTCFullYear() + 1
  await page.getByLabel('Last day').fill(`${nextYear}-06-30`)
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByText('This is the key.').waitFor()
  const row = page.getByRole('listitem').filter({ hasText: 'Until then' })
  await row.getByText(/until/).waitFor()
  const { items } = await (await page.request.get(`${stack.url}/api/v1/api-keys`)).json()
  const made = items.find(({ name }: { name: string }) => name === 'Until then')
  expect(made.expiresAt).toMatch(new RegExp(`^${nextYear}-(06-30|07-01)T`))
})

test('a host is drained and takes channels again, and its credential is revoked only when that is meant', async () => {
  await page.goto(`${stack.url}/hosts`)
  await page.getByRole('button', { name: 'Drain' }).click()
  await page.getByText('It is given no new channels.').waitFor()
  await page.getByRole('button', { name: 'Take channels again' }).click()
  await page.getByText('It takes new channels again.').waitFor()
  await alive()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('alertdialog').getByText('cut off from here at once').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Connected', { exact: true }).waitFor()
})

test('a downloaded backup says, chosen again, that there is nothing to do', async () => {
  await page.goto(`${stack.url}/settings/backup`)
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the backup' }).click()
  const path = await (await waiting).path()
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ format: 1 })
  await page.getByLabel('Backup file').setInputFiles(path)
  await page.getByRole('button', { name: 'Show what it would change' }).click()
  await page.getByText('there is nothing to do').waitFor()
})

test('a backup that is refused says why in the page, in its language', async () => {
  await page.goto(`${stack.url}/settings/backup`)
  await alive()
  const what = messageOf('backup-many-channels')
  const error = errorOf('conflict', messageOf('backup-beyond', { what, count: 12, most: 10 }))
  await page.route('**/api/v1/backup', (route) => route.fulfill({ status: 409, json: { error } }))
  const download = page.getByRole('link', { name: 'Download the backup' })
  await download.click()
  await page.getByRole('alert').filter({ hasText: 'There are 12 channels' }).waitFor()
  await page.unroute('**/api/v1/backup')
  const waiting = page.waitForEvent('download')
  await download.click()
  expect((await waiting).suggestedFilename()).toMatch(/^cashbacktv-[\d-]+\.json$/)
  await page.getByRole('alert').waitFor({ state: 'detached' })
})

test('the key of log-ins is replaced with the own password, and nobody is logged out by it', async () => {
  await page.goto(`${stack.url}/settings/users`)
  await alive()
  const panel = page.getByRole('region', { name: 'Key of log-ins' })
  const replace = panel.getByRole('button', { name: 'Replace the key' })
  await panel.getByLabel('Password').fill('not mine')
  await replace.click()
  await panel.getByText('This is not your password.').waitFor()
  await panel.getByLabel('Password').fill(stack.adminPassword)
  await replace.click()
  await panel.getByText('Log-ins are signed by a new key from now on.').waitFor()
  await panel.getByText('What the former key has signed counts until').waitFor()
  await page.goto(`${stack.url}/account`)
  await page.getByText('Where you are logged in').waitFor()
})
