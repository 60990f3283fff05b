import { appendFileSync, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { logoPicture } from '../sources/logo.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { ffmpegProcesses, identities } from '../stack/ffmpeg-processes.ts'
import { loggedIn } from '../stack/log-in.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

let stack: Stack
let source: LiveSource
let browser: Browser
let id: string
let playbackUrl: string

beforeAll(async () => {
  ;[stack, source, browser] = await Promise.all([shareStack(), startHttpTs(), shareBrowser()])
  const channel = await stack.api.createChannel({ name: 'One', sources: [{ url: source.url }] })
  id = channel.id
  playbackUrl = channel.playbackUrl
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
  await source?.close()
})

/** What a page shows of a log at most. */
const LOG_LINES = 1000
const FLOOD_LINES = 50_000
const FLOOD_PARTS = 3

/** The log of the channel on its page, once there is something in it. */
async function openLog() {
  const page = await loggedIn(browser, stack.url)
  await page.goto(`${stack.url}/channels/${id}`)
  const log = page.locator('section[aria-label="FFmpeg log"]')
  await log.getByText('Stream mapping').waitFor()
  return log
}

/** Of the run that is on air: FFmpeg and this test both append to it. */
function logFile(): string {
  const folder = join(stack.dataDir, 'agent/logs', id)
  const newest = readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .sort()
    .at(-1)
  return join(folder, newest ?? '')
}

const running = () => stack.api.waitForChannel(id, (view) => view.status === 'running')
/** The one process of the channel once it is another than these. */
const replaced = (before: string[]) =>
  waitFor('another FFmpeg alone', () => {
    const now = identities(stack.mediaDir)
    return now.length === 1 && now[0] !== before[0] ? now : null
  })

test('a new channel is stopped, and its playlist is not there', async () => {
  expect(await stack.api.channel(id)).toMatchObject({ status: 'stopped', desired: 'off' })
  expect((await fetch(playbackUrl)).status).toBe(404)
  expect(ffmpegProcesses(stack.mediaDir)).toEqual([])
})

test('start runs one FFmpeg and puts the channel on air', async () => {
  expect((await stack.api.act(id, 'start')).desired).toBe('on')
  await running()
  expect(ffmpegProcesses(stack.mediaDir)).toHaveLength(1)
  expect((await fetchPlaylist(playbackUrl)).segments.length).toBeGreaterThan(0)
})

test('a second start changes nothing', async () => {
  const before = identities(stack.mediaDir)
  await stack.api.act(id, 'start')
  await running()
  expect(identities(stack.mediaDir)).toEqual(before)
})

test('its metrics are those of the process', async () => {
  const [process] = ffmpegProcesses(stack.mediaDir)
  const metrics = await waitFor('metrics with speed and bitrate', async () => {
    const now = await stack.api.metrics(id)
    return now.speed !== null && now.outputBitrateKbps !== null && now.fps ? now : null
  })
  expect(metrics.pid).toBe(process?.pid)
  expect(metrics.memoryBytes).toBeGreaterThan(10_000_000)
  expect(metrics.outputBitrateKbps).toBeGreaterThan(50)
  expect(metrics.uptimeSeconds).toBeGreaterThan(1)
  expect(metrics.droppedFrames).toBeTypeOf('number')
  expect(metrics.cpuPercent).toBeTypeOf('number')
})

test('its log lines have a time, a level and a text', async () => {
  const lines = await waitFor('log lines', async () => {
    const now = await stack.api.logs(id, 20)
    return now.length > 0 ? now : null
  })
  expect(lines.length).toBeLessThanOrEqual(20)
  expect(Number.isNaN(Date.parse(lines[0]?.at ?? ''))).toBe(false)
})

test('who has the page open reads a line of the log two seconds later, without its secrets', async () => {
  const log = await openLog()
  const line = `[http @ 0x1] [error] Lost http://me:s3cretword@127.0.0.1/live?token=s3crettoken here`
  appendFileSync(logFile(), `${line}\n`)
  const shown = log.getByText(/Lost http:.* here$/)
  await shown.waitFor({ timeout: 2000 })
  expect(await shown.textContent()).not.toMatch(/s3cret/)
  const { text } = await stack.api.send('GET', `/channels/${id}/logs?tail=20`)
  expect(text).toMatch(/Lost http:.* here/)
  expect(text).not.toMatch(/s3cret/)
  await log.page().context().close()
})

test('a flood in a log makes neither the page nor the log longer, and what comes after it is read', async () => {
  const log = await openLog()
  const line = '[h264 @ 0x1] [error] Invalid NAL unit size, and much else that is said of it\n'
  for (let part = 1; part <= FLOOD_PARTS; part++) {
    appendFileSync(logFile(), line.repeat(FLOOD_LINES))
    await log.getByText('Invalid NAL unit size').nth(100).waitFor()
    expect(await log.locator('p').count()).toBeLessThanOrEqual(LOG_LINES)
  }
  await waitFor('a short log', () => statSync(logFile()).size < line.length * FLOOD_LINES)
  appendFileSync(logFile(), '[h264 @ 0x1] [error] After the flood\n')
  await log.getByText('After the flood').waitFor({ timeout: 2000 })
  expect(await log.locator('p').count()).toBeLessThanOrEqual(LOG_LINES)
  await log.page().context().close()
})

test('an edit that FFmpeg does not see restarts nothing', async () => {
  const before = identities(stack.mediaDir)
  const limits = { cpuPercent: 400, memoryBytes: 2_000_000_000 }
  const edited = await stack.api.updateChannel(id, { name: 'Another name', priority: 70, limits })
  expect(edited).toMatchObject({ name: 'Another name', priority: 70, limits })
  const { mediaSequence } = await fetchPlaylist(playbackUrl)
  await waitFor('two more segments', async () => {
    return (await fetchPlaylist(playbackUrl)).mediaSequence >= mediaSequence + 2
  })
  expect(identities(stack.mediaDir)).toEqual(before)
})

test('an edit that FFmpeg sees replaces the process, and the playlist goes on', async () => {
  const before = identities(stack.mediaDir)
  const sequence = (await fetchPlaylist(playbackUrl)).mediaSequence
  const logo = { assetId: (await stack.api.uploadLogo(await logoPicture())).id }
  await stack.api.updateChannel(id, { logo })
  await replaced(before)
  const playlist = await waitFor('segments of the new run', async () => {
    const now = await fetchPlaylist(playbackUrl)
    return now.segments.some((segment) => segment.discontinuity) ? now : null
  })
  expect(playlist.mediaSequence).toBeGreaterThanOrEqual(sequence)
})

test('restart replaces the process, and the playlist goes on', async () => {
  const before = identities(stack.mediaDir)
  const sequence = (await fetchPlaylist(playbackUrl)).mediaSequence
  await stack.api.act(id, 'restart')
  await replaced(before)
  await running()
  expect((await fetchPlaylist(playbackUrl)).mediaSequence).toBeGreaterThanOrEqual(sequence)
})

test('stop ends the process and takes the channel off air', async () => {
  expect((await stack.api.act(id, 'stop')).desired).toBe('off')
  await stack.api.waitForChannel(id, (view) => view.status === 'stopped')
  expect(ffmpegProcesses(stack.mediaDir)).toEqual([])
  await waitFor('the playlist to be gone', async () => (await fetch(playbackUrl)).status === 404)
})

test('delete ends a running channel, and nothing of it is left on the RAM disk', async () => {
  await stack.api.act(id, 'start')
  await running()
  await stack.api.deleteChannel(id)
  expect((await stack.api.send('GET', `/channels/${id}`)).status).toBe(404)
  await waitFor('the process to end', () => ffmpegProcesses(stack.mediaDir).length === 0)
  await waitFor('the playlist to be gone', async () => (await fetch(playbackUrl)).status === 404)
  await waitFor('its folder to be gone', () => !existsSync(join(stack.mediaDir, id)))
})
