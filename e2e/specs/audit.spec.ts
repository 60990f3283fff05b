import { AuditEntryView, AuditList } from '@cashbacktv/contract'
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
  const sources = [{ url: 'testcard://320x180@10' }]
  const { id } = await stack.api.createChannel({ name: 'Written down', sources })
  await stack.api.updateChannel(id, { name: 'Renamed', note: '=1+1' })
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

test('a change is found by what it said before, with both sides of each field', async () => {
  await page.goto(`${stack.url}/settings/audit`)
  await page.getByLabel('Text, before or after').fill('Written down')
  await page.getByLabel('What was done').selectOption('channel.update')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.waitForURL(/text=Written/)
  const entry = page.getByRole('listitem').filter({ hasText: 'Edited' })
  await entry.getByRole('link', { name: 'Renamed' }).waitFor()
  await entry.getByText(/from 127\.0\.0\.1 · REST/).waitFor()
  await entry.getByText('Details').click()
  const name = entry.getByRole('row').filter({ hasText: /^name/ })
  expect(await name.getByRole('cell').allTextContents()).toEqual(['Written down', 'Renamed'])
})

test('what the filters show is saved as a table that runs nothing', async () => {
  const lines = (await saved('Export CSV')).split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('Edited')
  expect(lines.flatMap((line) => line.split(',')).filter((cell) => /^"?=/.test(cell))).toEqual([])
})

test('all of it is saved as JSON lines, and that it was saved is an entry too', async () => {
  const lines = (await saved('Export JSON lines')).split('\n')
  expect(lines.map((line) => AuditEntryView.parse(JSON.parse(line)).action)).toEqual([
    'channel.update',
  ])
  const { body } = await stack.api.send('GET', '/audit?action=audit.export')
  const [newest] = AuditList.parse(body).items
  expect([newest?.who, newest?.detail]).toEqual([
    stack.adminEmail,
    expect.objectContaining({ format: 'jsonl', text: 'Written down' }),
  ])
})

test('a link of another site saves none of it', async () => {
  const headers = { 'sec-fetch-site': 'cross-site' }
  const answer = await page.request.get(`${stack.url}/settings/audit/export`, { headers })
  expect(answer.url()).toBe(`${stack.url}/settings/audit`)
  expect(answer.headers()['content-disposition']).toBeUndefined()
})

test('without scripts it is searched and paged all the same', async () => {
  const storageState = await page.context().storageState()
  const plain = await browser.newContext({
    storageState,
    javaScriptEnabled: false,
    locale: 'tr-TR',
  })
  const tab = await plain.newPage()
  await tab.goto(`${stack.url}/settings/audit`)
  await tab.getByLabel('Kim', { exact: true }).fill('nobody at all')
  await tab.getByRole('button', { name: 'Ara', exact: true }).click()
  await tab.getByText('Uyan kayıt yok.').waitFor()
  await tab.getByRole('link', { name: 'Temizle' }).click()
  await tab.getByRole('listitem').getByText('Düzenlendi').first().waitFor()
  await plain.close()
})

/** What a link of the page saves. */
async function saved(link: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk)
  return Buffer.concat(chunks).toString().trim()
}
