import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import routes from '../../webapp/app/routes.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { logIn } from '../stack/log-in.ts'
import { routePaths } from '../stack/route-paths.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

const EMAIL = 'night.shift@example.org'
const PASSWORD = 'lamp river cloud nine'

let stack: Stack
let browser: Browser
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), shareBrowser()])
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

test('an administrator adds a person, who sets a password by link, forgets it, and is disabled', async () => {
  const admin = await newPage()
  await logIn(admin, stack.url)
  await admin.goto(`${stack.url}/settings/users`)
  const add = admin.getByRole('region', { name: 'Add a person' })
  await add.getByLabel('E-mail address').fill(EMAIL)
  await add.getByLabel('Role').selectOption('Operator')
  await add.getByRole('button', { name: 'Add' }).click()
  const answer = admin.getByRole('status').filter({ hasText: `${EMAIL} was added.` })
  const link = (await answer.locator('code', { hasText: /^http/ }).textContent()) ?? ''
  expect(new URL(link).origin).toBe(new URL(stack.url).origin)

  const person = await newPage()
  await person.goto(link)
  await person.getByText(`For ${EMAIL}`).waitFor()
  await person.getByLabel('New password').fill('short')
  await person.getByRole('button', { name: 'Set the password' }).click()
  await person.getByText('Use at least 12 characters.').waitFor()
  await person.getByLabel('New password').fill('cashback tv forever')
  await person.getByText('Leave the name of this product out of the password.').waitFor()
  await person.getByLabel('New password').fill('Unbelievable1')
  await person.getByText('Good. Longer is better still.').waitFor()
  await person.getByRole('button', { name: 'Set the password' }).click()
  await person.getByText('This password is on the list that is tried first.').waitFor()
  await person.getByLabel('New password').fill(PASSWORD)
  await person.getByRole('button', { name: 'Set the password' }).click()
  await person.getByText('Your new password is set.').waitFor()
  await logIn(person, stack.url, { email: EMAIL, password: PASSWORD })
  await person.goto(`${stack.url}/account`)
  await person.getByText('Chrome on Linux').waitFor()
  await person.getByText(/from 127\.0\.0\.1/).waitFor()
  await person.goto(`${stack.url}/settings`)
  await person.getByRole('link', { name: 'Presets' }).waitFor()
  expect(await person.getByRole('link', { name: 'Users' }).count()).toBe(0)

  const elsewhere = await newPage()
  await logIn(elsewhere, stack.url, { email: EMAIL, password: PASSWORD })
  await admin.goto(`${stack.url}/settings/users`)
  const managed = admin.getByRole('listitem').filter({ hasText: EMAIL })
  await managed.getByText('Manage', { exact: true }).click()
  await managed.getByRole('link', { name: 'Sessions' }).click()
  const places = admin.getByRole('region', { name: `Where ${EMAIL} is logged in` })
  await places.getByRole('button', { name: 'End the session of Chrome on Linux' }).first().click()
  await admin.getByText('What you chose has ended.').waitFor()
  await elsewhere.goto(`${stack.url}/account`)
  await elsewhere.waitForURL((url) => url.pathname === '/login')

  const other = await newPage()
  await other.goto(link)
  await other.getByRole('heading', { name: 'This link cannot be used' }).waitFor()
  await other.goto(`${stack.url}/login`)
  await other.getByRole('link', { name: 'Forgot your password?' }).click()
  await other.getByRole('heading', { name: 'Forgotten password' }).waitFor()
  await other.getByLabel('E-mail address').fill(EMAIL)
  await other.getByRole('button', { name: 'Tell the administrators' }).click()
  await other.getByText('If there is such an account').waitFor()

  await admin.goto(stack.url)
  await admin.getByText(`${EMAIL} forgot the password and waits for a link.`).waitFor()
  await admin.getByRole('link', { name: 'Make a link for a new password' }).click()
  const row = admin.getByRole('listitem').filter({ hasText: EMAIL })
  await row.getByText(/^Forgot the password \d/).waitFor()
  await admin.getByRole('status').filter({ hasText: 'Live' }).waitFor()
  const disable = row.getByRole('button', { name: 'Disable' })
  const asked = admin.getByRole('alertdialog')
  await disable.press('Enter')
  await asked.getByRole('button', { name: 'Cancel' }).press('Escape')
  await waitFor('the focus to be back', () =>
    disable.evaluate((it) => it === it.ownerDocument.activeElement),
  )
  await disable.press('Enter')
  await asked.getByText('Ends 1 session at once.').waitFor()
  await asked.getByRole('button', { name: 'Disable' }).click()
  await admin.getByText(`${EMAIL} was changed.`).waitFor()
  await person.goto(`${stack.url}/account`)
  await person.waitForURL((url) => url.pathname === '/login')

  const own = admin.getByRole('listitem').filter({ hasText: stack.adminEmail })
  await own.getByText('Manage', { exact: true }).click()
  await own.getByLabel('Role').selectOption('Viewer')
  await own.getByRole('button', { name: 'Save the role' }).click()
  await asked.getByText('Administrator until now, Viewer from the next request on.').waitFor()
  await asked.getByRole('button', { name: 'Change the role' }).click()
  await admin.getByText('This is the last administrator.').waitFor()
})

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB' })
  return context.newPage()
}

