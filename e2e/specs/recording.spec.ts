import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RecordingView } from '@cashbacktv/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { ffmpegProcesses } from '../stack/ffmpeg-processes.ts'
import { loggedIn } from '../stack/log-in.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'

/** Of the channel: a group of pictures is as long. */
const SEGMENT_SECONDS = 2

const folder = tempFolder('recording')
let stack: Stack
let browser: Browser

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
  folder.remove()
})

const recordingOf = async (id: string): Promise<RecordingView> =>
  RecordingView.parse((await stack.api.send('GET', `/recordings/${id}`)).body)

/** Seconds of media in a file, by its own clock. */
function durationOf(file: string): number {
  const words = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file]
  return Number(execFileSync('ffprobe', words, { encoding: 'utf8' }))
}

test('a recording by one press goes over killed FFmpegs and the slate, is played, cut and downloaded', async () => {
  const { id } = await stack.api.putOnAir({
    name: 'Recorded',
    sources: [{ url: 'testcard://320x180@10' }],
  })
  const page = await loggedIn(browser, stack.url)
  await page.goto(`${stack.url}/channels/${id}`)
  await page.getByRole('button', { name: 'Record Recorded now' }).click()
  await page.getByText('The recording is asked for.').waitFor()
  const { text } = await stack.api.send('GET', '/recordings')
  const recordingId = String(JSON.parse(text).items[0]?.id)
  const seconds = async () => (await recordingOf(recordingId)).observed?.seconds ?? 0
  await waitFor('a few seconds', async () => (await seconds()) > 5, { timeoutMs: 30_000 })
  await stack.api.waitForChannel(id, ({ showing }) => {
    for (const { pid } of ffmpegProcesses(stack.mediaDir)) process.kill(pid, 'SIGKILL')
    return showing === 'slate'
  })
  await stack.api.waitForChannel(id, ({ showing }) => showing === 'live')
  const soFar = await seconds()
  await waitFor('more of it', async () => (await seconds()) > soFar + 6, { timeoutMs: 60_000 })

  await page.getByRole('button', { name: 'Stop recording Recorded' }).click()
  await page.getByText('The recording has ended.').waitFor()
  await page
    .getByRole('button', { name: 'Make an MP4 file of Recorded' })
    .click({ timeout: 60_000 })
  const link = page.getByRole('link', { name: 'Download Recorded' })
  await link.waitFor({ timeout: 90_000 })

  const recording = await recordingOf(recordingId)
  const { observed, from, to } = recording
  if (observed === null || to === null) throw new Error('Nothing is known of it.')
  const asked = (Date.parse(to) - Date.parse(from)) / 1000
  // To the slot: at each end at most the rest of one more.
  const whole = observed.seconds + observed.missingSeconds
  expect(whole).toBeGreaterThan(asked - SEGMENT_SECONDS)
  expect(whole).toBeLessThan(asked + 2 * SEGMENT_SECONDS)
  // What FFmpeg had begun and what its replacement left out: less than a segment each.
  expect(observed.missingSeconds).toBeLessThan(2 * SEGMENT_SECONDS)
  expect(observed.seams).toBeGreaterThanOrEqual(2)

  const address = new URL(recording.downloadUrl ?? '', stack.url)
  const file = Buffer.from(await (await fetch(address)).arrayBuffer())
  expect(createHash('sha256').update(file).digest('hex')).toBe(observed.file?.sha256)
  const part = await fetch(address, { headers: { range: 'bytes=4-7' } })
  expect([part.status, await part.text()]).toEqual([206, 'ftyp'])
  const path = join(folder.path, 'recording.mp4')
  writeFileSync(path, file)
  expect(Math.abs(durationOf(path) - observed.seconds)).toBeLessThan(SEGMENT_SECONDS)

  await page.getByRole('link', { name: 'Play Recorded' }).click()
  const playing = () => page.evaluate("document.querySelector('video')?.currentTime ?? 0")
  await waitFor('it to play', async () => Number(await playing()) > 1, { timeoutMs: 30_000 })
  await page.getByRole('button', { name: 'It begins here' }).click()
  await waitFor('some of it', async () => Number(await playing()) > 4, { timeoutMs: 30_000 })
  await page.getByRole('button', { name: 'It ends here' }).click()
  await page.getByRole('button', { name: 'Keep this part' }).click()
  await page.getByRole('link', { name: 'Download Recorded, part' }).waitFor({ timeout: 90_000 })
  await page.context().close()
})
