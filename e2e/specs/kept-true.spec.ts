import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loggedIn } from '../bench/logged-in.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

let stack: Stack
let browser: Browser
/** Open all the time, and touched by nobody. Few: each holds one of a browser's six connections. */
const pages: Record<string, Page> = {}

beforeAll(async () => {
  const started = await Promise.all([shareStack(), shareBrowser()])
  stack = started[0]
  browser = started[1]
  const first = await loggedIn(browser, stack.url)
  for (const address of ['/channels', '/channels?view=list', '/wall']) {
    const page = await first.context().newPage()
    await page.goto(`${stack.url}${address}`)
    pages[address] = page
  }
  await first.close()
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

const shows = (page: Page | undefined, text: string) =>
  waitFor(`"${text}" on ${page?.url()}`, async () => (await page?.getByText(text).count()) !== 0)
const shed = (page: Page | undefined, text: string) =>
  waitFor(`no "${text}" on ${page?.url()}`, async () => (await page?.getByText(text).count()) === 0)

test('a channel that is made, renamed and deleted elsewhere is so on every open screen', async () => {
  const sources = [{ url: 'testcard://640x360@25' }]
  const { id } = await stack.api.createChannel({ name: 'Made elsewhere', sources })
  await stack.api.act(id, 'start')
  const open = [pages['/channels'], pages['/channels?view=list'], pages['/wall']]
  for (const page of open) await shows(page, 'Made elsewhere')
  const own = await open[0]?.context().newPage()
  await own?.goto(`${stack.url}/channels/${id}`)
  await stack.api.updateChannel(id, { name: 'Renamed elsewhere' })
  for (const page of [...open, own]) await shows(page, 'Renamed elsewhere')
  await stack.api.deleteChannel(id)
  for (const page of open) await shed(page, 'Renamed elsewhere')
  await shed(own, 'Renamed elsewhere')
  expect((await stack.api.channels()).total).toBe(0)
}, 120_000)
