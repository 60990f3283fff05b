import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { loggedIn } from '../stack/log-in.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'

let stack: Stack
let browser: Browser
let page: Page
const timezoneId = 'Europe/Istanbul'

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack({ env: { DEMO: 'off' } }), shareBrowser()])
  page = await loggedIn(browser, stack.url, { timezoneId })
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

test('a webhook target is refused at the field that is wrong, kept as it was typed, and then saved without showing its address again', async () => {
  await page.goto(`${stack.url}/alerts/targets`)
  await page.getByRole('link', { name: 'Add a target' }).click()
  await page.getByRole('link', { name: /^Webhook/ }).click()
  await page.getByLabel('Name').fill('Night shift')
  const address = page.getByLabel('Address')
  await address.fill('ftp://127.0.0.1/secret-path')
  await page.getByRole('button', { name: 'Save the target' }).click()
  await page.locator('input[name=url][aria-invalid=true]:focus').waitFor()
  expect(await page.getByLabel('Name').inputValue()).toBe('Night shift')
  await address.fill('http://127.0.0.1:9/secret-path')
  await page.getByLabel('Quiet hours').check()
  await page.getByLabel('From').fill('23:00')
  await page.getByRole('button', { name: 'Save the target' }).click()
  await page.getByText('The target was saved.').waitFor()
  const row = page.getByRole('listitem').filter({ hasText: 'Night shift' })
  await row.getByText('quiet 23:00–07:00 but for critical').waitFor()
  await row.getByRole('link', { name: 'Edit Night shift' }).click()
  await page.getByText('Kept, on 127.0.0.1:9.').waitFor()
  expect(await page.content()).not.toContain('secret-path')
})

test('without a script a target is switched off, and deleted once the server has asked', async () => {
  const plain = await loggedIn(browser, stack.url, { timezoneId, javaScriptEnabled: false })
  await plain.goto(`${stack.url}/alerts/targets`)
  await plain.getByRole('button', { name: 'Switch Night shift off' }).click()
  await plain.getByText('The target is switched off.').waitFor()
  await plain.getByRole('button', { name: 'Delete Night shift' }).click()
  const asked = plain.getByRole('alert').filter({ hasText: 'Delete the target Night shift?' })
  await asked.getByRole('button', { name: 'Delete' }).click()
  await plain.getByText('The target was deleted.').waitFor()
  await plain.getByText('Nobody is told yet.').waitFor()
  await plain.context().close()
})

test('a rule is changed where it stands, in percent, and goes back to its default', async () => {
  await page.goto(`${stack.url}/alerts/rules`)
  const rule = page.getByRole('listitem').filter({ hasText: 'The memory of a host is full' })
  await rule.getByText('92% or more').waitFor()
  await rule.getByText('Change', { exact: true }).click()
  await rule.getByLabel('Threshold').fill('80')
  await rule.getByLabel('Severity').selectOption('Critical')
  await rule.getByRole('button', { name: 'Save the rule' }).click()
  await page.getByText('The rule was saved: The memory of a host is full.').waitFor()
  await rule.getByText('80% or more').waitFor()
  await rule.getByRole('button', { name: 'Back to the default' }).click()
  await rule.getByText('92% or more').waitFor()
  expect(await rule.getByLabel('Severity').inputValue()).toBe('warning')
})

test('from the page of a channel its maintenance is planned, and ended at once', async () => {
  const sources = [{ url: 'testcard://320x180@10' }]
  const { id } = await stack.api.createChannel({ name: 'Worked on', sources })
  await page.goto(`${stack.url}/channels/${id}`)
  await page.getByRole('link', { name: 'Plan maintenance of Worked on' }).click()
  await page.getByText('Times are by the clock of Europe/Istanbul.').waitFor()
  expect(await page.getByLabel('Of', { exact: true }).inputValue()).toBe(`channel:${id}`)
  await page.getByRole('button', { name: 'Plan maintenance' }).click()
  await page.locator('input[name=until][aria-invalid=true]:focus').waitFor()
  await page.getByLabel('Until').fill('2100-01-01T12:00')
  await page.getByRole('button', { name: 'Plan maintenance' }).click()
  await page.getByText('The maintenance is planned.').waitFor()
  const now = page.getByRole('region', { name: 'Now' })
  await now.getByText('Worked on').waitFor()
  const { body } = await stack.api.send('GET', '/alerts/maintenance')
  expect(body).toMatchObject({ items: [{ until: '2100-01-01T09:00:00.000Z' }] })
  await now.getByRole('button', { name: 'End the maintenance of Worked on now' }).click()
  await page.getByText('The maintenance has ended.').waitFor()
  await page.getByRole('region', { name: 'Over' }).getByText('Worked on').waitFor()
})
