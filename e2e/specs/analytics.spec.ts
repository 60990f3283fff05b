import AxeBuilder from '@axe-core/playwright'
import { createDb } from '@cashbacktv/db'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { loggedIn } from '../stack/log-in.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'

/** WCAG 2.2 AA in axe's words. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

let database: { url: string; stop(): Promise<void> }
let stack: Stack
let browser: Browser
const folder = tempFolder('analytics')

beforeAll(async () => {
  database = await startEmbeddedPostgres({ dataDir: folder.path, log: () => {} })
  ;[stack, browser] = await Promise.all([
    startStack({ env: { DATABASE_URL: database.url } }),
    shareBrowser(),
  ])
  const sources = [{ url: 'testcard://320x180@10' }]
  const good = await stack.api.createChannel({ name: 'Good', sources })
  const bad = await stack.api.createChannel({ name: 'Bad', sources })
  await fill(good.id, bad.id)
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
  await database?.stop()
  folder.remove()
})

/** Two days of hours; of the last one the bad channel showed the slate for a quarter. */
async function fill(good: string, bad: string): Promise<void> {
  const { sql, close } = createDb(database.url)
  const [host] = await sql`select id from hosts`
  const hours = sql`select date_trunc('hour', now()) - n * interval '1 hour' as at, n
    from generate_series(1, 48) n`
  const hasPartitions = async () => {
    const [row] = await sql`select count(*)::int as n from pg_inherits
      where inhparent = 'channel_rollups_3600'::regclass`
    return row?.n > 0
  }
  await waitFor('the partitions of hours', hasPartitions, { timeoutMs: 30_000, everyMs: 200 })
  await addFormerMonth(sql)
  await sql`insert into host_rollups (step_seconds, at, host_id, observed_seconds, viewers_max)
    select 3600, at, ${host?.id}, 3600, 7 from (${hours}) hours`
  await sql`insert into channel_rollups (step_seconds, at, channel_id, observed_seconds,
      live_seconds, slate_seconds, viewer_seconds, viewers_max, sent_bytes, cpu_seconds, restarts,
      player_sessions, rebuffered_sessions, stalls, played_seconds)
    select 3600, at, channel, 3600, 3600 - slate, slate, (2 + n % 5) * 3600, 2 + n % 5, 1e9, 600, slate / 900,
      4, slate / 900, slate / 100, 7200
    from (${hours}) hours, unnest(array[${good}, ${bad}]::uuid[]) channel,
      lateral (select case when channel = ${bad}::uuid and n <= 24 then 900 else 0 end as slate) s`
  await close()
}

/** A product makes room for the months that it has seen: on the first days of one, two days ago were before. */
async function addFormerMonth(sql: ReturnType<typeof createDb>['sql']): Promise<void> {
  const [before, now] = [Date.now() - 48 * 3_600_000, Date.now()].map((at) =>
    new Date(at).toISOString().slice(0, 7),
  )
  if (before === undefined || before === now) return
  for (const table of ['host_rollups_3600', 'channel_rollups_3600']) {
    await sql.unsafe(`create table if not exists ${table}_${before.replace('-', '')}
      partition of ${table} for values from ('${before}-01T00:00Z') to ('${now}-01T00:00Z')`)
  }
}

test('without JavaScript a person sees which channel was worst, and saves it as CSV', async () => {
  const page = await loggedIn(browser, stack.url, { javaScriptEnabled: false, locale: 'en-GB' })
  await page.getByRole('link', { name: 'Analytics' }).first().click()
  await page.getByRole('link', { name: 'Slate', exact: true }).click()
  expect(await page.locator('tbody th').allInnerTexts()).toEqual(['Bad', 'Good'])
  const row = await page.locator('tbody tr').first().textContent()
  // Of the running hour there is nothing: 23 or 24 hours of the last day, of which a quarter is slate.
  expect(row).toContain('75%')
  await page.getByText('before: 100%').first().waitFor()
  const players = page.getByText('What players say').locator('xpath=ancestor::section')
  expect(await players.locator('dl').textContent()).toMatch(/Sessions that rebuffered\s*13%/)
  await page.getByRole('link', { name: 'Stalls per hour played' }).click()
  expect(await page.locator('tbody tr').first().textContent()).toMatch(/Bad[\s\S]*25%\s*4\.50/)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Save as CSV' }).click()
  expect((await download).suggestedFilename()).toBe('analytics.csv')
  await page.context().close()
})

test('a time of one’s own is that of the clock on the wall, and one that is wrong stays to be mended', async () => {
  const page = await loggedIn(browser, stack.url, { locale: 'en-GB', timezoneId: 'Asia/Tokyo' })
  await page.goto(`${stack.url}/analytics?range=custom`)
  await page.getByText('Times are those of Asia/Tokyo.').waitFor()
  await page.getByLabel('From').fill('2026-11-20T10:00')
  await page.getByLabel('To').fill('2026-11-20T09:00')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByText('The end must be after the beginning.').waitFor()
  expect(await page.getByLabel('To').inputValue()).toBe('2026-11-20T09:00')
  await page.context().close()
})

test('on a phone axe finds nothing, and nothing scrolls sideways', async () => {
  const viewport = { width: 360, height: 800 }
  const page = await loggedIn(browser, stack.url, {
    locale: 'tr-TR',
    colorScheme: 'dark',
    viewport,
  })
  await page.goto(`${stack.url}/analytics?range=7d&zone=Europe/Istanbul`)
  await page.getByRole('heading', { name: 'Analiz' }).waitFor()
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
  const over = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
  expect(over).toBeLessThanOrEqual(0)
  if (process.env.SHOTS) {
    await page.screenshot({ path: `${process.env.SHOTS}/phone.png`, fullPage: true })
    const wide = await loggedIn(browser, stack.url, {
      locale: 'en-GB',
      viewport: { width: 1280, height: 900 },
    })
    await wide.goto(`${stack.url}/analytics?range=24h`)
    await wide.getByText('Times are those').waitFor()
    await wide.screenshot({ path: `${process.env.SHOTS}/wide.png`, fullPage: true })
  }
  await page.context().close()
})
