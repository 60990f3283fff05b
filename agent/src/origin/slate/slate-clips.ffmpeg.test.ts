import { existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { ChannelId } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runToEnd } from '../../process/run-to-end.ts'
import { type ClipWish, keepSlateClips } from './slate-clips.ts'

const CHANNELS = 6
let mediaDir: string
let segment: string
let larger: string
let silent: string

beforeAll(async () => {
  mediaDir = mkdtempSync(join(tmpdir(), 'slates-'))
  const sine = ['-f', 'lavfi', '-i', 'sine=duration=1']
  segment = await encoded('live.ts', '160x90', sine)
  larger = await encoded('larger.ts', '320x180', sine)
  silent = await encoded('silent.ts', '160x90', [])
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

test('of a channel whose shape is not known yet one of another shape stands in, with the same tracks', async () => {
  const { clips, warnings } = keep()
  const ready: string[] = []
  const prepare = (name: string, live: string) => {
    clips.prepare({ ...wishOf(name as ChannelId, live) }, ({ folder }) => {
      ready.push(`${name} ${basename(folder)}`)
    })
    return ready.filter((line) => line.startsWith(`${name} `))
  }
  expect(prepare('first', segment)).toEqual([])
  await expect.poll(() => ready.length, { timeout: 40_000 }).toBeGreaterThan(0)
  const [, shared] = ready[0]?.split(' ') ?? []
  expect(prepare('larger', larger)).toEqual([`larger ${shared}`])
  expect(basename(readlinkSync(join(mediaDir, 'larger', 'slate')))).toBe(shared)
  expect(prepare('silent', silent)).toEqual([])
  const ofLarger = () => ready.filter((line) => line.startsWith('larger '))
  await expect.poll(() => ofLarger().length, { timeout: 40_000 }).toBe(3)
  expect(new Set(ofLarger()).size).toBe(3)
  await expect.poll(() => ready.length, { timeout: 40_000 }).toBe(7)
  await clips.close()
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

async function encoded(name: string, size: string, audio: readonly string[]): Promise<string> {
  const path = join(mediaDir, name)
  const video = ['-f', 'lavfi', '-i', `color=size=${size}:rate=10:duration=1`]
  const encode = '-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac'.split(' ')
  const args = ['-v', 'error', ...video, ...audio, ...encode, path]
  await runToEnd('ffmpeg', args, { isTool: true, timeoutMs: 30_000, maxBytes: 1000 })
  return path
}

function keep() {
  const warnings: unknown[] = []
  const warn = (...said: unknown[]) => warnings.push(said)
  return { warnings, clips: keepSlateClips(mediaDir, { info: () => {}, warn }) }
}

function wishOf(channelId: ChannelId, live = segment): ClipWish {
  mkdirSync(join(mediaDir, channelId))
  const segments = [{ rendition: null, path: live }]
  const title = `Number ${channelId}`
  return { channelId, title, language: 'en', picture: null, segmentSeconds: 1, segments }
}
