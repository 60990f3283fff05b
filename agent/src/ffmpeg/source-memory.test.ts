import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SourceFacts } from '@cashbacktv/contract'
import { afterAll, expect, test } from 'vitest'
import { openedFacts } from '../domain/source-facts/compare-seen.ts'
import { openSourceMemories } from './source-memory.ts'

const folder = mkdtempSync(join(tmpdir(), 'memory-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const url = 'http://files.example/film.ts'
const video = {
  codec: 'h264',
  width: 1280,
  height: 720,
  framesPerSecond: 25,
  interlaced: false,
  pixelFormat: 'yuv420p',
  streamId: 256,
  keyframeSeconds: 2,
}
const facts: SourceFacts = {
  container: 'mpegts',
  bitrateKbps: null,
  program: null,
  programs: [],
  video,
  videoTracks: [video],
  audio: null,
  audioTracks: [],
  durationSeconds: 30,
  pace: 0.7,
  audioMissing: true,
}

test('what only the bytes of a source tell is kept, in memory and on the disk', () => {
  openSourceMemories(folder).remember(url, facts, new Date())
  expect(openSourceMemories(folder).recall({ url })).toEqual(facts)
})

test('that one programme lacks its audio is not said of another', () => {
  const of = (number: number) => ({ ...video, streamId: 256 + number, programs: [number] })
  const audio = { codec: 'aac', profile: null, channels: 2, sampleRate: 48_000, streamId: 300 }
  const other = { ...audio, programs: [2] }
  const [first, second] = [of(1), of(2)]
  const programs = [1, 2].map((number) => ({ number, name: null, hasVideo: true }))
  const mute: SourceFacts = {
    ...facts,
    program: 1,
    programs,
    video: first,
    videoTracks: [first, second],
    audioTracks: [other],
  }
  const bouquet = 'http://headend.example/bouquet.ts'
  const memories = openSourceMemories(folder)
  memories.remember(bouquet, mute, new Date())
  expect(memories.recall({ url: bouquet })).toMatchObject({ program: 1, audioMissing: true })
  const chosen = memories.recall({ url: bouquet, program: 2 })
  expect(chosen).toMatchObject({ program: 2, audio: other, durationSeconds: 30 })
  expect(chosen).not.toHaveProperty('audioMissing')
})

test('a run that opens a source, and sees no bytes of it, forgets none of that', () => {
  const { keyframeSeconds: _unseen, ...seenVideo } = video
  const { durationSeconds: _length, pace: _pace, audioMissing: _gap, ...rest } = facts
  const seen = { ...rest, video: seenVideo, videoTracks: [seenVideo] }
  const picture = { index: 0, id: 256, codec: 'h264', profile: null, language: null } as const
  const audio = { ...picture, index: 1, id: 257, codec: 'aac' }
  const opened = (channels: number) => ({
    container: 'mpegts',
    programs: [],
    streams: [
      {
        ...audio,
        isDefault: false,
        kind: 'main' as const,
        shape: { type: 'audio' as const, channels, sampleRate: 48_000, layout: null },
      },
    ],
  })
  expect(openedFacts(seen, facts, opened(0))).toMatchObject({
    durationSeconds: 30,
    pace: 0.7,
    audioMissing: true,
    video: { keyframeSeconds: 2 },
  })
  expect(openedFacts(seen, facts, opened(2))).not.toHaveProperty('audioMissing')
})
