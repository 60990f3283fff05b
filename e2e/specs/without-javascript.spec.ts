import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'

let stack: Stack
let browser: Browser
let page: Page

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  page = await browser.newPage({ locale: 'en-GB', javaScriptEnabled: false })
  page.setDefaultTimeout(20_000)
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

test('a browser without JavaScript logs in, adds a channel and starts it', async () => {
  await page.goto(stack.url)
  await page.getByLabel('E-mail address').fill(stack.adminEmail)
  await page.getByLabel('Password', { exact: true }).fill(stack.adminPassword)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('link', { name: 'Add channel' }).first().click()
  await page.getByLabel('Name', { exact: true }).fill('Plain')
  await page.getByLabel('Source 1').first().fill('testcard://320x180@10')
  await page.getByRole('button', { name: 'Add channel' }).click()
  await page.getByRole('heading', { name: 'Plain' }).waitFor()
  await page.getByRole('button', { name: 'Start' }).first().click()
  const [channel] = (await stack.api.channels()).items
  const { status } = await stack.api.waitForChannel(channel?.id ?? '', ({ status }) => {
    return status === 'running'
  })
  expect(status).toBe('running')
  await page.reload()
  await page.getByRole('button', { name: 'Stop' }).first().waitFor()
})

test('what somebody else saves while a list is edited is said before it is replaced', async () => {
  const sources = [{ url: 'testcard://320x180@10' }]
  const { id } = await stack.api.createChannel({ name: 'Plainly shared', sources })
  await page.goto(`${stack.url}/channels/${id}/edit`)
  await stack.api.updateChannel(id, { name: 'Theirs' })
  await page.getByRole('button', { name: 'Add a source' }).click()
  await page.getByLabel('Source 2').first().fill('testcard://640x360@10')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Somebody changed this meanwhile: Name.').waitFor()
  expect((await stack.api.channel(id)).name).toBe('Theirs')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByRole('heading', { name: 'Plainly shared' }).waitFor()
})

test('so is what is saved while a number is put right', async () => {
  await page.goto(`${stack.url}/settings`)
  const { body } = await stack.api.send('GET', '/settings')
  const theirs = { ...Object(body), slowRetrySeconds: 310 }
  expect((await stack.api.send('PUT', '/settings', theirs)).status).toBe(200)
  const seconds = page.getByLabel('Afterwards try again every')
  const form = page.locator('form').filter({ has: seconds })
  for (const [value, answer] of [
    ['0', 'Enter 10 to 3600.'],
    ['320', 'Somebody changed this meanwhile: Afterwards try again every.'],
  ] as const) {
    await seconds.fill(value)
    await form.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(answer).waitFor()
  }
  expect((await stack.api.send('GET', '/settings')).body).toMatchObject({ slowRetrySeconds: 310 })
  await stack.api.send('PUT', '/settings', body)
})

test('it is told what is wrong with a form, where it is wrong', async () => {
  await page.goto(`${stack.url}/channels/new`)
  await page.getByLabel('Name', { exact: true }).fill('Wrong')
  await page.getByLabel('Source 1').first().fill('ftp://example.com/live')
  await page.getByRole('button', { name: 'Add channel' }).click()
  await page.getByText('Use an address that begins with http').first().waitFor()
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Wrong')
})
