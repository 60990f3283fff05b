import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { totpCode } from '../stack/totp.ts'

let stack: Stack
let browser: Browser
let secret = ''
let codes: string[] = []
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack({ env: { DEMO: 'off' } }), shareBrowser()])
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

test('a person sets up a second step on a page without scripts, mistypes, and gets recovery codes', async () => {
  const page = await newPage({ javaScriptEnabled: false })
  await say(page)
  await page.goto(`${stack.url}/account`)
  await page.getByRole('link', { name: 'Set it up' }).click()
  await page.getByLabel('Password').fill('not it')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('This is not your password.').waitFor()
  await page.getByLabel('Password').fill(stack.adminPassword)
  await page.getByRole('button', { name: 'Continue' }).click()
  const picture = page.getByRole('img', { name: 'QR code of the key below' })
  expect(await picture.evaluate((it) => Reflect.get(it, 'naturalWidth'))).toBeGreaterThan(0)
  secret = String(await page.locator('main code').textContent()).replaceAll(' ', '')
  await page.getByLabel('Code').fill('nothing')
  await page.getByRole('button', { name: 'Switch it on' }).click()
  await page.getByText('This code is wrong, over, or was used before.').waitFor()
  expect(String(await page.locator('main code').textContent()).replaceAll(' ', '')).toBe(secret)
  await page.getByLabel('Code').fill(totpCode(secret))
  await page.getByRole('button', { name: 'Switch it on' }).click()
  await page.getByText('Log-ins now take two steps.').waitFor()
  codes = await page.getByRole('status').getByRole('listitem').allTextContents()
  expect(codes).toHaveLength(10)
  await page.goto(`${stack.url}/account`)
  await page.getByText('10 recovery codes are left.').waitFor()
})

test.each([false, true])(
  'a log-in asks for the code after the password; with scripts: %s',
  async (javaScriptEnabled) => {
    const page = await newPage({ javaScriptEnabled })
    await page.goto(`${stack.url}/login?returnTo=%2Fhosts`)
    await say(page, { goes: false })
    await page.getByLabel('Code').fill('000')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByText('This code is wrong, over, or was used before.').waitFor()
    expect(await page.content()).not.toContain(stack.adminPassword)
    await page.goto(`${stack.url}/settings`)
    await page.waitForURL((url) => url.pathname === '/login')
    await page.goto(`${stack.url}/login?returnTo=%2Fhosts`)
    await say(page, { goes: false })
    await page.getByLabel('Code').fill(javaScriptEnabled ? (codes[0] ?? '') : totpCode(secret, 1))
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.waitForURL((url) => url.pathname === '/hosts')
  },
)

test('a session that ends while somebody works is begun anew in two steps, over the page', async () => {
  const page = await newPage({})
  await say(page, { goes: false })
  await page.getByLabel('Code').fill(codes[1] ?? '')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor()
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
  await page.context().clearCookies({ name: /^cbtv_(access|refresh)$/ })
  // The page may have asked the server by itself, and the dialog lie over the link already.
  await page.locator('a[href="/hosts"]').first().dispatchEvent('click')
  const dialog = page.getByRole('dialog', { name: 'Log in again' })
  await dialog.getByLabel('Password').fill(stack.adminPassword)
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click()
  await dialog.getByLabel('Code').fill(codes[2] ?? '')
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
})

test('codes are made anew, and the second step is switched off by password and code', async () => {
  const page = await newPage({ locale: 'tr-TR' })
  await page.goto(`${stack.url}/login`)
  await page.getByLabel('E-posta adresi').fill(stack.adminEmail)
  await page.getByLabel('Parola', { exact: true }).fill(stack.adminPassword)
  await page.getByRole('button', { name: 'Giriş yap' }).click()
  await page.getByLabel('Kod').fill(codes[3] ?? '')
  await page.getByRole('button', { name: 'Giriş yap' }).click()
  await page.waitForURL((url) => url.pathname !== '/login')
  await page.goto(`${stack.url}/account/second-step`)
  await page.getByText('6 kurtarma kodu kaldı.').waitFor()
  const renew = page.getByRole('region', { name: 'Yeni kurtarma kodları' })
  await renew.getByLabel('Parola').fill(stack.adminPassword)
  await renew.getByLabel('Kod').fill(codes[4] ?? '')
  await renew.getByRole('button', { name: 'Yeni kodlar oluştur' }).click()
  const made = page.getByRole('status').getByRole('listitem')
  await made.first().waitFor()
  const fresh = await made.allTextContents()
  const off = page.getByRole('region', { name: 'Kapat' })
  await off.getByLabel('Parola').fill(stack.adminPassword)
  await off.getByLabel('Kod').fill(codes[5] ?? '')
  await off.getByRole('button', { name: 'Kapat' }).click()
  await off.getByText('Bu kod yanlış').waitFor()
  await off.getByLabel('Parola').fill(stack.adminPassword)
  await off.getByLabel('Kod').fill(fresh[0] ?? '')
  await off.getByRole('button', { name: 'Kapat' }).click()
  await page.getByText('Girişte artık yalnızca parola sorulur.').waitFor()
})

