import type { Page } from 'playwright-core'

type NewChannel = { name: string; source: string }

/** Opens the form of a new channel, in English, and fills in what is enough to save it. */
export async function beginChannel(page: Page, url: string, { name, source }: NewChannel) {
  await page.goto(`${url}/channels/new`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Source 1').first().fill(source)
}

/** Saves what is in the form, to go on air, and gives the id of the channel whose page it leads to. */
export async function saveOnAir(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Save and put on air' }).click()
  await page.waitForURL(/\/channels\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}
