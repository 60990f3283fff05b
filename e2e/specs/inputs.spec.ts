import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { startRtsp } from '../sources/rtsp.ts'
import { startSrt } from '../sources/srt.ts'
import { ffmpegProcesses } from '../stack/ffmpeg-processes.ts'
import { frameSize } from '../stack/frames.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

let stack: Stack
const sources: LiveSource[] = []
beforeAll(async () => {
  stack = await shareStack()
})
afterAll(async () => {
  await stack?.stop()
  await Promise.all(sources.map((source) => source.close()))
})

async function onAir(url: string, mode: 'copy' | 'transcode') {
  return stack.api.putOnAir({
    name: `${mode} ${new URL(url).protocol} ${Date.now()}`,
    sources: [{ url }],
    output: { mode },
  })
}

test('copy mode sends the segments of the source on without encoding them', async () => {
  const source = await startHttpTs()
  sources.push(source)
  const { id, playbackUrl } = await onAir(source.url, 'copy')
  const [process] = ffmpegProcesses(stack.mediaDir)
  expect(process?.args).not.toContain('libx264')
  expect(await frameSize(playbackUrl)).toEqual({ width: 640, height: 360 })
  await waitFor('three segments', async () => {
    return (await fetchPlaylist(playbackUrl)).segments.length >= 3
  })
  await stack.api.act(id, 'stop')
})

test('the test card needs no source', async () => {
  const { id, playbackUrl } = await onAir('testcard://1280x720@25', 'transcode')
  expect(await frameSize(playbackUrl)).toEqual({ width: 1280, height: 720 })
  await stack.api.act(id, 'stop')
})

test.each([
  ['RTSP', startRtsp],
  ['SRT', startSrt],
] as const)('%s goes on air', async (_name, start) => {
  const source = await start()
  sources.push(source)
  const { id, playbackUrl } = await onAir(source.url, 'transcode')
  expect(await frameSize(playbackUrl)).toEqual({ width: 640, height: 360 })
  await stack.api.act(id, 'stop')
})
