import type { Browser, Page } from 'playwright-core'
import { ADMIN_EMAIL, ADMIN_PASSWORD } from '../stack/start-stack.ts'

/** A page of a browser of its own in which the administrator has logged in, in English. */
export async function loggedIn(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
  })
  const page = await context.newPage()
  await page.goto(`${url}/login`)
  await page.getByLabel('E-mail address').fill(ADMIN_EMAIL)
  await page.getByLabel('Password', { exact: true }).fill(ADMIN_PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL((address) => address.pathname !== '/login')
  return page
}
