import { expect, test } from 'vitest'
import type { SourceFacts } from './source-facts.ts'
import { degradingReason, hostWarnings, sourceWarnings } from './source-warnings.ts'

const video = {
  codec: 'h264',
  width: 1280,
  height: 720,
  framesPerSecond: 25,
  interlaced: false,
  pixelFormat: 'yuv420p',
}
const audio = { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000 }
const facts: SourceFacts = { container: 'mpegts', video, audio, bitrateKbps: 3000 }
const copied = (of: SourceFacts) =>
  sourceWarnings(of, { mode: 'copy' }).map(({ level, code }) => `${level} ${code}`)

test('a usual source gives no warning, copied or transcoded', () => {
  expect(copied({ ...facts, video: { ...video, keyframeSeconds: 2 } })).toEqual([])
  expect(sourceWarnings(facts, { mode: 'transcode' })).toEqual([])
})

test('audio to choose from is encoded where players need it', () => {
  const mp2 = { ...facts, audio: { ...audio, codec: 'mp2' } }
  const choice = { renditions: [{ name: 'eng' }] }
  expect(sourceWarnings(mp2, { mode: 'copy', audio: choice })).toEqual([])
  expect(sourceWarnings(mp2, { mode: 'copy', audio: { renditions: [] } })).toHaveLength(1)
  const alone = { renditions: [], asVariant: true }
  expect(sourceWarnings(mp2, { mode: 'copy', audio: alone })).toEqual([])
})

test.each<[string, Partial<SourceFacts>, string]>([
  ['AV1', { video: { ...video, codec: 'av1' } }, 'blocks video-not-carried'],
  ['VP9', { video: { ...video, codec: 'vp9' } }, 'blocks video-not-carried'],
  ['pictures of a camera', { video: { ...video, codec: 'mjpeg' } }, 'blocks video-not-carried'],
  ['HEVC', { video: { ...video, codec: 'hevc' } }, 'degrades video-unplayable'],
  ['MPEG-2', { video: { ...video, codec: 'mpeg2video' } }, 'degrades video-unplayable'],
  ['VC-1', { video: { ...video, codec: 'vc1' } }, 'degrades video-unplayable'],
  ['ten bits', { video: { ...video, pixelFormat: 'yuv420p10le' } }, 'degrades pixels-unplayable'],
  ['4:2:2', { video: { ...video, pixelFormat: 'yuv422p' } }, 'degrades pixels-unplayable'],
  [
    'no keyframes',
    { video: { ...video, refreshes: true as const, keyframeSeconds: 5 } },
    'degrades no-keyframes',
  ],
  ['far keyframes', { video: { ...video, keyframeSeconds: 5.2 } }, 'degrades keyframes-far'],
  ['interlaced', { video: { ...video, interlaced: true } }, 'tells interlaced-copied'],
  ['mp2', { audio: { ...audio, codec: 'mp2' } }, 'degrades sound-unplayable'],
  ['ac3', { audio: { ...audio, codec: 'ac3' } }, 'degrades sound-unplayable'],
  ['eac3', { audio: { ...audio, codec: 'eac3' } }, 'degrades sound-unplayable'],
  ['opus', { audio: { ...audio, codec: 'opus' } }, 'degrades sound-unplayable'],
  ['dts', { audio: { ...audio, codec: 'dts' } }, 'degrades sound-unplayable'],
  ['absent audio', { audio: null, audioMissing: true as const }, 'tells sound-absent'],
  ['a recording', { durationSeconds: 754 }, 'tells recording'],
  ['a slow source', { pace: 0.5 }, 'tells slow-source'],
])('%s, copied: %s', (_name, part, warning) => {
  expect(copied({ ...facts, ...part })).toEqual([warning])
})

test('what is encoded anew needs no warning of codecs and keyframes', () => {
  const poor = { ...video, codec: 'hevc', interlaced: true, refreshes: true as const }
  expect(sourceWarnings({ ...facts, video: poor }, { mode: 'transcode' })).toEqual([])
})

test('what is encoded as HEVC is told to play in fewer places, and is no trouble', () => {
  const output = { mode: 'transcode' as const, codec: 'hevc' as const }
  const warnings = sourceWarnings(facts, output)
  expect(warnings).toMatchObject([{ level: 'tells', code: 'hevc-encoded' }])
  expect(degradingReason(warnings)).toBeNull()
  expect(sourceWarnings(facts, { ...output, codec: 'h264' })).toEqual([])
})

test('HEVC on a host whose agent is of before it is told to be H.264, and only that', () => {
  const hevc = { mode: 'transcode' as const, codec: 'hevc' as const }
  const before = { name: 'Rack 7', isAwareOfHevc: false }
  const [told, ...more] = hostWarnings(before, hevc)
  expect(told).toMatchObject({ code: 'hevc-before-agent', params: { host: 'Rack 7' } })
  expect(told?.message).toMatch(/Rack 7.*H\.264/)
  const others = [
    hostWarnings({ ...before, isAwareOfHevc: true }, hevc),
    hostWarnings(before, { ...hevc, codec: 'h264' }),
    hostWarnings(before, { mode: 'transcode' }),
    hostWarnings(before, { ...hevc, mode: 'copy' }),
  ]
  expect([more, ...others].flat()).toEqual([])
})

test('figures are said, and the worst is the reason of the channel', () => {
  const poor = { ...facts, durationSeconds: 754, video: { ...video, codec: 'hevc' } }
  const warnings = sourceWarnings(poor, { mode: 'copy' })
  expect(warnings[1]?.message).toContain('12:34')
  expect(degradingReason(warnings)).toMatchObject({ class: 'encoding', code: 'video-unplayable' })
  expect(
    degradingReason(sourceWarnings({ ...facts, durationSeconds: 9 }, { mode: 'copy' })),
  ).toBeNull()
})
