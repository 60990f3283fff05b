import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { logIn } from '../stack/log-in.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'
import { watchPage } from '../stack/watch-page.ts'

let stack: Stack
let browser: Browser
let page: Page
let seen: ReturnType<typeof watchPage>
const sources = [{ url: 'testcard://320x180@10' }]
const AWAY = 'Saved as soon as the server answers'

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), shareBrowser()])
  page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(60_000)
  seen = watchPage(page, stack.url)
  await logIn(page, stack.url)
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

const name = () => page.getByLabel('Name', { exact: true })
const dialog = () => page.getByRole('alertdialog')
const channelsNamed = async (wanted: string) =>
  (await stack.api.channels()).items.filter((channel) => channel.name === wanted)

/** With the scripts of all pages there, as they are moments after somebody has come. */
async function open(path: string) {
  await page.goto(`${stack.url}${path}`)
  const scripts = "document.querySelectorAll('link[rel=modulepreload]').length > 40"
  let moves = 0
  await waitFor('the scripts of all pages', async () => {
    await page.mouse.move(300 + (moves++ % 20), 300)
    return page.evaluate(scripts)
  })
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
}

/** Does something while the server is really away, and has it back. */
async function whileAway(act: () => Promise<void>) {
  await stack.kill('SIGKILL')
  await act()
  await stack.restart()
}

test('a new channel that is saved while the server is away is there once it is back, once', async () => {
  await open('/channels/new')
  await name().fill('Typed at night')
  await page.getByLabel('Source 1').first().fill('testcard://320x180@10')
  await whileAway(async () => {
    await page.getByRole('button', { name: 'Add channel' }).click()
    await page.getByText(AWAY).waitFor()
    expect(await name().inputValue()).toBe('Typed at night')
    await page.getByRole('button', { name: 'Back to editing' }).click()
    await page.getByText(AWAY).waitFor({ state: 'detached' })
    await name().fill('Typed at night, again')
    await page.getByRole('button', { name: 'Add channel' }).click()
    await page.getByText(AWAY).waitFor()
  })
  await page.getByRole('heading', { name: 'Typed at night, again' }).waitFor()
  expect((await stack.api.channels()).items).toHaveLength(1)
})

