import { ChannelId, WindowFile } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { renderPlaylist } from '../playlist.ts'
import { freshWindow, publish, type Window } from '../window.ts'
import { audioMedia, NOTHING_SAID } from './audio-media.ts'
import { type Bitrates, withSlot } from './bitrates.ts'
import { completeSlots } from './complete-slots.ts'
import { renderMultivariant } from './multivariant.ts'
import { namedPlaylist } from './named-playlist.ts'
import { readParameters, withoutEmulation } from './sequence-parameters.ts'
import { sameKind } from './shape-of.ts'
import { filesOf, pictureOf } from './slot-files.ts'

const listedOf = (durationSeconds: number, indices: readonly number[]) => ({
  closed: false,
  segments: indices.map((index) => {
    return { index, file: `${index}.ts`, durationSeconds, startsAt: index * durationSeconds * 1000 }
  }),
})
const listed = (...indices: number[]) => listedOf(2, indices)
const indicesOf = (...renditions: ReturnType<typeof listed>[]) =>
  completeSlots(renditions).segments.map(({ index }) => index)

test('a slot is complete when each rendition has its segment', () => {
  expect(indicesOf(listed(0, 1), listed(0), listed(0, 1))).toEqual([0])
  expect(indicesOf(listed(0), listed(), listed(0))).toEqual([])
  expect(indicesOf(listed(4, 5), listed(4, 5), listed(4, 5))).toEqual([4, 5])
})

test.each([
  [1, 3],
  [2, 2],
  [4, 1],
])(
  'of %d s, a rendition that is %d behind another may wait for its audio, and one more is not waited for',
  (seconds, behind) => {
    const ahead = listedOf(seconds, [0, 1, 2, 3, 4])
    const newest = 4 - behind
    const upTo = (last: number) => Array.from({ length: last + 1 }, (_, index) => index)
    const waiting = listedOf(seconds, upTo(newest - 1))
    expect(indicesOf(ahead, listedOf(seconds, upTo(newest)), ahead)).toEqual(upTo(newest))
    expect(indicesOf(ahead, waiting, ahead)).toEqual(upTo(newest))
    expect(indicesOf(ahead, listedOf(seconds, []), ahead)).toEqual(upTo(newest))
  },
)

test('at the end of a run its last slot counts, whatever is missing of it', () => {
  const closed = (of: ReturnType<typeof listed>) => ({ ...of, closed: true })
  const slots = completeSlots([closed(listed(0, 1)), closed(listed(0))])
  expect(slots).toMatchObject({ closed: true, segments: [{ index: 0 }, { index: 1 }] })
})

const slot = (sizes: Record<string, number>, audio: number | null = 10) => ({
  path: 'run/00000001.ts',
  ladder: { renditions: Object.entries(sizes).map(([name, bytes]) => ({ name, bytes })), audio },
})

test.each([
  ['its own', { hd: 9, sd: 5, low: 2 }, 'sd', 'run/sd/00000001.ts'],
  ['the next smaller one', { hd: 9, sd: 0, low: 2 }, 'sd', 'run/low/00000001.ts'],
  [
    'the next larger where there is no smaller',
    { hd: 9, sd: 5, low: 0 },
    'low',
    'run/sd/00000001.ts',
  ],
  ['the smallest where the ladder has it no more', { hd: 9, sd: 5 }, 'low', 'run/sd/00000001.ts'],
  ['nothing where there is nothing', { hd: 0, sd: 0 }, 'hd', null],
])('viewers of a rendition get %s', (_, sizes, rendition, path) => {
  expect(pictureOf(slot(sizes), rendition)).toBe(path)
})

test('all files of a slot are known, and none that is not there', () => {
  expect(filesOf(slot({ hd: 9, sd: 0 }))).toEqual(['run/hd/00000001.ts', 'run/audio/00000001.aac'])
  expect(filesOf(slot({ hd: 9 }, null))).toEqual(['run/hd/00000001.ts'])
  expect(filesOf({ path: 'run/00000001.ts' })).toEqual(['run/00000001.ts'])
})

