import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { loggedIn } from '../stack/log-in.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

let stack: Stack
let browser: Browser
let page: Page
const sources = [{ url: 'testcard://320x180@10' }]

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  page = await loggedIn(browser, stack.url, { locale: 'tr-TR', timezoneId: 'Europe/Istanbul' })
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })

async function middleOf(name: string) {
  const box = await button(name).boundingBox()
  if (!box) throw new Error(`${name} is not on the page`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test.each([
  ['its page', (id: string) => `/channels/${id}`],
  ['the cards', () => '/channels'],
  ['the list', () => '/channels?view=list'],
])('a second press where Start was leaves the channel on air, on %s', async (_, path) => {
  const label = `Çift ${path('').length}`
  const { id } = await stack.api.createChannel({ name: label, sources })
  await page.goto(`${stack.url}${path(id)}`)
  await page.getByRole('status').filter({ hasText: 'Canlı' }).waitFor()
  const place = await middleOf(`${label} kanalını başlat`)
  await page.mouse.click(place.x, place.y, { clickCount: 2 })
  for (const wait of [450, 450, 600]) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    await page.mouse.click(place.x, place.y)
  }
  await stack.api.waitForChannel(id, ({ status }) => status === 'running', 40_000)
  expect(await stack.api.channel(id)).toMatchObject({ desired: 'on' })
  await page.mouse.click(place.x, place.y)
  expect(await page.getByRole('alertdialog').count()).toBe(0)
  await stack.api.deleteChannel(id)
})

test('stopping what is on air asks, and no is the answer that has the focus', async () => {
  const { id } = await stack.api.putOnAir({ name: 'Gece', sources })
  await page.goto(`${stack.url}/channels/${id}`)
  // Until the scripts are there it is a form, which asks on a page of its own.
  await page.getByRole('status').filter({ hasText: 'Canlı' }).waitFor()
  await button('Gece kanalını durdur').press('Enter')
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('Gece yayından çıkarılsın mı?').waitFor()
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  expect(await stack.api.channel(id)).toMatchObject({ desired: 'on' })
  await button('Gece kanalını durdur').click()
  await dialog.getByRole('button', { name: 'Yayından çıkar' }).click()
  await stack.api.waitForChannel(id, ({ status }) => status === 'stopped')
  await stack.api.deleteChannel(id)
})

test('without JavaScript it asks on a page of its own', async () => {
  const { id } = await stack.api.putOnAir({ name: 'Sade', sources })
  const context = await browser.newContext({
    locale: 'tr-TR',
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  const plain = await context.newPage()
  await plain.goto(`${stack.url}/channels/${id}`)
  await plain.getByRole('button', { name: 'Sade kanalını durdur' }).click()
  await plain.getByRole('heading', { name: 'Sade yayından çıkarılsın mı?' }).waitFor()
  expect(await stack.api.channel(id)).toMatchObject({ desired: 'on' })
  await plain.getByRole('button', { name: 'Yayından çıkar' }).click()
  await stack.api.waitForChannel(id, ({ status }) => status === 'stopped')
  await context.close()
  await stack.api.deleteChannel(id)
})

test('a list that sorts itself keeps its order beneath a pointer', async () => {
  const names = ['Ali', 'Çelik', 'Cem']
  const made = []
  for (const name of names) made.push(await stack.api.createChannel({ name, sources }))
  await page.goto(`${stack.url}/channels?view=list`)
  await page.getByRole('status').filter({ hasText: 'Canlı' }).waitFor()
  const shown = () => page.getByRole('rowheader').getByRole('link').allTextContents()
  expect(await shown()).toEqual(['Ali', 'Cem', 'Çelik'])
  const last = made[1]
  if (!last) throw new Error('It was not made')
  const place = await middleOf('Ali kanalını başlat')
  await page.mouse.move(place.x, place.y)
  await stack.api.act(last.id, 'start')
  const row = page.getByRole('row').filter({ hasText: 'Çelik' })
  await row.getByText('Yayında', { exact: true }).waitFor()
  expect((await shown())[0]).toBe('Ali')
  await page.mouse.move(2, 2)
  await waitFor('the list to sort itself', async () => (await shown())[0] === 'Çelik', {
    timeoutMs: 20_000,
  })
})
