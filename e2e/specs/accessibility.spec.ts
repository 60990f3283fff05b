import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { logIn } from '../stack/log-in.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'
import { watchPage } from '../stack/watch-page.ts'

/** Some thirty pages, each looked through by axe, on a machine that may be busy. */
const PATIENCE_MS = 300_000

/** WCAG 2.2 AA in axe's words. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** As long as a name may become; what is too wide for a page shows with it. */
const LONG_NAME = 'Güneydoğu Anadolu Bölgesel Haber, Kültür ve Müzik Televizyonu: Diyarbakır yayını'

const HYDRATED = `Object.keys(document.querySelector('main')).some((key) => key.startsWith('__reactFiber'))`

let stack: Stack
let browser: Browser
let channelId: string

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  // Small: it is encoded for as long as axe wants the cores.
  const sources = [{ url: 'testcard://320x180@10' }]
  channelId = (await stack.api.putOnAir({ name: 'On air', sources })).id
  await stack.api.createChannel({ name: LONG_NAME, sources })
  // Sorted by name, each language puts them in another order.
  for (const name of ['Çay', 'Cem', 'Isparta', 'İzmir', 'zafer', 'Özel', 'Oz']) {
    await stack.api.createChannel({ name, sources })
  }
  await stack.api.deleteChannel((await stack.api.createChannel({ name: 'Gone', sources })).id)
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

/** Axe judges each theme at one width: what it looks at is the same at the other one. */
test.each([
  ['axe finds nothing', 'light', 'en-GB', 1280],
  ['axe finds nothing', 'dark', 'tr-TR', 360],
  ['nothing breaks', 'dark', 'en-GB', 360],
  ['nothing breaks', 'light', 'tr-TR', 1280],
] as const)(
  '%s on any page, none scrolls sideways, and the browser renders what the server did: %s, %s, %d px',
  async (what, colorScheme, locale, width) => {
    const violations = what === 'axe finds nothing' ? axeAndWidth : tooWide
    const context = await browser.newContext({
      colorScheme,
      locale,
      timezoneId: locale === 'tr-TR' ? 'Europe/Istanbul' : 'America/New_York',
      viewport: { width, height: 900 },
    })
    const page = await context.newPage()
    const seen = watchPage(page, stack.url)
    await page.goto(`${stack.url}/login`)
    const found = await violations(page, '/login')
    for (const path of ['/forgot', '/reset?token=x']) {
      await page.goto(`${stack.url}${path}`)
      found.push(...(await violations(page, path)))
    }
    await logIn(page, stack.url)
    for (const path of pages()) {
      await page.goto(`${stack.url}${path}`)
      await page.locator('main').first().waitFor()
      // React marks what it has taken over: by then it has complained of what differs.
      await waitFor('the page to be hydrated', () => page.evaluate(HYDRATED))
      found.push(...(await violations(page, path)))
    }
    await context.close()
    // A page that is not there says so with its status, which a browser complains of.
    const complaints = seen.complaints().filter((text) => !text.includes('/no-such-page'))
    expect([...found, ...complaints]).toEqual([])
  },
  PATIENCE_MS,
)

function pages(): string[] {
  const channel = `/channels/${channelId}`
  return [
    '/channels',
    '/channels?view=list&order=name',
    '/channels/new',
    '/channels/import',
    channel,
    `${channel}/edit`,
    `${channel}/stop`,
  ].concat([
    `${channel}/logo`,
    '/channels/deleted',
    '/rollouts',
    '/recordings',
    '/alerts/messages',
    '/alerts/targets/new?kind=sms',
    '/alerts/rules',
    '/alerts/maintenance',
    '/alerts/delivery',
    '/',
    '/monitoring',
    '/monitoring?view=processes',
    '/monitoring?view=bandwidth',
    '/monitoring?view=errors',
    '/analytics',
    '/analytics?range=custom',
    '/wall',
    '/hosts',
    '/docs',
    '/docs/alerts',
    '/settings',
    '/settings/presets',
    '/settings/presets/new',
    '/settings/api-keys',
    '/settings/audit',
    '/settings/recordings',
    '/settings/backup',
    '/settings/users',
    '/account/second-step',
    '/second-step',
    '/account',
    '/no-such-page',
  ])
}

async function axeAndWidth(page: Page, path: string): Promise<string[]> {
  // Pages have no frames of others, so nothing has to be put together in a page of its own.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const result = await axe.withTags(RULES).analyze()
  const found = result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${path}: ${id} at ${node.target.join(' ')}`),
  )
  return [...found, ...(await tooWide(page, path))]
}

async function tooWide(page: Page, path: string): Promise<string[]> {
  const over = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
  return over > 0 ? [`${path}: ${over} px too wide`] : []
}
