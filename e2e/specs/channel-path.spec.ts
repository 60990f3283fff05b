import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { beginChannel } from '../stack/channel-form.ts'
import { enrolHost } from '../stack/enrol-host.ts'
import { freePort } from '../stack/free-port.ts'
import { loggedIn } from '../stack/log-in.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

let stack: Stack
let browser: Browser
/** With JavaScript, and without. */
let page: Page
let plain: Page
const SOURCE = 'testcard://320x180@10'

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  page = await loggedIn(browser, stack.url)
  plain = await loggedIn(browser, stack.url, { javaScriptEnabled: false })
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

const name = (on: Page) => on.getByLabel('Name', { exact: true })
const address = (on: Page) => on.getByLabel('Source 1').first()
const focused = (on: Page) => on.locator('*:focus').getAttribute('name')
const named = async (wanted: string) =>
  (await stack.api.channels()).items.find((channel) => channel.name === wanted)

async function unfold(on: Page, title: string) {
  await on.locator('summary').filter({ hasText: title }).click()
}

test('a name and an address are enough to be on air, and nothing else is in the way', async () => {
  await page.goto(`${stack.url}/channels/new`)
  expect(await page.getByLabel('Priority').isVisible()).toBe(false)
  await name(page).fill('Direct')
  await address(page).fill(SOURCE)
  await page.getByRole('button', { name: 'Save and put on air' }).click()
  await page.getByRole('heading', { name: 'Direct' }).waitFor()
  await page.getByText('Direct was added and is starting.').waitFor()
  const id = (await named('Direct'))?.id ?? ''
  await stack.api.waitForChannel(id, ({ status }) => status === 'running')
})

const size = (on: Page, height: string) => on.getByLabel(height, { exact: true })
const cap = (on: Page, height: string) => on.getByLabel(`${height}, at most kb/s`)

test('a ladder is chosen with a few clicks, with JavaScript and without', async () => {
  for (const [on, title] of [
    [page, 'Ladder'],
    [plain, 'Plain ladder'],
  ] as const) {
    await beginChannel(on, stack.url, { name: title, source: SOURCE })
    await size(on, '240p').check()
    await size(on, '480p').check()
    await unfold(on, 'Bitrates and frame rates')
    await cap(on, 'As the source').fill('3000')
    await cap(on, '480p').fill('50')
    await on.getByRole('button', { name: 'Add channel' }).click()
    await on.getByText('Use 100 or more.').first().waitFor()
    expect(await focused(on)).toBe('output.cap.480')
    await cap(on, '480p').fill('900')
    await on.getByRole('button', { name: 'Add channel' }).click()
    await on.getByRole('heading', { name: title, exact: true }).waitFor()
    const made = await named(title)
    expect(made?.output.renditions).toEqual([
      { name: 'main', height: null, maxBitrateKbps: 3000 },
      { name: '480p', height: 480, maxBitrateKbps: 900 },
      { name: '240p', height: 240 },
    ])
    await on.goto(`${stack.url}/channels/${made?.id}/edit`)
    await size(on, '480p').uncheck()
    await cap(on, 'As the source').fill('')
    await on.getByRole('button', { name: 'Save changes' }).click()
    await on.getByRole('heading', { name: title, exact: true }).waitFor()
    expect((await named(title))?.output.renditions).toEqual([
      { name: 'main', height: null },
      { name: '240p', height: 240 },
    ])
  }
})

test('a usual ladder is filled in by one button and can be changed, with JavaScript and without', async () => {
  for (const [on, title] of [
    [page, 'Usual ladder'],
    [plain, 'Plain usual ladder'],
  ] as const) {
    await beginChannel(on, stack.url, { name: title, source: SOURCE })
    await on.getByRole('button', { name: '1080 / 720 / 480', exact: true }).click()
    const half = on.getByLabel('480p at half the frame rate')
    await half.waitFor()
    expect(await half.isChecked()).toBe(true)
    expect(await name(on).inputValue()).toBe(title)
    await cap(on, '720p').fill('2500')
    await on.getByRole('button', { name: 'Add channel' }).click()
    await on.getByRole('heading', { name: title, exact: true }).waitFor()
    expect((await named(title))?.output.renditions).toEqual([
      { name: 'main', height: 1080, maxBitrateKbps: 6000 },
      { name: '720p', height: 720, maxBitrateKbps: 2500 },
      { name: '480p', height: 480, maxBitrateKbps: 1500, frameRate: 'half' },
    ])
  }
})

async function sendMistakes(on: Page) {
  await on.goto(`${stack.url}/channels/new`)
  await name(on).fill('Wrong')
  await address(on).fill('ftp://example.com/live')
  await unfold(on, 'Restarts, priority and limits')
  await on.getByLabel('Priority').fill('500')
  await unfold(on, 'Restarts, priority and limits')
  await on.getByRole('button', { name: 'Save and put on air' }).click()
  await on.getByText('2 fields need another look').waitFor()
}

