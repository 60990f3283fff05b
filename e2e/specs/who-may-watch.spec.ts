import { SignJWT } from 'jose'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClient } from '../stack/api-client.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { startPlayerSite } from '../stack/player.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

const PASSWORD = 'lamp river cloud nine'
const SOURCES = [{ url: 'testcard://320x180@10' }]

let stack: Stack
let browser: Browser
let site: Awaited<ReturnType<typeof startPlayerSite>>
/** Of an operator and of one who may only look. */
const tokens = { operator: '', viewer: '' }
let id = ''

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), shareBrowser()])
  site = await startPlayerSite(browser)
  for (const role of ['operator', 'viewer'] as const) {
    const email = `${role}@example.org`
    const made = await stack.api.send('POST', '/users', { email, role, password: PASSWORD })
    expect(made.status, made.text).toBe(201)
    tokens[role] = (await apiClient(stack.url).login(email, PASSWORD)).token ?? ''
  }
  id = (await stack.api.startNew({ name: 'For members', sources: SOURCES })).id
  await stack.api.waitForChannel(id, ({ showing }) => showing === 'live', 40_000)
})
afterAll(async () => {
  await site?.close()
  await closePages(browser)
  await stack?.stop()
})

test('an operator asks for signed addresses in the form, signs one, and it plays until its viewer is ended', async () => {
  const page = await openAs(tokens.operator)
  await page.goto(`${stack.url}/channels/${id}`)
  await alive(page)
  const panel = page.getByRole('region', { name: 'Signed addresses' })
  expect(await panel.count()).toBe(0)
  await page.goto(`${stack.url}/channels/${id}/edit`)
  await page.getByText('Nothing has been changed yet.').waitFor()
  await page.locator('summary').filter({ hasText: 'Who may watch' }).click()
  await page.getByLabel('Only with a signed address').check()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.waitForURL(`**/channels/${id}`)
  await panel.getByLabel('Name of the viewer').fill('ada')
  await panel.getByLabel('Valid for').selectOption('24 hours')
  await panel.getByRole('button', { name: 'Sign an address' }).click()
  await panel.getByRole('button', { name: 'Copy: Address for this viewer' }).click()
  const address = await copied(page)
  expect(await panel.locator('output').textContent()).toBe(address)
  expect(claimsOf(address)).toMatchObject({ aud: id, sub: 'ada' })

  const bare = address.replace(/\?.*/, '')
  await waitFor('the rule to hold', async () => (await fetch(bare)).status === 403)
  const player = await site.play(address)
  await player.untilPlayed(3)
  expect(await player.heights()).toHaveLength(1)
  await panel.getByRole('button', { name: 'End this viewer' }).click()
  await panel.getByText('Addresses of ada count no more.').waitFor()
  expect(await panel.locator('output').count()).toBe(0)
  await waitFor('its end', async () => (await fetch(address)).status === 403)
  await waitFor('the player to be refused', async () =>
    (await player.state()).errors.some((error) => error.endsWith(' 403')),
  )
  await player.close()
})

test('the key is shown when it is asked for, signs what plays, and is another once all addresses ended', async () => {
  const page = await openAs(tokens.operator)
  await page.goto(`${stack.url}/channels/${id}`)
  await alive(page)
  const panel = page.getByRole('region', { name: 'Signed addresses' })
  const shown = panel.locator('output')
  const reveal = panel.getByRole('button', { name: 'Show the key' })
  await reveal.click()
  await panel.getByRole('button', { name: /^Copy: Key of this channel/ }).click()
  const key = await copied(page)
  expect(await shown.textContent()).toBe(key)
  await panel.getByRole('button', { name: 'End all addresses' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'End all of them' }).click()
  await panel.getByText('No address that was signed before counts any more.').waitFor()
  expect(await shown.count()).toBe(0)
  await reveal.click()
  await shown.waitFor()
  const next = (await shown.textContent()) ?? ''
  expect(next).not.toBe(key)
  const { playbackUrl } = await stack.api.channel(id)
  const statusWith = async (signedBy: string) =>
    (await fetch(`${playbackUrl}?token=${await tokenOf(signedBy)}`)).status
  await expect.poll(() => statusWith(next)).toBe(200)
  expect(await statusWith(key)).toBe(403)
})