const CHANNEL = ChannelId.parse('00000000-0000-4000-8000-000000000001')

function windowOf(...kinds: ('single' | 'ladder')[]): Window {
  let window = { ...freshWindow(CHANNEL, 2, 0), mediaSequence: 100, discontinuitySequence: 7 }
  for (const [at, kind] of kinds.entries()) {
    const discontinuity = kind !== kinds[at - 1]
    const ladder = kind === 'ladder' ? { ladder: slot({ hd: 9 }).ladder } : {}
    const programDateTime = new Date(at * 2000).toISOString()
    const segment = { path: `run/${at}.ts`, durationSeconds: 2, programDateTime, discontinuity }
    window = publish(window, { ...segment, ...ladder }, 6, at * 2000).window
  }
  return window
}

test('playlists of one kind list what is of it, under the numbers of the whole', () => {
  const whole = windowOf('single', 'single', 'ladder', 'ladder')
  expect(sameKind(whole)).toMatchObject({ mediaSequence: 102, discontinuitySequence: 8 })
  expect(sameKind(whole).segments).toHaveLength(2)
  const back = windowOf('ladder', 'single', 'ladder')
  expect(sameKind(back)).toMatchObject({ mediaSequence: 102, discontinuitySequence: 9 })
  const only = windowOf('ladder', 'ladder')
  expect(sameKind(only)).toBe(only)
})

test('where a slot has no audio its playlist has a gap, and its numbers go on', () => {
  const window = windowOf('ladder')
  const silent = window.segments.map((segment) => ({
    ...segment,
    ladder: slot({ hd: 9 }, null).ladder,
  }))
  const text = renderPlaylist({ ...window, segments: silent }, 'audio')
  expect(text).toContain('#EXT-X-GAP\n#EXTINF:2.000000,')
  expect(renderPlaylist(window, 'audio')).not.toContain('GAP')
})

test('bandwidths are the peaks and means of what was measured, with the audio', () => {
  const measured = [
    slot({ hd: 1_000_000 }, 32_000),
    slot({ hd: 500_000 }, 32_000),
    slot({ hd: 500_000 }, 32_000),
  ].reduce<Bitrates>((known, one) => withSlot(known, one, 2), new Map())
  const shape = {
    width: 1280,
    height: 720,
    framesPerSecond: 50,
    codec: 'avc1.640029',
    hasCaptions: false,
  }
  const text = renderMultivariant({
    variants: [{ name: 'hd', shape }],
    audio: audioMedia(NOTHING_SAID, () => ({ channels: 2, codec: 'mp4a.40.2' })),
    bitrates: measured,
  })
  const [, peak = 0, mean = 0] = /BANDWIDTH=(\d+),AVERAGE-BANDWIDTH=(\d+)/.exec(text) ?? []
  // 4 Mb/s at first, half of that later, and 128 kb/s of audio.
  expect(Number(peak)).toBeGreaterThan(4_080_000)
  expect(Number(peak)).toBeLessThanOrEqual(4_128_000)
  expect(Number(mean)).toBeLessThan(4_000_000)
  expect(text).toContain(
    'RESOLUTION=1280x720,FRAME-RATE=50.000,CODECS="avc1.640029,mp4a.40.2",AUDIO="audio"',
  )
})

test('a rendition may be named as something that every object has', () => {
  const bitrates = withSlot(new Map(), slot({ constructor: 500_000 }, null), 2)
  const of = { variants: [{ name: 'constructor', shape: null }], audio: [] }
  expect(renderMultivariant({ ...of, bitrates })).toContain('BANDWIDTH=2000000,')
  expect(renderMultivariant({ ...of, bitrates: new Map() })).toContain('BANDWIDTH=1,')
})

