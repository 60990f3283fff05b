import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { beginChannel } from '../stack/channel-form.ts'
import { logIn } from '../stack/log-in.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { totpCode } from '../stack/totp.ts'

let stack: Stack
let browser: Browser
/** As browsers take passkeys: by the name of this machine. */
let site: string
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack({ env: { DEMO: 'off' } }), shareBrowser()])
  site = `http://localhost:${stack.port}`
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

test('a person adds a passkey, logs out, logs in by it without typing, renames and removes it', async () => {
  const { page, device } = await newPage({})
  await logIn(page, site)
  await add(page, { password: 'not it', name: 'Laptop' })
  await panel(page).getByText('This is not your password.').waitFor()
  await device.be({ verified: false })
  await add(page, { name: 'Laptop' })
  await page.getByText('Nothing was confirmed').waitFor()
  await device.be({ verified: true })
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('The passkey is added.').waitFor()
  expect(await device.count()).toBe(1)

  await logOut(page)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL((url) => url.pathname !== '/login')

  await page.goto(`${site}/account`)
  const first = await opened(page, 'Laptop')
  await first.getByText('last used').waitFor()
  await first.getByLabel('Name').fill('Old laptop')
  await first.getByRole('button', { name: 'Rename' }).click()
  await page.getByText('The passkey has its new name.').waitFor()
  await page.goto(`${site}/account`)
  const renamed = await opened(page, 'Old laptop')
  await renamed.getByLabel('Password').fill(stack.adminPassword)
  await renamed.getByRole('button', { name: 'Remove it' }).click()
  await page.getByText('The passkey is removed').waitFor()
  await panel(page).getByText('You have none yet.').waitFor()

  await logOut(page)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByText('This passkey opens nothing here.').waitFor()
})

test('a browser that offers passkeys in the field of the address logs in by what it offers', async () => {
  const { page } = await newPage({ isOffered: true })
  await logIn(page, site)
  await add(page, { name: 'Offered' })
  await page.getByText('The passkey is added.').waitFor()
  await logOut(page)
  // Its authenticator is touched at once, as if the person had chosen what is offered.
  await page.waitForURL((url) => url.pathname !== '/login')
  await page.goto(`${site}/account`)
  const row = await opened(page, 'Offered')
  await row.getByLabel('Password').fill(stack.adminPassword)
  await row.getByRole('button', { name: 'Remove it' }).click()
  await page.getByText('The passkey is removed').waitFor()
})

test('a passkey serves in place of the code, in Turkish too, and an administrator removes it', async () => {
  const { page } = await newPage({ locale: 'tr-TR' })
  await logIn(page, site)
  await page.goto(`${site}/account`)
  const own = page.getByRole('region', { name: 'Geçiş anahtarları' })
  await own.getByLabel('Ad', { exact: true }).fill('Telefon')
  await own.getByLabel('Parola').fill(stack.adminPassword)
  await own.getByRole('button', { name: 'Geçiş anahtarı ekle' }).click()
  await page.getByText('Geçiş anahtarı eklendi.').waitFor()
  await askForCodes()
  await logOut(page)
  await page.getByLabel('E-posta adresi').fill(stack.adminEmail)
  await page.getByLabel('Parola', { exact: true }).fill(stack.adminPassword)
  await page.getByRole('button', { name: 'Giriş yap', exact: true }).click()
  await page.getByRole('button', { name: 'Bunun yerine geçiş anahtarı kullan' }).click()
  await page.waitForURL((url) => url.pathname !== '/login')

  await page.goto(`${site}/settings/users`)
  await page.getByText('1 geçiş anahtarı').click()
  await page.getByRole('button', { name: 'Geçiş anahtarlarını kaldır' }).click()
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
  await dialog.getByRole('button', { name: 'Geçiş anahtarlarını kaldır' }).click()
  await page.getByText('geçiş anahtarlarından hiçbiri artık içeri almaz').first().waitFor()
})

test('at another address of the same server the page says where passkeys count', async () => {
  const { page } = await newPage({})
  await page.goto(`${stack.url}/login`)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByText(`Passkeys of this site count at ${site} alone.`).waitFor()
})

test('without scripts there is the password, and no button that does nothing', async () => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.goto(`${site}/login`)
  await page.getByLabel('Password', { exact: true }).waitFor()
  expect(await page.getByRole('button', { name: /passkey/ }).count()).toBe(0)
})

