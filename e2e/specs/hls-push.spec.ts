import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startUploadServer, type UploadServer, USER } from '../../agent/test/upload-server.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { loggedIn } from '../stack/log-in.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'

const run = promisify(execFile)
const SECRET = 'k8y-of-ingest'
let stack: Stack
let browser: Browser
let page: Page
let far: UploadServer
let id = ''

beforeAll(async () => {
  far = await startUploadServer()
  far.asks = 'digest'
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  page = await loggedIn(browser, stack.url)
  const channel = {
    name: 'Pushed on',
    sources: [{ url: 'testcard://640x360@25' }],
    playback: { signed: true, encrypted: true },
    output: {
      renditions: [
        { name: 'main', height: 360 },
        { name: 'low', height: 180 },
      ],
    },
  }
  id = (await stack.api.startNew(channel)).id
  await stack.api.waitForChannel(id, ({ showing }) => showing === 'live', 60_000)
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
  await far?.close()
})

test('a destination that is filled in as an https address is pushed all renditions, and the page says how it goes', async () => {
  await page.goto(`${stack.url}/channels/${id}/edit?open=restreams`)
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
  const user = [USER.name, USER.password].map(encodeURIComponent).join(':')
  const address = `${far.base.replace('//', `//${user}@`)}/${SECRET}/index.m3u8`
  await page.getByLabel('Name of destination 1').fill('Ingest')
  await page.getByLabel('Address of destination 1').fill(address)
  await page.getByLabel('How files are uploaded to destination 1').selectOption('post')
  await page.getByLabel('Delete old segments at destination 1').check()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.waitForURL(`**/channels/${id}`)
  const list = page.getByRole('list', { name: 'Sent on to' })
  await list.getByText('sending').waitFor()
  expect(await page.content()).not.toContain(SECRET)
  const [restream] = (await stack.api.channel(id)).restreams
  expect(restream).toMatchObject({ uploadMethod: 'post', deletesOld: true })

  const main = `/${SECRET}/index.m3u8`
  await expect.poll(() => far.files.has(main), { timeout: 30_000 }).toBe(true)
  expect([far.early, far.changed]).toEqual([[], []])
  expect(far.files.get(main)?.toString()).toMatch(/URI="index-audio\.m3u8"[\s\S]*index-low\.m3u8/)
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-show_entries', 'stream=codec_name,height', '-of', 'compact=p=0:nk=1'],
    `${far.base}${main}`,
  ])
  const streams = stdout.trim().split('\n')
  expect(streams).toEqual(expect.arrayContaining(['h264|360', 'h264|180', 'aac']))
})

test('what the far side answers is told on the page in words, and that it takes again', async () => {
  far.mood = 507
  const list = page.getByRole('list', { name: 'Sent on to' })
  await list.getByText('it answered with HTTP 507').waitFor()
  expect(await page.content()).not.toContain(SECRET)
  far.mood = 200
  await list.getByText('sending').waitFor()
  expect(stack.logs()).not.toContain(SECRET)
})
