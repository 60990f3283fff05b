import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logoPicture } from '../sources/logo.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { beginChannel, saveOnAir } from '../stack/channel-form.ts'
import { grabFrame, meanColour } from '../stack/frames.ts'
import { loggedIn } from '../stack/log-in.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

let stack: Stack
let browser: Browser
/** With JavaScript, and without. */
let page: Page
let plain: Page

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  page = await loggedIn(browser, stack.url)
  plain = await loggedIn(browser, stack.url, { javaScriptEnabled: false })
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

async function begin(on: Page, name: string) {
  await beginChannel(on, stack.url, { name, source: 'testcard://320x180@10' })
  await on.locator('summary').filter({ hasText: 'Logos, text and clocks' }).click()
}
const named = async (name: string) =>
  (await stack.api.channels()).items.find((channel) => channel.name === name)

test('a line is moved to its place with the keys, and is there on air until it is taken out', async () => {
  await begin(page, 'Layers')
  await page.getByRole('button', { name: 'Add text' }).click()
  await page.getByRole('textbox', { name: 'Text 1', exact: true }).fill('██████')
  await page.getByLabel('Colour', { exact: true }).fill('#ff0000')
  await page.getByLabel('Height, %').fill('15')
  const box = page.getByRole('button', { name: 'Text 1' })
  await box.focus()
  for (let step = 0; step < 5; step++) await box.press('Shift+ArrowDown')
  expect(await page.getByLabel('From the top, %').inputValue()).toBe('15')
  await page.getByRole('button', { name: 'Add a clock' }).click()
  const id = await saveOnAir(page)
  const { playbackUrl } = await stack.api.waitForChannel(id, ({ status }) => status === 'running')
  const line = { x: 0.1, y: 0.2, width: 0.1, height: 0.03 }
  const isRed = async () => {
    const newest = (await fetchPlaylist(playbackUrl)).segments.at(-1)?.url ?? ''
    const { red, green, blue } = meanColour(await grabFrame(newest), line)
    return red > 200 && green < 60 && blue < 60
  }
  await waitFor('the line on air', isRed)
  await stack.api.updateChannel(id, { layers: [] })
  await waitFor('the picture without it', async () => !(await isRed()))
})

test('layers are added and taken out without JavaScript, and what is wrong is said at its place', async () => {
  await begin(plain, 'Plain layers')
  await plain.getByRole('button', { name: 'Add a picture' }).click()
  const picture = { name: 'logo.png', mimeType: 'image/png', buffer: await logoPicture() }
  await plain.locator('input[name="layers.0.file"]').setInputFiles(picture)
  await plain.getByRole('button', { name: 'Add a clock' }).click()
  await plain.getByRole('button', { name: 'Add text' }).click()
  await plain.getByRole('button', { name: 'Add channel' }).click()
  await plain.getByText('Write what is to be shown.').first().waitFor()
  await plain.getByRole('button', { name: 'Remove 3' }).click()
  await plain.getByRole('button', { name: 'Add channel' }).click()
  await plain.getByRole('heading', { name: 'Plain layers' }).waitFor()
  expect((await named('Plain layers'))?.layers.map(({ kind }) => kind)).toEqual(['logo', 'clock'])
})
