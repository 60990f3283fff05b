import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { ffmpegProcesses, identities } from '../stack/ffmpeg-processes.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

const CHANNELS = 3

let stack: Stack
let source: LiveSource
let playbackUrls: string[] = []
let ids: string[] = []

beforeAll(async () => {
  ;[stack, source] = await Promise.all([startStack(), startHttpTs()])
  const channels = await Promise.all(
    Array.from({ length: CHANNELS }, (_, index) =>
      stack.api.createChannel({
        name: `Channel ${index}`,
        sources: [{ url: source.url }],
        output: { mode: 'copy' },
      }),
    ),
  )
  ids = channels.map(({ id }) => id)
  playbackUrls = channels.map((channel) => channel.playbackUrl)
  await Promise.all(ids.map((id) => stack.api.act(id, 'start')))
  await Promise.all(
    ids.map((id) => stack.api.waitForChannel(id, ({ status }) => status === 'running')),
  )
})
afterAll(async () => {
  await stack?.stop()
  await source?.close()
})

const sequences = async () =>
  Promise.all(playbackUrls.map(async (url) => (await fetchPlaylist(url)).mediaSequence))

const allRunning = () =>
  Promise.all(ids.map((id) => stack.api.waitForChannel(id, ({ status }) => status === 'running')))
const everyPlaylistGoesOn = async (before: number[]) =>
  waitFor('every playlist to go on', async () => {
    const now = await sequences()
    return now.every((sequence, index) => sequence > (before[index] ?? 0))
  })

test('after kill -9 of the product the same FFmpegs go on, are adopted, and no playlist has a seam', async () => {
  const processes = identities(stack.mediaDir)
  const before = await sequences()
  expect(processes).toHaveLength(CHANNELS)
  await stack.kill('SIGKILL')
  expect(identities(stack.mediaDir)).toEqual(processes)
  await stack.restart()
  await allRunning()
  expect(identities(stack.mediaDir)).toEqual(processes)
  await everyPlaylistGoesOn(before)
  for (const url of playbackUrls) {
    const { segments } = await fetchPlaylist(url)
    expect(segments.filter(({ discontinuity }) => discontinuity)).toEqual([])
  }
  const pids = ffmpegProcesses(stack.mediaDir).map(({ pid }) => pid)
  for (const id of ids) {
    const { pid } = await waitFor('metrics of the adopted process', async () => {
      const metrics = await stack.api.metrics(id)
      return metrics.pid !== null && metrics.fps !== null ? metrics : null
    })
    expect(pids).toContain(pid)
  }
})

test('a clean stop ends the channels too; the next start brings them back, and no playlist goes back', async () => {
  const before = await sequences()
  expect(await stack.kill('SIGTERM')).toBe(0)
  expect(ffmpegProcesses(stack.mediaDir)).toEqual([])
  await stack.restart()
  await allRunning()
  await everyPlaylistGoesOn(before)
})

test('a network that is no longer allowed is refused at the start, by the host itself', async () => {
  const [id = ''] = ids
  await stack.api.act(id, 'stop')
  await stack.api.waitForChannel(id, ({ status }) => status === 'stopped')
  await stack.kill('SIGTERM')
  await stack.restart({ SOURCE_ALLOW_CIDRS: '' })
  await stack.api.act(id, 'start')
  const { reason } = await stack.api.waitForChannel(id, ({ status }) => status === 'error')
  expect(reason?.message).toMatch(/loopback|127\.0\.0\.1|not allowed|refused/i)
})
