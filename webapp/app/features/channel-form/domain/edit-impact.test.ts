import { ChannelView, type HostId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { type ChannelFormValues, formOfChannel, toChannelBody } from './channel-form.ts'
import { editImpact } from './edit-impact.ts'

const [FIRST, SECOND, PICTURE, CHANNEL] = [1, 2, 3, 4].map(
  (index) => `10000000-0000-4000-8000-00000000000${index}`,
)
const AT = '2026-11-23T10:00:00Z'
const STORED = ChannelView.parse({
  id: CHANNEL,
  name: 'Kanal',
  slug: 'kanal',
  status: 'running',
  phase: 'running',
  health: { level: 'well', code: 'live', since: AT },
  reason: null,
  since: AT,
  attempt: 0,
  nextTryAt: null,
  queuePosition: null,
  playbackUrl: '',
  thumbnailUrl: '',
  isGuarded: false,
  hostId: null,
  hostName: null,
  viewers: 0,
  speed: 1,
  fps: 25,
  showing: 'live',
  createdAt: AT,
  updatedAt: AT,
  desired: 'on',
  startAnyway: false,
  pinned: false,
  taken: null,
  sources: [
    { id: FIRST, url: 'https://a.example/x' },
    { id: SECOND, url: 'https://b.example/x' },
  ],
  activeSourceId: SECOND,
  logo: { assetId: PICTURE, x: 0.1, y: 0.1, width: 0.2, opacity: 1 },
  output: {
    mode: 'transcode',
    presetId: 'broadcast',
    renditions: [{ name: 'hd', height: 720 }],
    audio: { mode: 'encode', bitrateKbps: 192 },
  },
  hls: { segmentSeconds: 2, windowSegments: 6 },
  slate: { enabled: true, picture: null, language: 'tr' },
  schedule: null,
  autoRestart: true,
  priority: 50,
  limits: { cpuPercent: null, memoryBytes: 1_234_567_891 },
})
const FORM = formOfChannel(STORED)
const NOW = Date.parse('2026-11-23T12:00:00Z')
const of = (change: Partial<ChannelFormValues>, stored: Partial<ChannelView> = {}) =>
  editImpact({ ...STORED, ...stored }, { ...FORM, ...change }, NOW)

test('saving what was not touched changes nothing at all, shown or not', () => {
  expect(of({})).toEqual(['nothing'])
  const { sources, ...settings } = toChannelBody(FORM, STORED)
  expect(STORED).toMatchObject(settings)
  expect(sources).toEqual(
    STORED.sources.map((source) => ({
      ...source,
      program: null,
      audioTrack: null,
      userAgent: null,
      referer: null,
      headers: [],
      rtspTransport: null,
    })),
  )
})

test('a channel that becomes a ladder has other playlists, and one that gets another rung has not', () => {
  expect(of({ smaller: ['480'] })).toEqual(['newPlaylists'])
  const output = {
    ...STORED.output,
    renditions: [...STORED.output.renditions, { name: 'low', height: 240 }],
  }
  const stored = { ...STORED, output }
  const values = { ...formOfChannel(stored), smaller: ['240', '480'] }
  expect(editImpact(stored, values, NOW)).toEqual(['restarts'])
})

test('audio that is offered alone makes a ladder of a channel, and interrupts none that is one', () => {
  expect(of({ 'output.audio.asVariant': true })).toEqual(['newPlaylists'])
  const renditions = [...STORED.output.renditions, { name: 'low', height: 240 }]
  const stored = { ...STORED, output: { ...STORED.output, renditions } }
  const values = { ...formOfChannel(stored), 'output.audio.asVariant': true }
  expect(editImpact(stored, values, NOW)).toEqual(['atOnce'])
})

test('the form changes the height and leaves the name of the rendition and the audio', () => {
  const body = toChannelBody({ ...FORM, 'output.renditions.0.height': '1080' }, STORED)
  const audio = { mode: 'encode', bitrateKbps: 192 }
  expect(body).toMatchObject({ output: { renditions: [{ name: 'hd', height: 1080 }], audio } })
})

test('only what the encoder sees restarts it', () => {
  expect(of({ 'output.renditions.0.height': '1080' })).toEqual(['restarts'])
  expect(of({ logo: { assetId: `${PICTURE}`, x: 0.2, y: 0.1, width: 0.2, opacity: 1 } })).toEqual([
    'restarts',
  ])
  expect(of({ 'hls.segmentSeconds': '4' })).toEqual(['restarts'])
  expect(of({ 'hls.windowSegments': '10' })).toEqual(['atOnce'])
  expect(of({ 'dvr.windowSeconds': '24', 'dvr.budgetBytes': '50' })).toEqual(['atOnce'])
  expect(of({ name: 'Yeni', priority: '90' })).toEqual(['atOnce'])
  expect(of({ 'limits.cpuPercent': '150', 'limits.memoryBytes': '' })).toEqual(['atOnce'])
  expect(of({ 'slate.enabled': false })).toEqual(['atOnce'])
})

test('an edited list of sources starts with its first, which restarts only when that is not on air', () => {
  const [a, b] = FORM.sources
  if (!a || !b) throw new Error('Two sources.')
  expect(of({ sources: [b, a] })).toEqual(['atOnce'])
  expect(of({ sources: [a] })).toEqual(['otherSource'])
})

test('a channel on air moves when another host is chosen, and not when its own is', () => {
  const [here, there] = [FIRST, SECOND] as HostId[]
  const placed = { hostId: here ?? null }
  expect(of({ hostId: `${there}` }, placed)).toEqual(['moves'])
  expect(of({ hostId: `${here}` }, placed)).toEqual(['atOnce'])
  expect(of({ hostId: '' }, placed)).toEqual(['nothing'])
  expect(of({ hostId: '' }, { ...placed, pinned: true })).toEqual(['atOnce'])
  expect(of({ hostId: `${there}`, slug: 'yeni' }, placed)).toEqual(['address', 'moves'])
  expect(of({ hostId: `${there}` }, { ...placed, desired: 'off' })).toEqual(['off'])
})

test('a new address, a schedule that puts it off air and a channel that is off are said', () => {
  const schedule = {
    on: true,
    timeZone: 'UTC',
    oneOff: [],
    weekly: [{ key: 'x', days: [1, 2, 3, 4, 5, 6, 7], start: '00:00', end: '01:00' }],
  }
  expect(of({ slug: 'yeni' })).toEqual(['address', 'atOnce'])
  expect(of({ schedule })).toEqual(['offBySchedule'])
  expect(of({ 'output.renditions.0.height': '1080' }, { desired: 'off' })).toEqual(['off'])
})
