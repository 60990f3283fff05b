import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { logoPicture } from '../sources/logo.ts'
import { ffmpegProcesses, identities } from '../stack/ffmpeg-processes.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

let stack: Stack
let source: LiveSource
let id: string
let playbackUrl: string

beforeAll(async () => {
  const started = await Promise.all([startStack(), startHttpTs()])
  stack = started[0]
  source = started[1]
  const channel = await stack.api.createChannel({ name: 'One', sources: [{ url: source.url }] })
  id = channel.id
  playbackUrl = channel.playbackUrl
})
afterAll(async () => {
  await stack?.stop()
  await source?.close()
})

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
