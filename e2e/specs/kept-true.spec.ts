import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { enrolHost } from '../stack/enrol-host.ts'
import { loggedIn } from '../stack/log-in.ts'
import { shareStack } from '../stack/shared-stack.ts'
import { sightedAt } from '../stack/sighted-at.ts'
import type { Stack } from '../stack/start-stack.ts'

/** From the answer to a change until a screen shows it. */
const WITHIN_MS = 2000
/** What a crowded machine adds: a change comes to a screen by about as much work as so many bare requests. */
const STEPS = 50

const Hosts = z.object({ items: z.array(z.object({ id: z.uuid() })) })

let stack: Stack
let browser: Browser
let session: Awaited<ReturnType<BrowserContext['storageState']>>

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  const first = await loggedIn(browser, stack.url)
  session = await first.context().storageState()
  await first.context().close()
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

/** A screen that is open all the time and touched by nobody, in a browser of its own: people sit apart. */
async function open(address: string, text: string): Promise<Page> {
  const viewport = { width: 1280, height: 900 }
  const context = await browser.newContext({ locale: 'en-GB', storageState: session, viewport })
  const page = await context.newPage()
  const isFollowing = page.waitForResponse(/\/live\.watch/)
  // What happened last is sent as markup, and kept up some seconds later.
  const isWhole = address === '/' ? page.waitForResponse(/\/monitoring\.activity/) : null
  await page.goto(`${stack.url}${address}`)
  await Promise.all([isFollowing, isWhole, sightedAt(page, text)])
  return page
}

/** Milliseconds of requests that need nothing: of the machine, not of us. */
async function bareMs(): Promise<number> {
  const from = performance.now()
  for (let step = 0; step < STEPS; step += 1) await (await fetch(`${stack.url}/healthz`)).text()
  return performance.now() - from
}

type Sight = { page: Page; text: string; gone?: boolean }

/** Makes a change, and holds every screen, watched all the time, to showing it in time. */
async function seenInTime<T>(change: () => Promise<T>, sights: readonly Sight[]): Promise<T> {
  const sighting = Promise.all(
    sights.map(({ page, text, gone = false }) => sightedAt(page, text, { gone })),
  )
  const answer = await change()
  const answeredAt = Date.now()
  const ats = await sighting
  const most = WITHIN_MS + (await bareMs())
  const late = sights
    .map(({ page, text, gone }, at) => ({
      text,
      gone,
      on: page.url(),
      ms: (ats[at] ?? 0) - answeredAt,
    }))
    .filter(({ ms }) => ms > most)
  expect(late).toEqual([])
  return answer
}

test('what is changed elsewhere is so on every open screen within two seconds of its answer', async () => {
  const [dashboard, grid, list, wall] = await Promise.all([
    open('/', 'of 0 wanted'),
    open('/channels', 'Add'),
    open('/channels?view=list', 'Add'),
    open('/wall', 'No channel is wanted on air'),
  ])
  const all = (pages: readonly Page[], text: string, gone = false) =>
    pages.map((page) => ({ page, text, gone }))
  const sources = [{ url: 'testcard://640x360@25' }]
  const create = () => stack.api.createChannel({ name: 'Made elsewhere', sources })
  const { id } = await seenInTime(create, all([grid, list, dashboard], 'Made elsewhere'))
  // The wall has those that are wanted on air, and only those.
  await seenInTime(
    () => stack.api.act(id, 'start'),
    [...all([wall], 'Made elsewhere'), ...all([dashboard], 'of 1 wanted')],
  )
  const own = await open(`/channels/${id}`, 'Made elsewhere')
  const rename = () => stack.api.updateChannel(id, { name: 'Renamed elsewhere' })
  await seenInTime(rename, all([grid, list, wall, own, dashboard], 'Renamed elsewhere'))
  await seenInTime(
    () => stack.api.deleteChannel(id),
    [
      ...all([dashboard], 'of 0 wanted'),
      ...all([grid, list, wall, own], 'Renamed elsewhere', true),
    ],
  )
  expect((await stack.api.channels()).total).toBe(0)
}, 120_000)

test('so is what is done with a host, and its channels go where the person who deletes it says', async () => {
  const [own] = Hosts.parse((await stack.api.send('GET', '/hosts')).body).items
  const { hostId } = await enrolHost(stack, 'Spare host')
  const sources = [{ url: 'testcard://640x360@25' }]
  const { id } = await stack.api.createChannel({ name: 'Kept there', sources, hostId })
  const [hosts, channel] = await Promise.all([
    open('/hosts', 'Spare host'),
    open(`/channels/${id}`, 'Spare host'),
  ])
  const change = (method: string, path: string, body: object) => async () => {
    const { status, text } = await stack.api.send(method, `/hosts/${hostId}${path}`, body)
    if (status >= 300) throw new Error(`${method} answered ${status}: ${text}`)
  }
  const text = 'Renamed host'
  await seenInTime(change('PATCH', '', { name: text }), [
    { page: hosts, text },
    { page: channel, text },
  ])
  const drain = change('POST', '/drain', { draining: true })
  await seenInTime(drain, [{ page: hosts, text: 'Draining: takes no new channels' }])
  const card = hosts.getByRole('article', { name: text })
  await card.getByRole('button', { name: 'Delete' }).click()
  const dialog = hosts.getByRole('alertdialog')
  await dialog.getByLabel('Its channels go to').selectOption(own?.id ?? '')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await card.waitFor({ state: 'detached' })
  expect((await stack.api.channel(id)).hostId).toBe(own?.id)
}, 120_000)
