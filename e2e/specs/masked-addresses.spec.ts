import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { loggedIn } from '../stack/log-in.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

const SECRET = 'Zx81secret'
const MAIN = `http://127.0.0.1:18009/live/joe/${SECRET}/1.ts?pin=${SECRET}`
const BACKUP = `rtmp://127.0.0.1:18009/${SECRET}-backup`
const MASKED = 'http://127.0.0.1:18009/***.ts?***'

let stack: Stack
let browser: Browser
let page: Page
let id = ''

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  page = await loggedIn(browser, stack.url)
  const headers = [{ name: 'X-Token', value: SECRET }]
  const sources = [{ url: MAIN, headers }, { url: BACKUP }]
  id = (await stack.api.createChannel({ name: 'Hidden', sources })).id
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

/** The page has its script: what a button asks is heard. */
const alive = () => page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
const revealed = async () =>
  (await stack.api.send('POST', `/channels/${id}/reveal`)).body as { sources: { url: string }[] }

test("a channel's page shows an address masked, whole when asked for, and says in its history who asked", async () => {
  await page.goto(`${stack.url}/channels/${id}`)
  await page.getByText(MASKED, { exact: true }).waitFor()
  expect(await page.content()).not.toContain(SECRET)
  await alive()
  await page.getByRole('button', { name: 'Show the whole address of source 1' }).click()
  await page.getByText(MAIN, { exact: true }).waitFor()
  await page.getByText(`X-Token: ${SECRET}`).waitFor()
  await page.getByRole('button', { name: 'Hide the whole address of source 1' }).click()
  await page.getByText(MASKED, { exact: true }).waitFor()
  await page.reload()
  await page.getByText('Whole address shown').waitFor()
})

test('a form that nobody revealed keeps each source its own secret, also in another order', async () => {
  await page.goto(`${stack.url}/channels/${id}/edit`)
  await alive()
  const first = page.locator('input[name="sources.0.url"]')
  expect(await first.inputValue()).toBe(MASKED)
  await page.getByRole('button', { name: 'Move source 2 up' }).click()
  await waitFor('the other order', async () => (await first.inputValue()) !== MASKED)
  expect(await page.content()).not.toContain(SECRET)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText(/^Hidden was saved/).waitFor()
  expect((await revealed()).sources).toMatchObject([
    { url: BACKUP },
    { url: MAIN, headers: [{ name: 'X-Token', value: SECRET }] },
  ])
})

test('in the form it is shown whole when asked for, which changes nothing by itself', async () => {
  await page.goto(`${stack.url}/channels/${id}/edit`)
  await alive()
  await page.getByRole('button', { name: 'Show the whole address of source 2' }).click()
  const second = page.locator('input[name="sources.1.url"]')
  await waitFor('the whole address', async () => (await second.inputValue()) === MAIN)
  await page.getByText('Nothing has been changed yet.').waitFor()
  await second.fill('http://127.0.0.1:18009/***/new.ts')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page
    .getByText(/no source of this channel looks like this/)
    .first()
    .waitFor()
})

test('what is sent with an address stays with its server, and the form says what to enter anew for another', async () => {
  const edit = async () => {
    await page.goto(`${stack.url}/channels/${id}/edit`)
    await alive()
  }
  const address = page.locator('input[name="sources.1.url"]')
  const value = page.locator('input[name="sources.1.headers.0.value"]')
  const save = () => page.getByRole('button', { name: 'Save changes' }).click()
  const isSaved = () => page.getByText(/^Hidden was saved/).waitFor()
  const elsewhere = 'http://127.0.0.1:18010/new/2.ts'
  await edit()
  await address.fill(elsewhere)
  await save()
  const refusal = page.getByText(/goes to the server it was entered for alone/)
  // Once in the summary, once at its field.
  await waitFor('both sentences', async () => (await refusal.count()) === 2)
  expect(await value.isVisible()).toBe(true)
  expect([await address.inputValue(), await value.inputValue()]).toEqual([elsewhere, '***'])
  await address.fill('http://127.0.0.1:18009/new/2.ts')
  await save()
  await isSaved()
  const headersOf = (token: string) => [{ name: 'X-Token', value: token }]
  expect((await revealed()).sources[1]).toMatchObject({ headers: headersOf(SECRET) })
  await edit()
  await address.fill(elsewhere)
  await value.fill('typed-anew')
  await save()
  await isSaved()
  const [, source] = (await revealed()).sources
  expect(source).toMatchObject({ url: elsewhere, headers: headersOf('typed-anew') })
  await stack.api.send('PUT', `/channels/${id}`, {
    sources: [{ url: BACKUP }, { url: MAIN, headers: headersOf(SECRET) }],
  })
})

test('a copy and the list as a file have what is masked, whole', async () => {
  await page.goto(`${stack.url}/channels/new?from=${id}`)
  await page.getByRole('button', { name: 'Add channel' }).click()
  await page.getByRole('heading', { name: 'Hidden (copy)' }).waitFor()
  await page.goto(`${stack.url}/channels/import`)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Save list as CSV' }).click()
  const list = await readFile(await (await download).path(), 'utf8')
  expect(list.split(MAIN)).toHaveLength(3)
  expect(list.split(BACKUP)).toHaveLength(3)
})
