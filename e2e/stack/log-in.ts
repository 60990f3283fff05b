import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { ADMIN_EMAIL, ADMIN_PASSWORD } from './start-stack.ts'

const ADMIN = { email: ADMIN_EMAIL, password: ADMIN_PASSWORD }

/** Of one thing that a page is asked: longer than usual, since many tests share the machine. */
const PATIENCE_MS = 60_000

/** Logs in by the form, in whatever language the page is, with JavaScript or without. */
export async function logIn(page: Page, url: string, person = ADMIN): Promise<void> {
  await page.goto(`${url}/login`)
  await page.locator('input[type=email]').fill(person.email)
  await page.locator('input[type=password]').fill(person.password)
  await page.keyboard.press('Enter')
  await page.waitForURL((address) => address.pathname !== '/login')
}

/** A page of a profile of its own in which the administrator has logged in, in English by default. */
export async function loggedIn(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  await logIn(page, url)
  return page
}