test('who must have a second step and has none adds a passkey before anything else, and comes in by it', async () => {
  // Who requires it has one.
  await askForCodes()
  const person = { email: 'op@example.org', password: 'lanterns over the harbour' }
  const made = await stack.api.send('POST', '/users', { ...person, role: 'operator' })
  expect(made.status, made.text).toBe(201)
  const rule = { rule: 'everybody', password: stack.adminPassword }
  const required = await stack.api.send('PUT', '/auth/second-step/requirement', rule)
  expect(required.status, required.text).toBe(200)

  const { page, device } = await newPage({})
  await logIn(page, site, person)
  await page.goto(`${site}/hosts`)
  expect(new URL(page.url()).pathname).toBe('/second-step')
  const form = page.getByRole('region', { name: 'Or a passkey' })
  await form.getByLabel('Name').fill('Phone')
  await form.getByLabel('Password').fill('not it')
  await form.getByRole('button', { name: 'Add a passkey' }).click()
  await form.getByText('This is not your password.').waitFor()
  expect(await device.count()).toBe(0)
  await form.getByLabel('Password').fill(person.password)
  await form.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('You have a second step.').waitFor()
  expect(await device.count()).toBe(1)
  await page.getByRole('link', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Hosts', exact: true }).waitFor()

  await logOut(page)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL((url) => !['/login', '/second-step'].includes(url.pathname))
  await saveAfterSessionEnded(page, { device, password: person.password })
})

/** Of who has passkeys alone: over the form, with nothing to type that there is not. */
async function saveAfterSessionEnded(
  page: Page,
  { device, password }: { device: Device; password: string },
): Promise<void> {
  await beginChannel(page, site, { name: 'Typed long', source: 'testcard://320x180@10' })
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
  await page.context().clearCookies({ name: /^cbtv_(access|refresh)$/ })
  // The page may have asked the server by itself, and the dialog lie over the form already.
  await page.locator('button', { hasText: 'Add channel' }).first().dispatchEvent('click')
  const again = page.getByRole('dialog')
  await again.getByLabel('Password').fill(password)
  await again.getByRole('button', { name: 'Log in', exact: true }).click()
  await again.getByText('Show your passkey.').waitFor()
  expect(await again.getByLabel('Code').count()).toBe(0)
  await device.be({ verified: false })
  await again.getByRole('button', { name: 'Use a passkey instead' }).click()
  await again.getByText('Nothing was confirmed').waitFor()
  await device.be({ verified: true })
  await again.getByRole('button', { name: 'Use a passkey instead' }).click()
  await page.getByRole('heading', { name: 'Typed long' }).waitFor()
}

type PageOptions = { locale?: string; isOffered?: boolean }

/**
 * A page whose browser has an authenticator that keeps passkeys, asks who it is, and is touched at
 * once; one that offers passkeys in fields, or one that cannot.
 */
async function newPage({ isOffered = false, ...options }: PageOptions) {
  const page = await (await browser.newContext({ locale: 'en-GB', ...options })).newPage()
  if (!isOffered) {
    await page.addInitScript(
      'PublicKeyCredential.isConditionalMediationAvailable = async () => false',
    )
  }
  const cdp = await page.context().newCDPSession(page)
  return { page, device: await addDevice(cdp) }
}

type Device = Awaited<ReturnType<typeof addDevice>>

async function addDevice(cdp: CDPSession) {
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    be: ({ verified }: { verified: boolean }) =>
      cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: verified }),
    count: async () =>
      (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  }
}

async function logOut(page: Page): Promise<void> {
  await page.context().clearCookies({ name: /^cbtv_(access|refresh)$/ })
  await page.goto(`${site}/login`)
}

/** From now on log-ins of the administrator take a code, if they do not yet. */
async function askForCodes(): Promise<void> {
  const begun = await stack.api.send('POST', '/auth/second-step', { password: stack.adminPassword })
  if (begun.status === 409) return
  const { secret } = z.object({ secret: z.string() }).parse(begun.body)
  await stack.api.send('POST', '/auth/second-step/confirm', { code: totpCode(secret) })
}

const panel = (page: Page) => page.getByRole('region', { name: 'Passkeys' })

/** What there is to do with a passkey, unfolded. */
async function opened(page: Page, name: string) {
  const row = panel(page).getByRole('listitem').filter({ hasText: name })
  await row.locator('summary').click()
  return row
}

async function add(page: Page, { password = stack.adminPassword, name = '' }): Promise<void> {
  await page.goto(`${site}/account`)
  const form = panel(page).locator('form').filter({ hasText: 'Add a passkey' })
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Password').fill(password)
  await form.getByRole('button', { name: 'Add a passkey' }).click()
}