/** For people who log in just now; and the head of an empty table, which tells nothing. */
const OPEN = [
  ...['/login', '/forgot', '/reset', '/logout', '/preferences', '/session/begin'],
  ...['/session/refresh', '/channels/import/template'],
]

test('the rows of people and of keys name the groups that they are limited to', async () => {
  const made = async (path: string, body: object) => {
    const { status, body: answer } = await stack.api.send('POST', path, body)
    expect(status).toBe(201)
    return (answer as { id: string }).id
  }
  const [alpha, beta] = [
    await made('/groups', { name: 'Alpha' }),
    await made('/groups', { name: 'Beta' }),
  ]
  const viewer = { role: 'viewer' }
  await made('/users', { ...viewer, email: 'two@example.org', groupIds: [beta, alpha] })
  await made('/users', { ...viewer, email: 'none@example.org', groupIds: [] })
  await made('/users', { ...viewer, email: 'all@example.org' })
  // No key makes keys, and the API of this test has no key: it is logged in.
  await made('/api-keys', { ...viewer, name: 'Of one', groupIds: [alpha] })
  await made('/api-keys', { ...viewer, name: 'Of all' })
  const page = await newPage()
  await logIn(page, stack.url)
  await page.goto(`${stack.url}/settings/users`)
  const person = (email: string) => page.locator('summary', { hasText: email })
  await person('two@').getByText('Viewer · groups: Alpha, Beta · May log in').waitFor()
  await person('none@').getByText('Viewer · no channel · May log in').waitFor()
  await person('all@').getByText('Viewer · May log in').waitFor()
  await page.goto(`${stack.url}/settings/api-keys`)
  const key = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await key('Of one').getByText('Viewer · group: Alpha · ').waitFor()
  await key('Of all')
    .getByText(/^Viewer · (?!group)/)
    .waitFor()
})

test('of no page, its data or its forms anybody sees a thing who is not logged in', async () => {
  const paths = routePaths(await routes).filter((path) => !OPEN.includes(path))
  expect(paths.length).toBeGreaterThan(35)
  for (const pattern of paths) {
    const path = pattern.replace(/:\w+/g, crypto.randomUUID()).replace('*', 'nothing/here')
    for (const [method, address] of [
      ['GET', path],
      ['GET', `${path === '/' ? '/_root' : path}.data`],
      ['POST', path],
    ] as const) {
      const response = await fetch(`${stack.url}${address}`, {
        method,
        redirect: 'manual',
        body: method === 'POST' ? new URLSearchParams() : null,
        headers: { origin: stack.url },
      })
      const text = await response.text()
      const what = `${method} ${address}: ${response.status}`
      const leadsToLogin =
        response.headers.get('location')?.startsWith('/login') ?? /"\/login/.test(text)
      // Sent on to a page that asks who it is.
      const isEmpty = response.status === 302 && text === ''
      // 400: the form is read before its sender is asked for, and is none.
      const isRefused = [400, 401, 403, 404, 405].includes(response.status)
      expect(leadsToLogin || isEmpty || isRefused, what).toBe(true)
    }
  }
})
