import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { percentile } from '../bench/figure.ts'
import { loggedIn } from '../bench/logged-in.ts'
import { launchBrowser } from '../stack/browser.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'

/** From the answer to a change until every open screen shows it. */
const WITHIN_MS = 2000
/** A change comes to a screen by so many steps, each about a bare request: what a crowded machine adds. */
const STEPS = 10
/** Later than that it is not waited for. */
const TIMEOUT_MS = 20_000

let stack: Stack
let browser: Browser
const opened: Page[] = []

beforeAll(async () => {
  const started = await Promise.all([startStack(), launchBrowser()])
  stack = started[0]
  browser = started[1]
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

/** A screen that is open all the time and touched by nobody. Few: each holds one of a browser's six connections. */
async function open(first: Page, address: string): Promise<Page> {
  const page = await first.context().newPage()
  await page.goto(`${stack.url}${address}`)
  opened.push(page)
  return page
}

/** Milliseconds of a request that needs nothing, with a look at a page: of the machine, not of us. */
async function bareMs(): Promise<number> {
  const took: number[] = []
  for (let round = 0; round < 7; round++) {
    const from = performance.now()
    await (await fetch(`${stack.url}/healthz`)).text()
    await opened[0]?.evaluate('1')
    took.push(performance.now() - from)
  }
  return percentile(took, 0.5)
}

type Sight = { page: Page; text: string; is: 'attached' | 'detached' }

/** Makes a change and sees, on all screens at once, how long after its answer each shows it. */
async function seen(change: () => Promise<unknown>, sights: readonly Sight[]): Promise<void> {
  await change()
  const from = performance.now()
  const took = await Promise.all(
    sights.map(async ({ page, text, is }) => {
      await page.getByText(text).first().waitFor({ state: is, timeout: TIMEOUT_MS })
      return { what: `${is} "${text}" on ${page.url()}`, ms: performance.now() - from }
    }),
  )
  const most = WITHIN_MS + STEPS * (await bareMs())
  expect(took.filter(({ ms }) => ms > most)).toEqual([])
}

test('what is changed elsewhere is so on every open screen within two seconds of its answer', async () => {
  const first = await loggedIn(browser, stack.url)
  const dashboard = await open(first, '/')
  const lists = [
    await open(first, '/channels'),
    await open(first, '/channels?view=list'),
    await open(first, '/wall'),
  ]
  await first.close()
  await dashboard.getByText('of 0 wanted').waitFor()
  const all = (pages: readonly Page[], text: string, is: Sight['is'] = 'attached') =>
    pages.map((page) => ({ page, text, is }))
  const sources = [{ url: 'testcard://640x360@25' }]
  let id = ''
  const create = async () => {
    id = (await stack.api.createChannel({ name: 'Made elsewhere', sources })).id
  }
  await seen(create, all(lists, 'Made elsewhere'))
  await seen(() => stack.api.act(id, 'start'), all([dashboard], 'of 1 wanted'))
  const own = await open(lists[0] ?? dashboard, `/channels/${id}`)
  await own.getByText('Made elsewhere').first().waitFor()
  const rename = () => stack.api.updateChannel(id, { name: 'Renamed elsewhere' })
  await seen(rename, all([...lists, own], 'Renamed elsewhere'))
  await seen(
    () => stack.api.deleteChannel(id),
    [...all([dashboard], 'of 0 wanted'), ...all([...lists, own], 'Renamed elsewhere', 'detached')],
  )
  expect((await stack.api.channels()).total).toBe(0)
}, 120_000)
