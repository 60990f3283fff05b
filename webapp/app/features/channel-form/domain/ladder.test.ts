import { OutputSettings } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import type { AudioRow } from './audio-rows.ts'
import { expectedCores } from './expected-cores.ts'
import {
  capName,
  capsOf,
  halvedOf,
  ladderOf,
  offeredHeights,
  readCaps,
  smallerOf,
} from './ladder.ts'
import { LADDER_PRESETS } from './ladder-presets.ts'
import { type LayerRow, newLayer } from './layer-rows.ts'

const MAIN = { name: 'main', height: 1080 }
const HD = { name: 'hd', height: 720 }
const LOW = { name: '360p', height: 360 }

test('a rendition that stays keeps its name, and a new one is named by its height', () => {
  expect(
    ladderOf(MAIN, { smaller: ['720', '480'], caps: {}, halved: [] }, [MAIN, HD, LOW]),
  ).toEqual([MAIN, HD, { name: '480p', height: 480 }])
  expect(ladderOf(MAIN, { smaller: [], caps: {}, halved: [] }, [MAIN, HD])).toEqual([MAIN])
})

test('no two renditions come to have one name', () => {
  const first = { name: '480p', height: 1080 }
  expect(ladderOf(first, { smaller: ['480'], caps: {}, halved: [] }, [first])).toEqual([
    first,
    { name: 'x480p', height: 480 },
  ])
})

test('caps are those of the renditions that are chosen, and what is no number goes on to be refused', () => {
  const ladder = [{ ...MAIN, maxBitrateKbps: 6000 }, { ...HD, maxBitrateKbps: 2500 }, LOW]
  expect(capsOf(ladder)).toEqual({ first: '6000', '720': '2500' })
  const data = new FormData()
  for (const [key, typed] of Object.entries({
    first: ' 5000 ',
    '720': '',
    '360': '1e',
    '240': '9',
  })) {
    data.set(capName(key), typed)
  }
  const values = { smaller: ['720', '360'], caps: readCaps(data), halved: [] }
  expect(ladderOf(ladder[0], values, ladder)).toEqual([
    { ...MAIN, maxBitrateKbps: 5000 },
    HD,
    { ...LOW, maxBitrateKbps: '1e' },
  ])
})

test('half the frame rate is that of the renditions that are chosen for it', () => {
  const ladder = [
    { ...MAIN, frameRate: 'half' as const },
    HD,
    { ...LOW, frameRate: 'half' as const },
  ]
  expect(halvedOf(ladder)).toEqual(['first', '360'])
  const values = { smaller: ['720', '360'], caps: {}, halved: ['720', '240'] }
  expect(ladderOf(ladder[0], values, ladder)).toEqual([MAIN, { ...HD, frameRate: 'half' }, LOW])
})

test('a usual ladder is a whole one, smaller by each step, that the contract takes', () => {
  for (const { name, change } of LADDER_PRESETS) {
    const first = { name: 'main', height: Number(change['output.renditions.0.height']) }
    const { renditions } = OutputSettings.parse({ renditions: ladderOf(first, change, [first]) })
    expect(renditions.map(({ height }) => height).join(' / ')).toBe(name)
    const caps = renditions.map(({ maxBitrateKbps = 0 }) => maxBitrateKbps)
    expect(caps.toSorted((a, b) => b - a)).toEqual(caps)
    for (const { height, frameRate } of renditions)
      expect(frameRate).toBe((height ?? 0) < 720 ? 'half' : undefined)
  }
})

test('what was set over the API is offered too', () => {
  expect(smallerOf([MAIN, HD, { name: 'own', height: null }])).toEqual(['720', ''])
  expect(offeredHeights(['432'], '')).toEqual(['1080', '720', '576', '480', '432', '360', '240'])
  expect(offeredHeights(['720'], '576')).toEqual(['720', '480', '360', '240'])
})

const values = {
  ...({ 'output.mode': 'transcode', 'output.presetId': 'broadcast' } as const),
  'output.renditions.0.height': '720',
  'output.encoder': 'cpu',
  'output.codec': 'h264',
  'output.audio.targetLufs': '',
  audio: [] as AudioRow[],
  layers: [] as LayerRow[],
  smaller: [] as string[],
  halved: [] as string[],
  sources: [],
  hostId: '',
}
const presets = [{ id: 'broadcast', name: 'Broadcast', speed: 'superfast' as const }]
const host = (id: string, free: number) => ({
  id,
  name: id,
  state: 'connected' as const,
  cores: { free, usable: 8 },
  calibrations: [],
  isAwareOfHevc: true,
})

test('a ladder is expected to take less than its renditions each by itself, on the freest host', () => {
  const cores = (height: string, smaller: string[]) =>
    expectedCores({ ...values, 'output.renditions.0.height': height, smaller }, presets, [])
      ?.cores ?? 0
  const alone = cores('720', []) + cores('480', []) + cores('360', [])
  expect(cores('720', ['480', '360'])).toBeLessThan(alone)
  expect(cores('720', ['480', '360'])).toBeGreaterThan(cores('720', []))
  const found = expectedCores(values, presets, [host('a', 1), host('b', 3)])
  expect(found?.host?.id).toBe('b')
  expect(expectedCores({ ...values, hostId: 'a' }, presets, [host('a', 1)])?.host?.id).toBe('a')
  expect(expectedCores({ ...values, 'output.mode': 'copy' }, presets, [])).toBeNull()
})

test('half the frame rate of a source with many pictures is expected to take less', () => {
  const cores = (rate: number, halved: string[]) => {
    const sources = [{ url: `testcard://1280x720@${rate}` }] as never
    return expectedCores({ ...values, smaller: ['480'], halved, sources }, presets, [])?.cores ?? 0
  }
  expect(cores(50, ['480'])).toBeLessThan(cores(50, []))
  expect(cores(50, ['first'])).toBeLessThan(cores(50, ['480']))
  expect(cores(25, ['480'])).toBe(cores(25, []))
})

test('what else is heard and drawn is expected to take something too', () => {
  const cores = (change: Partial<typeof values>) =>
    expectedCores({ ...values, ...change }, presets, [])?.cores ?? 0
  const track = { name: '', track: 'lang:eng', label: '', mix: 'stereo', level: '0' } as const
  const two = cores({ audio: [track] })
  expect(two).toBeGreaterThan(cores({}) + 0.01)
  expect(cores({ audio: [{ ...track, track: '' }] })).toBe(cores({}))
  expect(cores({ audio: [track], 'output.audio.targetLufs': '-23' })).toBeGreaterThan(two)
  expect(cores({ layers: [newLayer('clock', 'a')] })).toBeGreaterThan(cores({}))
})
