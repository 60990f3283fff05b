import { createDb } from '@cashbacktv/db'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { addViewer, VIEWER_EMAIL } from '../stack/add-viewer.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { DASHBOARD, firstScripts } from '../stack/first-scripts.ts'
import { freePort } from '../stack/free-port.ts'
import { loadedScripts } from '../stack/loaded-scripts.ts'
import { loggedIn, logIn } from '../stack/log-in.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'

const NAME = 'Kanal Bozuk'

let database: { url: string; stop(): Promise<void> }
let stack: Stack
let browser: Browser
let source: LiveSource
let page: Page
let channelId: string
const folder = tempFolder('dashboard')

beforeAll(async () => {
  database = await startEmbeddedPostgres({ dataDir: folder.path, log: () => {} })
  ;[stack, browser, source] = await Promise.all([
    startStack({ env: { DATABASE_URL: database.url } }),
    shareBrowser(),
    startHttpTs(),
  ])
  const nobody = `http://127.0.0.1:${await freePort()}/live.ts`
  const channel = await stack.api.createChannel({
    name: NAME,
    sources: [{ url: nobody }],
    output: { mode: 'copy' },
  })
  channelId = channel.id
  page = await loggedIn(browser, stack.url)
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
  await source?.close()
  await database?.stop()
  folder.remove()
})

test('a browser loads what the dashboard needs, and the rest when somebody is there', async () => {
  const storageState = await page.context().storageState()
  const context = await browser.newContext({ storageState, locale: 'en-GB' })
  const shown = await context.newPage()
  const loaded = loadedScripts(shown)
  await shown.goto(stack.url)
  await shown.getByText('of 0 wanted').waitFor()
  const first = (await loaded()).map(({ name }) => name)
  const needed = firstScripts(DASHBOARD).map(({ name }) => name)
  // What keeps the activity up comes by itself after some seconds, be they over on a busy machine.
  expect(first.filter((name) => !name.startsWith('activity-')).sort()).toEqual(needed.sort())
  await shown.locator('summary').click()
  await shown.getByRole('radio', { name: 'Dark' }).waitFor({ state: 'attached' })
  await waitFor('the other pages', async () =>
    (await loaded()).some(({ name }) => name.startsWith('channels-')),
  )
  await context.close()
})

test('a fault appears by itself, with its reason, what is done about it and an action', async () => {
  await page.getByText('of 0 wanted').waitFor()
  await stack.api.act(channelId, 'start')
  const row = attention(page).getByRole('listitem').filter({ hasText: NAME })
  await row
    .getByText(/answers|answer|refused/i)
    .first()
    .waitFor()
  await row
    .getByText(/Restarts by itself|trying now|next try/)
    .first()
    .waitFor()
  await row.getByRole('button', { name: `Stop ${NAME}` }).waitFor()
  await page.getByText('Something is broken').waitFor()
})

