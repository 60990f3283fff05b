import { existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { ChannelId } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runToEnd } from '../process/run-to-end.ts'
import { type ClipWish, keepSlateClips } from './slate-clips.ts'

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
  const { clips, warnings } = keep()
  const ready: { channel: string; folder: string }[] = []
  const ids = Array.from({ length: CHANNELS }, (_, n) => `channel-${n}` as ChannelId)
  for (const channelId of ids) {
    clips.prepare(wishOf(channelId), ({ folder }) => ready.push({ channel: channelId, folder }))
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

test('closed while slates are made, it leaves no half of one, no process, and makes no more', async () => {
  const { clips, warnings } = keep()
  let ready = 0
  for (const name of ['closing-1', 'closing-2']) {
    clips.prepare({ ...wishOf(name as ChannelId), segmentSeconds: 6 }, () => ready++)
  }
  const halves = () =>
    readdirSync(join(mediaDir, '_slates')).filter((name) => name.endsWith('.tmp'))
  await expect.poll(halves, { interval: 5 }).toHaveLength(1)
  await clips.close()
  expect(halves()).toEqual([])
  clips.prepare(wishOf('closing-3' as ChannelId), () => ready++)
  await clips.close()
  expect(ready).toBe(0)
  expect(existsSync(join(mediaDir, 'closing-3', 'slate'))).toBe(false)
  expect(warnings).toEqual([])
})

function keep() {
  const warnings: unknown[] = []
  const warn = (...said: unknown[]) => warnings.push(said)
  return { warnings, clips: keepSlateClips(mediaDir, { info: () => {}, warn }) }
}

function wishOf(channelId: ChannelId): ClipWish {
  mkdirSync(join(mediaDir, channelId))
  const segments = [{ rendition: null, path: segment }]
  const title = `Number ${channelId}`
  return { channelId, title, language: 'en', picture: null, segmentSeconds: 1, segments }
}