test('an administrator requires it of everybody: who has none sets one up before anything else, and keeps it', async () => {
  const page = await newPage({})
  await say(page)
  await page.goto(`${stack.url}/settings/users`)
  const rule = page.getByRole('region', { name: 'Who must use a second step' })
  const save = async () => {
    await rule.getByLabel('A second step is required of').selectOption('everybody')
    await rule.getByLabel('Password').fill(stack.adminPassword)
    await rule.getByRole('button', { name: 'Save' }).click()
  }
  await save()
  await rule.getByText('Set up a second step of your own first').waitFor()
  await page.goto(`${stack.url}/account/second-step`)
  await setUp(page, stack.adminPassword)
  await page.getByText('Log-ins now take two steps.').waitFor()
  await page.goto(`${stack.url}/settings/users`)
  await save()
  await rule.getByText('Saved. It counts from now on.').waitFor()

  const person = { email: 'op@example.org', password: 'lanterns over the harbour' }
  const made = await fetch(`${stack.url}/api/v1/users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.api.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...person, role: 'operator' }),
  })
  expect(made.status).toBe(201)
  const theirs = await newPage({ javaScriptEnabled: false })
  await say(theirs, { person, path: '/login?returnTo=%2Fhosts' })
  const heading = theirs.getByRole('heading', { name: 'Set up a second step first' })
  for (const path of ['/channels', '/wall', '/account', '/docs', '/hosts']) {
    await theirs.goto(`${stack.url}${path}`)
    await heading.waitFor()
    expect(new URL(theirs.url()).pathname).toBe('/second-step')
  }
  await setUp(theirs, person.password)
  expect(await theirs.getByRole('status').getByRole('listitem').count()).toBe(10)
  const [code] = await theirs.getByRole('status').getByRole('listitem').allTextContents()
  await theirs.getByRole('link', { name: 'Continue' }).click()
  await theirs.getByRole('heading', { name: 'Hosts', exact: true }).waitFor()
  await theirs.goto(`${stack.url}/account/second-step`)
  const off = theirs.getByRole('region', { name: 'Switch it off' })
  await off.getByLabel('Password').fill(person.password)
  await off.getByLabel('Code').fill(code ?? '')
  await off.getByRole('button', { name: 'Switch it off' }).click()
  await theirs.getByText('this is your only one').waitFor()
})

async function setUp(page: Page, password: string): Promise<void> {
  const begin = page.getByRole('region', { name: 'Set it up' })
  await begin.getByLabel('Password').fill(password)
  await begin.getByRole('button', { name: 'Continue' }).click()
  await begin.getByLabel('Code').waitFor()
  const key = String(await page.locator('main code').textContent()).replaceAll(' ', '')
  await begin.getByLabel('Code').fill(totpCode(key))
  await begin.getByRole('button', { name: 'Switch it on' }).click()
  await page.getByRole('status').getByRole('listitem').first().waitFor()
}

async function newPage(options: { javaScriptEnabled?: boolean; locale?: string }): Promise<Page> {
  return (await browser.newContext({ locale: 'en-GB', ...options })).newPage()
}

/** The first step: address and password. */
async function say(
  page: Page,
  { goes = true, path = '/login', person = { email: '', password: '' } } = {},
): Promise<void> {
  if (!page.url().includes('/login')) await page.goto(`${stack.url}${path}`)
  await page.getByLabel('E-mail address').fill(person.email || stack.adminEmail)
  await page.getByLabel('Password', { exact: true }).fill(person.password || stack.adminPassword)
  await page.getByRole('button', { name: 'Log in' }).click()
  if (goes) await page.waitForURL((url) => url.pathname !== '/login')
}