test.each([
  // Of libx264: 1920x1080 at 25, cropped from 1088 lines, and 854x480 at 30000/1001.
  ['640028acd940780227e5c044000003000400000300c83c60c658', 1920, 1080, 25],
  ['64001facd940d83de6f01100000303e90000ea600f183196', 854, 480, 30_000 / 1001],
])('the shape of a picture is read from its parameters', (hex, width, height, framesPerSecond) => {
  const shape = readParameters(Buffer.from(hex, 'hex'))
  expect(shape).toMatchObject({ width, height, codec: `avc1.${hex.slice(0, 6)}` })
  expect(shape?.framesPerSecond).toBeCloseTo(framesPerSecond)
})

test('scaling matrices are read past', () => {
  const plain = Buffer.from('640028acd940780227e5c044000003000400000300c83c60c658', 'hex')
  const head = 3
  const bits = [...withoutEmulation(plain.subarray(head))]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
  // Number 0, 4:2:0, 8 and 8 bits, no bypass; then whether there are matrices.
  expect(bits.slice(0, 8)).toBe('10101100')
  const [same, ended, absent] = [`1${'1'.repeat(16)}`, '1000010001', '0']
  const matrices = [same, ended, ...Array.from({ length: 4 }, () => absent), `1${'1'.repeat(64)}`]
  const with8 = `${bits.slice(0, 7)}1${matrices.join('')}${absent}${bits.slice(8)}`
  const bytes = (with8.match(/.{1,8}/g) ?? []).map((byte) =>
    Number.parseInt(byte.padEnd(8, '0'), 2),
  )
  // Two zeros and one of the first four numbers would be taken for something else.
  const stuffed: number[] = []
  for (const byte of bytes) {
    if (byte <= 3 && stuffed.at(-1) === 0 && stuffed.at(-2) === 0) stuffed.push(3)
    stuffed.push(byte)
  }
  const set = Buffer.from([...plain.subarray(0, head), ...stuffed])
  expect(set.length).toBeGreaterThan(plain.length + 10)
  expect(readParameters(set)).toEqual(readParameters(plain))
})

test('parameters that are cut off or nonsense have no shape', () => {
  const whole = Buffer.from('640028acd940780227e5c044000003000400000300c83c60c658', 'hex')
  for (const end of [0, 1, 3, 5]) expect(readParameters(whole.subarray(0, end))).toBeNull()
  expect(readParameters(Buffer.alloc(40))).toBeNull()
})

test.each([
  ['index', { kind: 'multivariant' }],
  ['hd', { kind: 'media', rendition: 'hd' }],
  ['audio', { kind: 'media', rendition: 'audio' }],
  ['former', { kind: 'media', rendition: 'former' }],
  ['never', { kind: 'unknown' }],
])('of a ladder the playlist %s is %j', (name, playlist) => {
  expect(namedPlaylist(name, [slot({ hd: 9, sd: 5 })], { formerly: ['former'] })).toEqual(playlist)
})

test('a channel of one rendition has one playlist, and a ladder without audio none of audio', () => {
  const single = [{}]
  expect(namedPlaylist('index', single)).toEqual({ kind: 'media', rendition: null })
  expect(namedPlaylist('hd', single, { formerly: ['hd'] })).toEqual({ kind: 'unknown' })
  expect(namedPlaylist('audio', [slot({ hd: 9 }, null)])).toEqual({ kind: 'unknown' })
})

test('a window knows the renditions that it has had, after a restart too', () => {
  const shown = (...names: string[]) => ({
    durationSeconds: 2,
    programDateTime: new Date(0).toISOString(),
    discontinuity: false,
    ...slot(Object.fromEntries(names.map((name) => [name, 1]))),
  })
  let window = freshWindow(CHANNEL, 2, 0)
  const since = Array.from({ length: 3 }, () => shown('hd', 'sd'))
  for (const one of [shown('hd', 'sd', 'low'), ...since]) {
    ;({ window } = publish(window, one, 3, 0))
  }
  expect(window.segments).toEqual(since)
  expect(WindowFile.parse({ ...window, lastPublishedAt: null }).renditions).toEqual([
    'hd',
    'sd',
    'low',
  ])
})
