import { mkdirSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { ChannelId } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runToEnd } from '../process/run-to-end.ts'
import { keepSlateClips } from './slate-clips.ts'

const CHANNELS = 6
let mediaDir: string
let segment: string

beforeAll(async () => {
  mediaDir = mkdtempSync(join(tmpdir(), 'slates-'))
  segment = join(mediaDir, 'live.ts')
  const inputs = '-f lavfi -i color=size=160x90:rate=10:duration=1 -f lavfi -i sine=duration=1'
  const encode = '-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac'
  const args = ['-v', 'error', ...inputs.split(' '), ...encode.split(' '), segment]
  await runToEnd('ffmpeg', args, { timeoutMs: 30_000, maxBytes: 1000 })
})
afterAll(() => rmSync(mediaDir, { recursive: true, force: true }))

test('of many channels that start at once each has a slate before any has its own', async () => {
  const warnings: unknown[] = []
  const clips = keepSlateClips(mediaDir, {
    info: () => {},
    warn: (...said: unknown[]) => warnings.push(said),
  })
  const ready: { channel: string; folder: string }[] = []
  const ids = Array.from({ length: CHANNELS }, (_, n) => `channel-${n}` as ChannelId)
  for (const channelId of ids) {
    mkdirSync(join(mediaDir, channelId))
    const wish = { channelId, title: `Number ${channelId}`, language: 'en' as const }
    const segments = [{ rendition: null, path: segment }]
    clips.prepare({ ...wish, picture: null, segmentSeconds: 1, segments }, ({ folder }) =>
      ready.push({ channel: channelId, folder }),
    )
  }
  await expect.poll(() => ready.length, { timeout: 40_000 }).toBe(2 * CHANNELS)
  const [shared, own] = [ready.slice(0, CHANNELS), ready.slice(CHANNELS)]
  expect(shared.map(({ channel }) => channel)).toEqual(ids)
  expect(new Set(shared.map(({ folder }) => folder)).size).toBe(1)
  expect(new Set(own.map(({ folder }) => folder)).size).toBe(CHANNELS)
  for (const { channel, folder } of own) {
    expect(basename(readlinkSync(join(mediaDir, channel, 'slate')))).toBe(basename(folder))
    expect(clips.known(channel as ChannelId)?.segments).toHaveLength(10)
  }
  expect(warnings).toEqual([])
})