test('after a refused save the first mistake has the focus, and every other one is a step away', async () => {
  await sendMistakes(page)
  await waitFor('the focus', async () => (await focused(page)) === 'sources.0.url')
  await page.getByRole('link', { name: 'Priority' }).click()
  await waitFor('the focus', async () => (await focused(page)) === 'priority')
  expect(await name(page).inputValue()).toBe('Wrong')
  await page.getByLabel('Priority').fill('90')
  await address(page).fill(SOURCE)
  await page.getByRole('button', { name: 'Add channel' }).click()
  await page.getByRole('heading', { name: 'Wrong' }).waitFor()
  expect(await named('Wrong')).toMatchObject({ priority: 90, desired: 'off' })
})

test('so it is without JavaScript, where the part that holds a mistake is unfolded too', async () => {
  await sendMistakes(plain)
  expect(await focused(plain)).toBe('sources.0.url')
  expect(await plain.getByLabel('Priority').isVisible()).toBe(true)
  expect(await plain.getByLabel('Priority').inputValue()).toBe('500')
  await plain.getByRole('link', { name: 'Priority' }).click()
  expect(await focused(plain)).toBe('priority')
})

test('Enter in a field saves, and adds no source', async () => {
  await beginChannel(page, stack.url, { name: 'By Enter', source: SOURCE })
  await address(page).press('Enter')
  await page.getByRole('heading', { name: 'By Enter' }).waitFor()
  expect(await named('By Enter')).toMatchObject({ desired: 'off', sources: [{ url: SOURCE }] })
})

test('a copy has the settings of the other channel, without JavaScript too', async () => {
  const settings = { name: 'Model', slug: 'model', priority: 77, note: 'Night shift' }
  const { id } = await stack.api.createChannel({ ...settings, sources: [{ url: SOURCE }] })
  await plain.goto(`${stack.url}/channels/${id}`)
  await plain.getByRole('link', { name: 'Duplicate' }).click()
  expect(await name(plain).inputValue()).toBe('Model (copy)')
  await plain.getByText('Priority: 77').waitFor()
  await plain.getByRole('button', { name: 'Add channel' }).click()
  await plain.getByRole('heading', { name: 'Model (copy)' }).waitFor()
  const copy = await named('Model (copy)')
  expect(copy).toMatchObject({ slug: 'model-copy', priority: 77, note: 'Night shift' })
  expect(copy?.id).not.toBe(id)
})

test('a channel is moved, which says before what it does, and comes back when its host is deleted', async () => {
  const { hostId: host } = await enrolHost(stack, 'edge-2')
  const { id } = await channelOnAir('Traveller')
  await page.goto(`${stack.url}/channels/${id}`)
  await page.getByRole('button', { name: 'Move Traveller to another host' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('To').selectOption(host)
  await dialog.getByText(/^Moves 1 channel: off air on one host/).waitFor()
  await dialog.getByRole('button', { name: 'Move them' }).click()
  await page.getByText('edge-2 · chosen by a person').waitFor()
  expect(await stack.api.channel(id)).toMatchObject({ hostId: host, pinned: true })
  await page.goto(`${stack.url}/hosts`)
  const card = page.getByRole('article', { name: 'edge-2' })
  await card.getByRole('button', { name: 'Delete' }).click()
  await dialog.getByText('Its 1 channel goes to another host and starts there.').waitFor()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await card.waitFor({ state: 'detached' })
  await stack.api.waitForChannel(id, ({ status }) => status === 'running', 60_000)
})

test('why a source cannot be looked into is said in Turkish on a Turkish page', async () => {
  const storageState = await page.context().storageState()
  const context = await browser.newContext({ storageState, locale: 'tr-TR' })
  const turkish = await context.newPage()
  turkish.setDefaultTimeout(60_000)
  await turkish.goto(`${stack.url}/channels/new`)
  await turkish.locator('[name="sources.0.url"]').fill(await closedAddress())
  await turkish.getByRole('button', { name: '1. kaynağı dene' }).click()
  const alert = turkish.getByRole('alert').filter({ hasText: 'Kaynaktan yayın alınamadı' })
  const said = await alert.textContent()
  expect(said).toContain('Kaynağın adresinde yanıt veren yok.')
  expect(said).not.toMatch(/nothing|refused|answers|address/i)
  await context.close()
})

/** Nobody listens there. */
async function closedAddress(): Promise<string> {
  return `http://127.0.0.1:${await freePort()}/live.ts`
}

async function channelOnAir(called: string) {
  return stack.api.startNew({ name: called, sources: [{ url: SOURCE }] })
}