test('the page of another channel shows nothing of what was signed or shown on this one', async () => {
  const other = { name: 'Komşu', sources: SOURCES }
  const made = await stack.api.send('POST', '/channels', { ...other, playback: { signed: true } })
  const { id: otherId } = made.body as { id: string }
  const page = await openAs(tokens.operator)
  await page.goto(`${stack.url}/channels/${id}`)
  await alive(page)
  const panel = page.getByRole('region', { name: 'Signed addresses' })
  await panel.getByLabel('Name of the viewer').fill('ada')
  await panel.getByRole('button', { name: 'Sign an address' }).click()
  await panel.getByRole('button', { name: 'Show the key' }).click()
  await expect.poll(() => panel.locator('output').count()).toBe(2)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('komsu')
  await page.getByRole('option', { name: 'Komşu' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/channels/${otherId}`)
  await page.getByRole('heading', { level: 1, name: 'Komşu' }).waitFor()
  expect(await panel.locator('output').count()).toBe(0)
  expect(await panel.getByLabel('Name of the viewer').inputValue()).toBe('')
})

test('who may only look sees the channel, and signs no address', async () => {
  const page = await openAs(tokens.viewer)
  await page.goto(`${stack.url}/channels/${id}`)
  await alive(page)
  const played = () => page.evaluate("document.querySelector('video')?.currentTime ?? 0")
  await waitFor('the page to play', async () => Number(await played()) > 1, { timeoutMs: 40_000 })
  expect(await page.getByRole('region', { name: 'Signed addresses' }).count()).toBe(0)
  const asked = apiClient(stack.url, tokens.viewer)
  for (const path of ['addresses', 'key', 'end', 'viewers/end']) {
    const body = path === 'viewers/end' ? { viewer: 'ada' } : {}
    const { status } = await asked.send('POST', `/channels/${id}/playback/${path}`, body)
    expect([path, status]).toEqual([path, 403])
  }
})

test('a group is added, and a key of it alone is shown once: what is copied works', async () => {
  const page = await openAs(stack.api.token ?? '')
  await page.goto(`${stack.url}/settings/groups`)
  await page.getByText('There are no groups').waitFor()
  const add = page.getByRole('region', { name: 'Add a group' })
  await add.getByLabel('Name').fill('Partners')
  await add.getByLabel('Note').fill('Of the second brand')
  await add.getByRole('button', { name: 'Add a group' }).click()
  await page.getByText('Saved.', { exact: true }).waitFor()
  await expect.poll(() => add.getByLabel('Name').inputValue()).toBe('')
  const row = page.getByRole('listitem').filter({ hasText: 'Channels: 0 · People: 0 · Keys: 0' })
  expect(await row.getByLabel('Name').inputValue()).toBe('Partners')
  // The same name again is refused, and what was typed is there still.
  await add.getByLabel('Name').fill('Partners')
  await add.getByRole('button', { name: 'Add a group' }).click()
  await page.getByText('There is a group of this name already.').waitFor()
  expect(await add.getByLabel('Name').inputValue()).toBe('Partners')
  await add.getByLabel('Name').fill('Friends')
  await add.getByRole('button', { name: 'Add a group' }).click()
  await expect.poll(() => row.count()).toBe(2)
  await expect.poll(() => add.getByLabel('Name').inputValue()).toBe('')

  await page.goto(`${stack.url}/settings/api-keys`)
  await alive(page)
  await page.getByLabel('Name').fill('Of partners')
  await page.getByLabel('Channels').selectOption('Only of these groups')
  await page.getByLabel('Partners').check()
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByRole('button', { name: 'Copy the key' }).click()
  const key = await copied(page)
  expect(await page.getByRole('status').locator('code').textContent()).toBe(key)
  await page.getByLabel('Name').fill('Of friends')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Of friends' }).waitFor()
  expect(await page.getByRole('listitem').filter({ hasText: 'Of partners' }).count()).toBe(1)
  const mine = apiClient(stack.url, key)
  expect((await mine.send('GET', '/channels')).body).toMatchObject({ total: 0 })
  expect((await mine.send('GET', `/channels/${id}`)).status).toBe(404)
  await page.reload()
  const made = page.getByRole('listitem').filter({ hasText: 'Of partners' })
  await made.getByText('Viewer · group: Partners · ').waitFor()
  expect(await page.content()).not.toContain(key)
  // Not the whole of it, but how it begins.
  expect(key.startsWith((await made.locator('code').textContent())?.slice(0, -1) ?? '-')).toBe(true)
  await page.goto(`${stack.url}/settings/groups`)
  await page.getByText('Channels: 0 · People: 0 · Keys: 1').waitFor()
})

test('in Turkish a key is shown once and copied too, and an address is signed', async () => {
  const page = await openAs(stack.api.token ?? '', 'tr-TR')
  await page.goto(`${stack.url}/settings/api-keys`)
  await alive(page, 'Canlı')
  await page.getByLabel('Ad', { exact: true }).fill('Gece işi')
  await page.getByRole('button', { name: 'Anahtar oluştur' }).click()
  await page.getByText('Anahtarınız bu. Şimdi saklayın: bir daha gösterilmez.').waitFor()
  await page.getByRole('button', { name: 'Anahtarı kopyala' }).click()
  const key = await copied(page)
  expect((await apiClient(stack.url, key).send('GET', '/channels')).status).toBe(200)
  await page.reload()
  await page.getByRole('listitem').filter({ hasText: 'Gece işi' }).waitFor()
  expect(await page.content()).not.toContain(key)
  await page.goto(`${stack.url}/channels/${id}`)
  await alive(page, 'Canlı')
  const panel = page.getByRole('region', { name: 'İmzalı adresler' })
  await panel.getByLabel('İzleyicinin adı').fill('Ayşe Işık')
  await panel.getByRole('button', { name: 'Adres imzala' }).click()
  await panel.getByRole('button', { name: 'Kopyala: Bu izleyicinin adresi' }).click()
  const address = await copied(page)
  expect(claimsOf(address)).toMatchObject({ sub: 'Ayşe Işık' })
  await waitFor('the address to be good', async () => (await fetch(address)).ok)
})

async function openAs(token: string, locale = 'en-GB'): Promise<Page> {
  const context = await browser.newContext({
    locale,
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width: 1400, height: 900 },
  })
  await context.addCookies([{ name: 'cbtv_access', value: token, url: stack.url }])
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  return page
}

/** The page has its script and its live connection: what a button asks is heard. */
const alive = (page: Page, word = 'Live') =>
  page.getByRole('status').filter({ hasText: word }).waitFor()

/** What a button of the page put on the clipboard, which it empties. */
async function copied(page: Page): Promise<string> {
  const text = await waitFor('something copied', () =>
    page.evaluate<string>('navigator.clipboard.readText()'),
  )
  await page.evaluate("navigator.clipboard.writeText('')")
  return text
}

/** As a site signs by itself. */
function tokenOf(key: string): Promise<string> {
  const claims = new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setAudience(id)
  return claims.setExpirationTime('5 minutes').sign(new TextEncoder().encode(key))
}

function claimsOf(address: string): unknown {
  const [, payload = ''] = (new URL(address).searchParams.get('token') ?? '').split('.')
  return JSON.parse(Buffer.from(payload, 'base64url').toString())
}
