import type { Browser } from 'playwright-core'
import { startHls } from '../sources/hls.ts'
import { type Api, apiClient } from '../stack/api-client.ts'
import { launchBrowser } from '../stack/browser.ts'
import { bytesOf, loadedScripts } from '../stack/loaded-scripts.ts'
import { loggedIn } from '../stack/log-in.ts'
import { startSplitStack } from '../stack/start-split-stack.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'
import { type Figure, type Measurement, percentile } from './figure.ts'
import { scrollPage } from './scroll-page.ts'
import { timeList } from './time-list.ts'
import { watchPageFor } from './watch-page-for.ts'

const CHANNELS = 120
const LISTED = 500
const WATCHED_SECONDS = 60
const HEAP_MINUTES = Number(process.env.BENCH_HEAP_MINUTES ?? 10)
const LOADS = 5

/** Issue's bars for a browser that shows 120 live channels at one update a second. */
export const webapp: Measurement = {
  name: 'webapp',
  about: `Chromium with ${CHANNELS} live channels for ${HEAP_MINUTES} min (BENCH_HEAP_MINUTES), and ${LISTED} listed`,
  measure,
}

async function measure(): Promise<Figure[]> {
  const source = await startHls({ width: 320, height: 180, bitrateKbps: 300 })
  const stack = await startSplitStack()
  const browser = await launchBrowser()
  try {
    await addChannels(stack.api, source.url, 0, CHANNELS, true)
    const all = async () => (await stack.api.channels('?status=running')).total === CHANNELS
    await waitFor('all on air', all, { timeoutMs: 180_000, everyMs: 1000 })
    const sizes = await scriptSizes(browser, stack.webappUrl)
    const page = await loggedIn(browser, stack.webappUrl)
    await page.goto(`${stack.webappUrl}/channels`)
    const watched = await watchPageFor(page, WATCHED_SECONDS, HEAP_MINUTES)
    await page.close()
    // The first log-in has run out while the page was watched.
    const api = await apiClient(stack.url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
    await addChannels(api, source.url, CHANNELS, LISTED, false)
    return [...sizes, ...watched, ...(await listFigures(browser, stack.webappUrl))]
  } finally {
    await browser.close()
    await stack.stop()
    await source.close()
  }
}

/** One name, so that one slate fits them all. */
async function addChannels(api: Api, url: string, from: number, until: number, on: boolean) {
  for (let index = from; index < until; index++) {
    const output = { mode: 'copy' as const }
    const input = { name: 'Bench', slug: `bench-${index}`, sources: [{ url }], output }
    const { id } = await api.createChannel(input)
    if (on) await api.act(id, 'start')
  }
}

/**
 * What a browser with an empty cache loads of scripts for the dashboard, compressed: until it is
 * still, and then what is loaded ahead for the other pages once somebody is there.
 */
async function scriptSizes(browser: Browser, url: string): Promise<Figure[]> {
  const login = await loggedIn(browser, url)
  const storageState = await login.context().storageState()
  await login.context().close()
  const context = await browser.newContext({ storageState, locale: 'en-GB' })
  const page = await context.newPage()
  const loaded = loadedScripts(page)
  await page.goto(url)
  const first = bytesOf(await loaded())
  await page.mouse.move(300, 300)
  let ahead = 0
  await waitFor('scripts of other pages', async () => {
    ahead += bytesOf(await loaded())
    return ahead > 0
  })
  await context.close()
  const what = 'JavaScript of the dashboard, gzipped'
  return [
    { what, value: first / 1000, unit: 'kB', bar: { atMost: 120 } },
    {
      what: 'JavaScript loaded ahead for the other pages, gzipped',
      value: ahead / 1000,
      unit: 'kB',
    },
  ]
}

async function listFigures(browser: Browser, url: string): Promise<Figure[]> {
  const page = await loggedIn(browser, url)
  const times = await timeList(page, LISTED)
  const figures: Figure[] = []
  for (const view of ['list', 'grid']) {
    const shown: number[] = []
    const complete: number[] = []
    for (let load = 0; load < LOADS; load++) {
      await page.goto(`${url}/channels?view=${view}`, { waitUntil: 'commit' })
      const { first, all } = await times()
      shown.push(first)
      complete.push(all)
    }
    const note = `median of ${LOADS}; the first after ${Math.round(percentile(shown, 0.5))} ms`
    figures.push({
      what: `all ${LISTED} channels there as a ${view}`,
      value: percentile(complete, 0.5),
      unit: 'ms',
      bar: { atMost: 1000 },
      note,
    })
    figures.push(...(await scrollPage(page, `them as a ${view}`)))
  }
  await page.context().close()
  return figures
}
