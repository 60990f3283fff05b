import { expect, test } from 'vitest'
import { nextLookAt } from './next-look.ts'
import { slateDueAt } from './slate.ts'
import { DEFAULT_PROFILE, type SlateClipSpec, slateArguments, slateKey } from './slate-clip.ts'
import { slateProfile } from './slate-profile.ts'

const OVERDUE = {
  ready: true,
  waiting: false,
  showing: false,
  anchor: 10_000,
  owedMs: 0,
  lastDurationSeconds: 2,
  expectedSeconds: 2,
}

test('a slate comes just before a playlist is 1.5 expected durations old, then at its own pace', () => {
  expect(slateDueAt(OVERDUE)).toBe(12_900)
  expect(slateDueAt({ ...OVERDUE, showing: true })).toBe(12_000)
})

test('the more publications fell behind of late, the sooner a slate comes, never before the next is late', () => {
  expect(slateDueAt({ ...OVERDUE, owedMs: 2000 })).toBe(12_900)
  expect(slateDueAt({ ...OVERDUE, owedMs: 2500 })).toBe(12_500)
  expect(slateDueAt({ ...OVERDUE, owedMs: 3000 })).toBe(12_120)
  expect(slateDueAt({ ...OVERDUE, owedMs: 9000 })).toBe(12_120)
  // The last of a run is short.
  expect(slateDueAt({ ...OVERDUE, lastDurationSeconds: 0.5, owedMs: 9000 })).toBe(10_620)
})

test.each([
  ['a live segment waits', { waiting: true }],
  ['a live segment waits while the slate is on', { waiting: true, showing: true }],
  ['it is switched off or not made yet', { ready: false }],
  ['nothing was ever shown', { anchor: null }],
])('there is no slate when %s', (_, facts) => {
  expect(slateDueAt({ ...OVERDUE, ...facts })).toBeNull()
})

const SPEC: SlateClipSpec = {
  renditions: [{ name: null, profile: DEFAULT_PROFILE }],
  title: 'A',
  language: 'tr',
  picture: null,
  segmentSeconds: 2,
}

test('a clip is shared by all that look and decode the same, and by no other', () => {
  const others: SlateClipSpec[] = [
    { ...SPEC, title: 'B' },
    { ...SPEC, language: 'en' },
    { ...SPEC, segmentSeconds: 4 },
    { ...SPEC, picture: { file: 'x', sha256: 'a' } },
    { ...SPEC, renditions: [{ name: null, profile: { ...DEFAULT_PROFILE, audio: null } }] },
    { ...SPEC, renditions: [{ name: 'hd', profile: DEFAULT_PROFILE }] },
  ]
  expect(slateKey({ ...SPEC })).toBe(slateKey(SPEC))
  expect(new Set([SPEC, ...others].map(slateKey)).size).toBe(others.length + 1)
})

test('a name reaches FFmpeg only as a file, and is never expanded', () => {
  const text = { font: '/f.ttf', title: "/m/it's:x/title.txt", line: '/m/line.txt' }
  const args = slateArguments({ ...SPEC, title: '%{pts} [x],;' }, DEFAULT_PROFILE, {
    folder: '/m',
    text,
  })
  expect(args.join(' ')).not.toContain('%{pts}')
  expect(args.join(' ').split('expansion=none')).toHaveLength(3)
  expect(args.join(' ')).toContain("textfile=/m/it\\\\\\'s\\\\:x/title.txt")
})

test('the slate takes over what the live stream is, or the nearest that every player takes', () => {
  const video = { codec_type: 'video', codec_name: 'h264', profile: 'Main', level: 31 }
  const size = { width: 720, height: 577, r_frame_rate: '30000/1001' }
  const audio = { codec_type: 'audio', sample_rate: '44100', channels: 1 }
  expect(slateProfile({ streams: [{ ...video, ...size }, audio] })).toEqual({
    width: 720,
    height: 576,
    frameRate: '30000/1001',
    profile: 'main',
    level: 31,
    audio: { sampleRate: 44_100, channels: 1 },
  })
  const heard = (codec_name: string, sample_rate: string, channels: number) => {
    const own = { codec_type: 'audio', codec_name, sample_rate, channels }
    return slateProfile({ streams: [{ ...video, ...size }, own] })?.audio
  }
  expect(heard('mp2', '48000', 6)).toEqual({ codec: 'mp2', sampleRate: 48_000, channels: 2 })
  expect(heard('ac3', '48000', 6)).toEqual({ codec: 'ac3', sampleRate: 48_000, channels: 6 })
  expect(heard('eac3', '22050', 2)).toEqual({ codec: 'eac3', sampleRate: 48_000, channels: 2 })
  expect(heard('dts', '44100', 2)).toEqual({ sampleRate: 44_100, channels: 2 })
  const odd = { codec_type: 'video', codec_name: 'hevc', r_frame_rate: '0/0', level: 120 }
  expect(slateProfile({ streams: [odd] })).toEqual({
    hevc: 'main',
    ...DEFAULT_PROFILE,
    level: 40,
    audio: null,
  })
  const unknown = { codec_type: 'video', codec_name: 'hevc', level: -99 }
  expect(slateProfile({ streams: [unknown] })?.level).toBe(0)
  expect(slateProfile({ streams: [audio] })).toBeNull()
  expect(slateProfile('nonsense')).toBeNull()
})

test('a run is looked at closely only around the instant its next segment is expected', () => {
  const facts = { now: 1000, impatient: false, arrivedAt: 1000, lastDurationSeconds: 2 }
  const at = (now: number, change = {}) => nextLookAt({ ...facts, inBurst: false, now, ...change })
  expect(at(1000)).toBe(2900)
  expect(at(1000, { inBurst: true })).toBe(1400)
  expect(at(1000, { impatient: true })).toBe(1050)
  expect(at(2950)).toBe(3050)
  expect(at(60_000)).toBe(60_400)
})