test('an incident that wants a person is heard, notifies and marks the tab, until somebody takes it', async () => {
  const context = await browser.newContext({
    storageState: await page.context().storageState(),
    locale: 'en-GB',
    permissions: ['notifications'],
  })
  await context.addInitScript(RECORD_ALARMS)
  const shown = await context.newPage()
  shown.setDefaultTimeout(30_000)
  await shown.goto(`${stack.url}/alerts`)
  const recorded = () => shown.evaluate('window.alarms') as Promise<Alarms>
  await waitFor('a tone', async () => (await recorded()).tones > 0)
  const told = await waitFor('a notification', async () => (await recorded()).told[0] ?? null)
  expect(told.body).toContain(NAME)
  await waitFor('the title', async () => /^\(\d+\) /.test(await shown.title()))
  const icon = () => shown.locator('link[rel="icon"]').getAttribute('href')
  expect(await icon()).toBe('/favicon-alarm.svg')

  // Its end is no change of an incident: nobody says anything but the clock.
  await muteFor(20)
  await shown.getByText('muted until').first().waitFor()
  await waitFor('the icon to be calm', async () => (await icon()) === '/favicon.svg')
  await shown.getByText('muted until').first().waitFor({ state: 'detached' })
  await waitFor('the icon to call again', async () => (await icon()) === '/favicon-alarm.svg')
  await waitFor('another notification', async () => (await recorded()).told.length > 1)

  for (const { id } of await openIncidents()) {
    expect((await stack.api.send('POST', `/incidents/${id}/acknowledge`, {})).status).toBe(200)
  }
  await waitFor('the icon to be calm', async () => (await icon()) === '/favicon.svg')
  expect(await shown.title()).not.toMatch(/^\(/)
  // Only who holds it plays.
  expect(await shown.evaluate('navigator.locks.query()')).toMatchObject({ held: [] })
  await context.close()
})

test('the error log has it too, found by its channel', async () => {
  const log = await page.context().newPage()
  await log.goto(`${stack.url}/monitoring?view=errors&search=${encodeURIComponent(NAME)}`)
  await log.getByRole('link', { name: NAME }).first().waitFor()
  await log.close()
})

test('the palette finds the channel by a few letters and opens it', async () => {
  const other = await page.context().newPage()
  await other.goto(stack.url)
  await other.getByRole('status').filter({ hasText: 'Live' }).waitFor()
  await other.keyboard.press('Control+k')
  const field = other.getByRole('combobox')
  await field.fill('bozuk')
  await other.getByRole('option', { name: NAME }).first().waitFor()
  await field.press('Enter')
  await other.waitForURL(`**/channels/${channelId}`)
  await other.close()
})

test('what is typed while the palette is on its way is in its field, and goes on there', async () => {
  const storageState = await page.context().storageState()
  const context = await browser.newContext({ storageState, locale: 'en-GB' })
  const other = await context.newPage()
  let bring: () => void = () => {}
  const brought = new Promise<void>((resolve) => {
    bring = resolve
  })
  await other.route('**/assets/command-palette-*', async (route) => {
    await brought
    await route.continue()
  })
  await other.goto(stack.url)
  await other.getByRole('status').filter({ hasText: 'Live' }).waitFor()
  await other.keyboard.press('Control+k')
  await other.keyboard.type('bozz')
  await other.keyboard.press('Backspace')
  bring()
  const field = other.getByRole('combobox')
  await field.waitFor()
  await other.keyboard.type('uk')
  await other.getByRole('option', { name: NAME }).first().waitFor()
  expect(await field.inputValue()).toBe('bozuk')
  await context.close()
})

test('the palette finds a chapter of the documentation and opens it there', async () => {
  const other = await page.context().newPage()
  await other.goto(stack.url)
  await other.getByRole('status').filter({ hasText: 'Live' }).waitFor()
  await other.keyboard.press('Control+k')
  const field = other.getByRole('combobox')
  await field.fill('going back in time')
  await other.getByRole('option', { name: /: Going back in time Documentation$/ }).waitFor()
  await field.press('Enter')
  await other.waitForURL('**/docs/operations#going-back-in-time')
  await other.getByRole('heading', { name: 'Going back in time' }).waitFor()
  await other.close()
})

test('a viewer sees the fault and has nothing to touch, and the wall leads back with Esc', async () => {
  await addViewer(database.url, stack.url)
  const viewer = await browser.newPage({ locale: 'en-GB' })
  await logIn(viewer, stack.url, { email: VIEWER_EMAIL, password: stack.adminPassword })
  await attention(viewer).getByRole('listitem').filter({ hasText: NAME }).waitFor()
  expect(await viewer.getByRole('button', { name: `Stop ${NAME}` }).count()).toBe(0)
  expect(await viewer.getByRole('link', { name: 'Add channel' }).count()).toBe(0)
  await viewer.getByRole('link', { name: 'Wall mode' }).click()
  await viewer.getByRole('heading', { name: NAME }).waitFor()
  await viewer.keyboard.press('Escape')
  await viewer.getByRole('heading', { name: 'Dashboard' }).waitFor()
  await viewer.context().close()
})

test('it goes away by itself when the fault is mended', async () => {
  await stack.api.updateChannel(channelId, { sources: [{ url: source.url }] })
  const row = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Stop ${NAME}` }) })
  await stack.api.waitForChannel(channelId, ({ status }) => status === 'running', 60_000)
  await row.waitFor({ state: 'detached', timeout: 60_000 })
  await page.getByText('of 1 wanted').waitFor()
})

type Alarms = { tones: number; told: { title: string; body: string }[] }

/** Put in before the scripts of a page: what it plays and shows is written down, as chosen by its person. */
const RECORD_ALARMS = `
window.alarms = { tones: 0, told: [] }
localStorage.setItem('cbtv-alarm-sound', 'on')
localStorage.setItem('cbtv-alarm-notify', 'on')
const start = OscillatorNode.prototype.start
OscillatorNode.prototype.start = function (when) {
  window.alarms.tones += 1
  start.call(this, when)
}
window.Notification = class {
  static permission = 'granted'
  constructor(title, { body = '' } = {}) {
    window.alarms.told.push({ title, body })
  }
}`

/** Mutes what is open for less time than a person can, each incident with one news of it. */
async function muteFor(seconds: number): Promise<void> {
  const { sql, close } = createDb(database.url)
  await sql`
    update incidents set muted_until = now() + make_interval(secs => ${seconds}), edition = edition + 1
    where over_at is null`
  await close()
}

async function openIncidents() {
  const { body } = await stack.api.send('GET', '/incidents?state=open')
  return z.object({ items: z.array(z.object({ id: z.string() })) }).parse(body).items
}

function attention(shown: Page) {
  return shown.getByRole('region', { name: /^Needs attention/ })
}
