import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { loggedIn } from '../stack/log-in.ts'
import { plantQualityCurves } from '../stack/plant-quality-curves.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

let stack: Stack
let browser: Browser
let page: Page
const SOURCE = 'testcard://320x180@10'

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack({ env: { DEMO: 'off' } }), shareBrowser()])
  page = await loggedIn(browser, stack.url)
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
})

const panel = () => page.getByRole('region', { name: 'Quality of the picture' })

test('the quality of what is on air is measured when it is asked for, and stays with its age', async () => {
  const { id } = await stack.api.putOnAir({ name: 'Measured', sources: [{ url: SOURCE }] })
  await page.goto(`${stack.url}/channels/${id}`)
  // A host that has just begun has not measured its encoder: the estimate says so.
  await panel().getByText('No estimate yet').waitFor()
  await panel().getByText('Never measured.').waitFor()
  await panel().getByRole('button', { name: 'Measure now' }).click()
  await panel()
    .getByText(/^\d+ of 100, (excellent|good)$/)
    .waitFor()
  await panel().getByText('s compared').waitFor()
  await page.reload()
  await panel()
    .getByText(/SSIM 0\.9\d+ .* ago$/)
    .waitFor()
})

test('with the curve of its encoder a channel on air is estimated, on its page and in the metrics', async () => {
  const id = (await stack.api.channels()).items.find(({ name }) => name === 'Measured')?.id ?? ''
  await stack.kill('SIGTERM')
  plantQualityCurves(stack.dataDir)
  await stack.restart()
  const { quality } = await waitFor(
    'an estimate',
    async () => {
      const found = await stack.api.metrics(id)
      if (found.quality?.estimate) return found
      throw new Error(`none: ${found.quality?.none}, ${found.outputBitrateKbps} kb/s`)
    },
    { timeoutMs: 30_000 },
  )
  expect(quality).toMatchObject({ none: null, estimate: { model: 1 }, measured: { model: 1 } })
  await page.goto(`${stack.url}/channels/${id}`)
  const estimate = panel().getByText('Estimate', { exact: true }).locator('..')
  await estimate.getByText(/^\d+ of 100, \w+$/).waitFor()
  await estimate.getByText(/ago$/).waitFor()
})

test('what cannot be measured is refused with its reason', async () => {
  const { id } = await stack.api.createChannel({ name: 'Off air', sources: [{ url: SOURCE }] })
  await page.goto(`${stack.url}/channels/${id}`)
  await panel().getByText('Nothing is known of it while nothing is on air.').waitFor()
  await panel().getByRole('button', { name: 'Measure now' }).click()
  const refusal = panel().getByRole('alert')
  await refusal.waitFor()
  expect(await refusal.textContent()).toContain('Nothing of this channel is on air now')
})
