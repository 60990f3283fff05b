import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { freePort } from '../stack/free-port.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

const PAGES = ['/', '/channels', '/wall']

let stack: Stack
let browser: Browser
const groups = { alpha: '', beta: '' }

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), shareBrowser()])
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

async function openAs(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1400, height: 900 },
    ...options,
  })
  await context.addCookies([{ name: 'cbtv_access', value: stack.api.token ?? '', url: stack.url }])
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  return page
}

const choice = (page: Page) => page.getByRole('combobox', { name: 'Group of channels' })

test('where there are no groups, none is asked for', async () => {
  const page = await openAs()
  for (const path of PAGES) {
    await page.goto(`${stack.url}${path}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
    expect(await choice(page).count(), path).toBe(0)
  }
})

test('the list, the wall and the dashboard show the channels of one group, without JavaScript too', async () => {
  const nobody = `http://127.0.0.1:${await freePort()}/live.ts`
  for (const name of ['alpha', 'beta'] as const) {
    const made = await stack.api.send('POST', '/groups', { name: `Group ${name}` })
    groups[name] = z.object({ id: z.string() }).parse(made.body).id
    const channel = { name: `Channel ${name}`, sources: [{ url: nobody }] }
    const { id } = await stack.api.createChannel({ ...channel, groupId: groups[name] })
    await stack.api.send('POST', `/channels/${id}/start`)
  }
  const page = await openAs({ javaScriptEnabled: false })
  const both = [page.getByText('Channel alpha').first(), page.getByText('Channel beta').first()]
  const [alpha, beta] = both as [(typeof both)[0], (typeof both)[0]]
  for (const path of PAGES) {
    // Once it is wanted on air and nothing comes, it hangs on the wall and needs attention.
    await waitFor(
      `both channels of ${path}`,
      async () => {
        await page.goto(`${stack.url}${path}`)
        return (await alpha.count()) > 0 && (await beta.count()) > 0
      },
      { timeoutMs: 60_000 },
    )
    await choice(page).selectOption('Group beta')
    await page.getByRole('button', { name: 'Apply' }).click()
    await beta.waitFor({ state: 'attached' })
    expect(new URL(page.url()).searchParams.get('groupId'), path).toBe(groups.beta)
    expect(await alpha.count(), path).toBe(0)
    expect(await choice(page).inputValue(), path).toBe(groups.beta)
  }
  await page.goto(`${stack.url}/channels?groupId=gone`)
  await alpha.waitFor({ state: 'attached' })
})

test('its figures are of the group, and the way to the wall and back keeps it', async () => {
  const page = await openAs()
  // Chosen as soon as it is there, be it before any script is.
  await page.goto(stack.url, { waitUntil: 'commit' })
  await choice(page).selectOption('Group beta')
  await page.getByText('of 1 wanted').waitFor()
  const at = () => new URL(page.url())
  await waitFor(
    'one channel alone',
    async () => (await page.getByText('Channel alpha').count()) === 0,
  )
  expect(await page.getByText('Channel beta').count()).toBeGreaterThan(0)
  await page.getByRole('link', { name: 'Wall' }).click()
  await page.waitForURL('**/wall?*')
  await page.getByText('0 of 1 on air').waitFor()
  await page.getByRole('link', { name: 'By host' }).click()
  await page.waitForURL('**group=host**')
  expect(at().searchParams.get('groupId')).toBe(groups.beta)
  await choice(page).selectOption('Group alpha')
  await page.waitForURL(`**groupId=${groups.alpha}**`)
  expect(at().searchParams.get('group')).toBe('host')
  await page.getByText('Channel alpha').first().waitFor()
  await page.keyboard.press('Escape')
  await page.waitForURL((url) => url.pathname === '/')
  await page.getByText('of 1 wanted').waitFor()
  expect(at().searchParams.get('groupId')).toBe(groups.alpha)
  await page.getByRole('link', { name: 'Channels on air' }).click()
  await page.getByText('0 of 1 on air').waitFor()
  await choice(page).selectOption('All groups')
  await page.getByText('0 of 2 on air').waitFor()
})
