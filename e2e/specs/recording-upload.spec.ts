import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { RecordingView } from '@cashbacktv/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type S3Server, startS3Server } from '../../agent/test/s3-server.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { loggedIn } from '../stack/log-in.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

/** As in the test of all pages; what is only advised is left out: a toast is in no region of the page. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

let stack: Stack
let browser: Browser
let far: S3Server
let page: Page

beforeAll(async () => {
  ;[stack, browser, far] = await Promise.all([startStack(), shareBrowser(), startS3Server()])
  page = await loggedIn(browser, stack.url)
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
  await far?.close()
})

const recordingOf = async (id: string): Promise<RecordingView> =>
  RecordingView.parse((await stack.api.send('GET', `/recordings/${id}`)).body)

test('a bucket is named and tried by an administrator, and a recording is uploaded to it by one press', async () => {
  const { id, slug } = await stack.api.putOnAir({
    name: 'Recorded',
    sources: [{ url: 'testcard://320x180@10' }],
  })
  const made = await stack.api.send('POST', '/recordings', { channelId: id, name: 'The final' })
  const recordingId = RecordingView.parse(made.body).id
  const seconds = async () => (await recordingOf(recordingId)).observed?.seconds ?? 0

  const { bucket } = far
  await page.goto(`${stack.url}/settings/recordings`)
  await page.getByLabel('Address of the server').fill(`${bucket.endpoint}/`)
  await page.getByLabel('Region').fill(bucket.region)
  await page.getByLabel('Bucket', { exact: true }).fill(bucket.bucket)
  await page.getByLabel('Folder in it').fill(bucket.prefix)
  await page.getByLabel('Access key').fill(bucket.accessKey)
  await page.getByLabel('Secret key').fill('not the right one'.replaceAll(' ', '-'))
  await page.getByRole('button', { name: 'Save the bucket' }).click()
  await page.getByText('The bucket was saved.').waitFor()
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByText('The bucket refuses the access key or its secret.').waitFor()
  await page.getByLabel('Secret key').fill(bucket.secret)
  await page.getByRole('button', { name: 'Save the bucket' }).click()
  await page.getByText('The bucket was saved.').waitFor()
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByText('An object was put into the bucket and deleted').waitFor()
  expect(await page.content()).not.toContain(bucket.secret)
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  expect(violations.map(({ id: rule }) => rule)).toEqual([])

  await waitFor('a few seconds', async () => (await seconds()) > 5, { timeoutMs: 30_000 })
  await stack.api.send('POST', `/recordings/${recordingId}/stop`)
  await page.goto(`${stack.url}/recordings`)
  await page.getByRole('button', { name: 'Upload The final to the bucket' }).click()
  await page.getByText('The file is uploaded as soon as the host has time.').waitFor()
  await page.getByText(`Uploaded to ${bucket.endpoint}/recordings/tv/`).waitFor({ timeout: 90_000 })

  const [[key, object] = []] = [...far.objects]
  expect(key).toMatch(new RegExp(`^tv/${slug}/${slug}-\\d{8}T\\d{6}Z\\.mp4$`))
  const { observed } = await recordingOf(recordingId)
  const sha256 = createHash('sha256')
    .update(object?.body ?? '')
    .digest('hex')
  expect(sha256).toBe(observed?.file?.sha256)
  expect(object?.headers['x-amz-meta-sha256']).toBe(sha256)
  expect(observed?.upload?.address).toBe(`${bucket.endpoint}/recordings/${key}`)
  // It goes with its file; what is in the bucket stays.
  await stack.api.send('DELETE', `/recordings/${recordingId}`)
  expect([...far.objects.keys()]).toEqual([key])
  expect(stack.logs()).not.toContain(bucket.secret)
  expect(readFileSync(`${stack.dataDir}/agent/desired.json`, 'utf8')).not.toContain(bucket.secret)
})