test('a creation that arrived and whose answer was lost makes no second channel', async () => {
  await open('/channels/new')
  await name().fill('Once')
  await page.getByLabel('Source 1').first().fill('testcard://320x180@10')
  let cut = 0
  await page.route('**/channels/new.data', async (route) => {
    if (route.request().method() !== 'POST' || cut > 0) return route.continue()
    cut += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.getByRole('button', { name: 'Add channel' }).click()
  await page.getByRole('heading', { name: 'Once' }).waitFor()
  await page.unroute('**/channels/new.data')
  expect(cut).toBe(1)
  expect(await channelsNamed('Once')).toHaveLength(1)
})

test.each([
  ['settings', '/settings', 'Check each channel every', '7', 'Save', /^Saved/],
  ['a preset', '/settings/presets/new', 'Name', 'Night', 'Save', 'The preset was saved.'],
  [
    'a key',
    '/settings/api-keys',
    'Name',
    'Night job',
    'Make a key',
    'This is the key. Keep it now: it is not shown again.',
  ],
])('so are %s', async (_, path, label, value, button, done) => {
  await open(path)
  await page.getByLabel(label).first().fill(value)
  await whileAway(async () => {
    await page.getByRole('button', { name: button, exact: true }).first().click()
    await page.getByText(AWAY).waitFor()
  })
  await page.getByText(done).first().waitFor()
})

test('a page that is gone to while the server is away stays in the app, and comes by itself', async () => {
  await open('/channels')
  await whileAway(async () => {
    await page.getByRole('link', { name: 'Hosts' }).click()
    await page.getByText('The page comes as soon as the server answers').waitFor()
    await page.getByRole('heading', { name: 'Channels', exact: true }).waitFor()
  })
  await page.getByRole('heading', { name: 'Hosts', exact: true }).waitFor()
})

test('a command is not sent later, when it may be wrong: it is said that it was not given', async () => {
  const channel = await stack.api.createChannel({ name: 'Commanded', sources })
  await open(`/channels/${channel.id}`)
  await whileAway(async () => {
    await page.getByRole('button', { name: 'Start Commanded', exact: true }).click()
    await page.getByText(/^Commanded: /).waitFor()
  })
  expect(await stack.api.channel(channel.id)).toMatchObject({ desired: 'off' })
})

test('leaving what is not saved asks; staying keeps it, saving and unchanged pages do not ask', async () => {
  const channel = await stack.api.createChannel({ name: 'Edited', sources })
  await open(`/channels/${channel.id}/edit`)
  await name().fill('Half typed')
  await page.getByRole('link', { name: 'Channels', exact: true }).click()
  await dialog().getByText('would be lost').waitFor()
  await dialog().getByRole('button', { name: 'Stay here' }).press('Enter')
  expect(await name().inputValue()).toBe('Half typed')
  const asked = page.waitForEvent('dialog')
  const leaving = page.goto(`${stack.url}/hosts`).catch(() => undefined)
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  await leaving
  expect(await name().inputValue()).toBe('Half typed')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByRole('heading', { name: 'Half typed' }).waitFor()
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await page.getByRole('heading', { name: 'Edit Half typed' }).waitFor()
  await page.getByRole('link', { name: 'Channels', exact: true }).click()
  await page.getByRole('heading', { name: 'Channels', exact: true }).waitFor()
})

test('the language is changed without leaving what is being typed', async () => {
  await open('/channels/new')
  await name().fill('Ağrı TV')
  await page.locator('summary').first().click()
  await page.getByRole('radio', { name: 'Türkçe' }).check()
  await page.getByRole('heading', { name: 'Kanal ekle' }).waitFor()
  expect(await page.getByLabel('Ad', { exact: true }).inputValue()).toBe('Ağrı TV')
  await page.getByRole('radio', { name: 'English' }).check()
  await page.getByRole('heading', { name: 'Add a channel' }).waitFor()
  expect(await name().inputValue()).toBe('Ağrı TV')
  await name().fill('')
})

test('the palette takes nothing of what is being typed, also where it is refused the documentation', async () => {
  await open('/channels/new')
  await name().fill('Half a channel')
  const refused = page.waitForResponse('**/palette/docs')
  await page.route('**/palette/docs', (route) => route.fulfill({ status: 429, json: {} }))
  await page.keyboard.press('Control+k')
  await refused
  await page.getByRole('combobox', { expanded: true }).fill('Hosts')
  await page.getByRole('option', { name: 'Hosts' }).first().waitFor()
  await page.keyboard.press('Escape')
  await page.unroute('**/palette/docs')
  expect(await name().inputValue()).toBe('Half a channel')
  await name().fill('')
})

test('what somebody else saved meanwhile is said before it is replaced', async () => {
  const channel = await stack.api.createChannel({ name: 'Shared', sources })
  await open(`/channels/${channel.id}/edit`)
  await stack.api.updateChannel(channel.id, { name: 'Theirs' })
  await name().fill('Mine')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Somebody changed this meanwhile: Name.').waitFor()
  expect((await stack.api.channel(channel.id)).name).toBe('Theirs')
  expect(await name().inputValue()).toBe('Mine')
  // A mistake that is made after that is the only thing that is wrong, and the last.
  await name().fill('')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('One field needs another look.').waitFor()
  await name().fill('Mine')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByRole('heading', { name: 'Mine' }).waitFor()
})

test('what a person saved a moment ago on the same page is nobody else’s change', async () => {
  await open('/settings')
  const seconds = page.getByLabel('Check each channel every')
  for (const value of ['8', '9']) {
    await seconds.fill(value)
    await page.getByRole('button', { name: 'Save', exact: true }).first().click()
    const shown = page.locator('input[name="shown"]').first()
    await expect.poll(() => shown.inputValue()).toContain(`"healthCheckSeconds":"${value}"`)
    expect((await stack.api.send('GET', '/settings')).body).toMatchObject({
      healthCheckSeconds: Number(value),
    })
  }
  await page.getByRole('link', { name: 'Channels', exact: true }).click()
  await page.getByRole('heading', { name: 'Channels', exact: true }).waitFor()
})

test('a session that ends while somebody types is begun anew over the form, which is saved again', async () => {
  const channel = await stack.api.createChannel({ name: 'Long edit', sources })
  await open(`/channels/${channel.id}/edit`)
  await name().fill('Long edited')
  await page.context().clearCookies()
  // The page may have asked the server by itself, and the dialog lie over the form already.
  await page.locator('button', { hasText: 'Save changes' }).first().dispatchEvent('click')
  const again = page.getByRole('dialog')
  await again.getByLabel('Password').press('Escape')
  await again.waitFor({ state: 'detached' })
  expect(await name().inputValue()).toBe('Long edited')
  await name().fill('Long edited on')
  const signedOut = page.getByRole('status').filter({ hasText: 'Signed out' })
  const logInAgain = signedOut.getByRole('button', { name: 'Log in again' })
  await logInAgain.press('Enter')
  await again.getByRole('button', { name: 'Read on without logging in' }).press('Enter')
  await again.waitFor({ state: 'detached' })
  await signedOut.locator('button:focus').waitFor()
  await logInAgain.press('Enter')
  await again.getByLabel('Password').fill('not the password')
  await again.getByRole('button', { name: 'Log in', exact: true }).click()
  await again.getByRole('alert').waitFor()
  await again.getByLabel('Password').fill(stack.adminPassword)
  await again.getByRole('button', { name: 'Log in', exact: true }).click()
  await again.waitFor({ state: 'detached' })
  await signedOut.waitFor({ state: 'detached' })
  // What was saved without a session is not sent by itself: it would take what was typed since.
  expect(await name().inputValue()).toBe('Long edited on')
  expect((await stack.api.send('GET', `/channels/${channel.id}`)).body).toMatchObject({
    name: 'Long edit',
  })
  await page.getByRole('button', { name: 'Save changes' }).first().click()
  await page.getByRole('heading', { name: 'Long edited on' }).waitFor()
})

test('none of this broke a page', () => {
  const own = /ERR_CONNECTION|ERR_EMPTY|Failed to load resource|Failed to fetch|NetworkError/
  expect(seen.complaints().filter((text) => !own.test(text))).toEqual([])
})
