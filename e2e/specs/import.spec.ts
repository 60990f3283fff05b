import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { loggedIn } from '../stack/log-in.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'

let stack: Stack
let browser: Browser
let page: Page
let plain: Page
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  page = await loggedIn(browser, stack.url)
  plain = await loggedIn(browser, stack.url, { javaScriptEnabled: false })
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

const names = async () => (await stack.api.channels()).items.map(({ name }) => name)

/** As a Turkish Excel saves it, in Windows-1254. */
const CSV = Buffer.from(
  [
    'ad;kaynak;ön ayar',
    '=Çizgi;testcard://320x180@10;',
    'Yanlış;javascript:alert(1);',
    'Belgesel;testcard://320x180@12;',
    '',
  ]
    .join('\r\n')
    .replace(/ı/g, '\xfd')
    .replace(/ş/g, '\xfe'),
  'latin1',
)

test('a file is checked row by row, probed, and what is good is created and put on air', async () => {
  await page.goto(`${stack.url}/channels`)
  await page.getByRole('link', { name: 'Import channels' }).click()
  await page.getByLabel('File').setInputFiles({ name: 'l.csv', mimeType: 'text/csv', buffer: CSV })
  await page.getByRole('button', { name: 'Check the list' }).click()
  await page.getByText('2 can be created · 1 is wrong').waitFor()
  await page.getByText('Use an address that begins with http').waitFor()
  expect(await names()).toEqual([])
  expect(await page.getByLabel('Or paste it').inputValue()).toContain('=Çizgi;testcard')

  await page.getByRole('button', { name: 'Probe the sources' }).click()
  await page.getByText('2 sources probed').waitFor({ timeout: 60_000 })
  await page.getByText('320 × 180').first().waitFor()

  await page.getByRole('checkbox', { name: 'Create Belgesel' }).uncheck()
  await page.getByRole('button', { name: 'Create 1 channel' }).waitFor()
  await page.getByRole('button', { name: 'Create and put on air' }).click()
  await page.getByText('1 channel was created and is put on air.').waitFor()
  expect(await names()).toEqual(['=Çizgi'])
  const [made] = (await stack.api.channels()).items
  await stack.api.waitForChannel(made?.id ?? '', ({ status }) => status === 'running', 60_000)

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Save report as CSV' }).click()
  const report = await readFile(await (await download).path(), 'utf8')
  expect(report).toContain("2,'=Çizgi,Created,cizgi,testcard://320x180@10,")
  expect(report).toMatch(/4,Belgesel,Left out,/)
})

test('what is exported is read again, and found to be there already', async () => {
  const channels = await page.request.get(`${stack.url}/channels/export`)
  expect(channels.headers()['content-disposition']).toContain('channels.csv')
  const buffer = await channels.body()
  await page.goto(`${stack.url}/channels/import`)
  await page.getByLabel('File').setInputFiles({ name: 'c.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Check the list' }).click()
  await page.getByText('1 is wrong').waitFor()
  await page.getByText('Another channel has the slug "cizgi".').waitFor()
})

test('a link of another site saves nothing, and has nothing written down', async () => {
  const reveals = async () => {
    const { text } = await stack.api.send('GET', '/audit?action=channel.reveal')
    return text.split('channel.reveal').length
  }
  const before = await reveals()
  for (const site of ['cross-site', 'same-site']) {
    const headers = { 'sec-fetch-site': site }
    const answer = await page.request.get(`${stack.url}/channels/export`, { headers })
    expect(answer.url()).toBe(`${stack.url}/channels/import`)
    expect(answer.headers()['content-disposition']).toBeUndefined()
  }
  expect(await reveals()).toBe(before)
  const headers = { 'sec-fetch-site': 'same-origin' }
  const saved = await page.request.get(`${stack.url}/channels/export`, { headers })
  expect(saved.headers()['content-disposition']).toContain('channels.csv')
  expect(await reveals()).toBeGreaterThan(before)
})

test('without JavaScript a list that is pasted is checked, mended, checked again and created', async () => {
  await plain.goto(`${stack.url}/channels/import`)
  const list =
    '#EXTM3U\n#EXTINF:-1 group-title="Haber",Plain one\ntestcard://320x180@14\n#EXTINF:-1,Plain two\nftp://example.com/'
  await plain.getByLabel('Or paste it').fill(list)
  await plain.getByRole('button', { name: 'Check the list' }).click()
  await plain.getByText('1 can be created · 1 is wrong').waitFor()
  expect(await plain.getByLabel('Or paste it').inputValue()).toBe(list)

  await plain
    .getByLabel('Or paste it')
    .fill(list.replace('ftp://example.com/', 'testcard://320x180@15'))
  await plain.getByRole('button', { name: 'Create the ticked channels' }).click()
  await plain.getByText('The list was changed after it was checked.').waitFor()
  expect(await names()).not.toContain('Plain one')

  await plain.getByRole('button', { name: 'Create the ticked channels' }).click()
  await plain.getByText('2 channels were created.').waitFor()
  expect(await names()).toEqual(expect.arrayContaining(['Plain one', 'Plain two']))
})

test.each([
  ['<!doctype html><h1>Login</h1>', 'A web page came instead of a list'],
  ['#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nseg.ts', 'This is the playlist of one channel'],
])('what is no list is said and kept: %j', async (list, sentence) => {
  await page.goto(`${stack.url}/channels/import`)
  await page.getByLabel('Or paste it').fill(list)
  await page.getByRole('button', { name: 'Check the list' }).click()
  await page.getByText(sentence).waitFor()
  expect(await page.getByLabel('Or paste it').inputValue()).toBe(list)
})

test('a file that is far too large is refused with what is taken', async () => {
  await page.goto(`${stack.url}/channels/import`)
  const buffer = Buffer.from(`name;source\n${'x;http://example.com/\n'.repeat(150_000)}`)
  await page.getByLabel('File').setInputFiles({ name: 'l.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Check the list' }).click()
  await page.getByText('The list is longer than 1 MB').waitFor()
})
