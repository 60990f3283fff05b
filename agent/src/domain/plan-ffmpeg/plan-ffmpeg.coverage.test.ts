import { ChannelSpec, type SourceFacts, type ChannelSpec as Spec } from '@cashbacktv/contract'
import { describe, expect, it } from 'vitest'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { fingerprint } from './fingerprint.ts'
import { planFfmpeg } from './plan-ffmpeg.ts'

/** Fields FFmpeg does not see, and who acts on them instead. */
const elsewhere: Record<string, string> = {
  id: 'folders of the supervisor',
  name: 'the slate',
  slug: 'addresses of the origin',
  on: 'reconcile',
  restartGeneration: 'reconcile',
  slate: 'the origin',
  dvr: 'the origin',
  playback: 'the origin',
  restreams: 'processes of their own',
  content: 'what watches picture and audio',
  schedule: 'reconcile',
  autoRestart: 'restart policy',
  limits: 'control group or CPU set of the process',
  priority: 'start queue',
  startAnyway: 'admission',
  'logo.assetId': 'the screens; the picture itself is known by its hash',
  'hls.windowSegments': 'the origin',
  'output.presetId': 'the screens; its settings are resolved in encoding',
}

/** A change of every other field, which must reach the command and the fingerprint. */
const changes: Record<string, (spec: Spec) => unknown> = {
  sources: (spec) => ({ ...spec, sources: [{ ...spec.sources[0], url: 'rtmp://h/live/other' }] }),
  'logo.sha256': (spec) => ({ ...spec, logo: { ...spec.logo, sha256: 'b'.repeat(64) } }),
  'logo.x': (spec) => ({ ...spec, logo: { ...spec.logo, x: 0.3 } }),
  'logo.y': (spec) => ({ ...spec, logo: { ...spec.logo, y: 0.3 } }),
  'logo.width': (spec) => ({ ...spec, logo: { ...spec.logo, width: 0.3 } }),
  'logo.opacity': (spec) => ({ ...spec, logo: { ...spec.logo, opacity: 0.3 } }),
  'output.mode': (spec) => ({ ...spec, output: { mode: 'copy' } }),
  'output.renditions': (spec) => output(spec, { renditions: [{ name: 'sd', height: 480 }] }),
  'output.audio': (spec) => output(spec, { audio: { mode: 'none', bitrateKbps: 128 } }),
  'output.subtitles': (spec) => output(spec, { subtitles: [{ name: 'tur', track: {} }] }),
  'output.deinterlace': (spec) => output(spec, { deinterlace: 'field' }),
  'output.encoder': (spec) => output(spec, { encoder: 'gpu' }),
  'output.codec': (spec) => output(spec, { codec: 'hevc' }),
  layers: (spec) => ({ ...spec, layers: [{ ...spec.layers[0], text: 'Other' }] }),
  cues: (spec) => ({ ...spec, cues: 'daterange' }),
  'hls.segmentSeconds': (spec) => ({ ...spec, hls: { ...spec.hls, segmentSeconds: 4 } }),
  'output.encoding.speed': (spec) => encoding(spec, { speed: 'fast' }),
  'output.encoding.tune': (spec) => encoding(spec, { tune: 'zerolatency' }),
  'output.encoding.crf': (spec) => encoding(spec, { crf: 30 }),
  'output.encoding.maxBitrateKbps': (spec) => encoding(spec, { maxBitrateKbps: null }),
  'output.encoding.profile': (spec) => encoding(spec, { profile: 'main' }),
  'output.encoding.level': (spec) => encoding(spec, { level: '5.1' }),
  'output.encoding.keyframeSeconds': (spec) => encoding(spec, { keyframeSeconds: 1 }),
  'output.encoding.bFrames': (spec) => encoding(spec, { bFrames: 2 }),
  'output.encoding.lookaheadFrames': (spec) => encoding(spec, { lookaheadFrames: null }),
  'output.encoding.aqMode': (spec) => encoding(spec, { aqMode: null }),
  'output.encoding.threads': (spec) => encoding(spec, { threads: 7 }),
}

/** Part of how pictures are prepared, or of what the host has free, not of the arguments. */
const prepared = ['logo.sha256', 'logo.opacity', 'layers', 'output.encoder']

/** Of a source that has everything a field can be about. */
const FACTS: SourceFacts = {
  container: 'mpegts',
  bitrateKbps: null,
  cueTracks: [{ streamIndex: 1 }],
  subtitleTracks: [{ kind: 'teletext', streamIndex: 2 }],
  audio: { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000 },
  video: {
    codec: 'h264',
    width: 1920,
    height: 1080,
    framesPerSecond: 25,
    interlaced: true,
    pixelFormat: 'yuv420p',
  },
}

const base = transcodeSpec({
  logo: { x: 0.8, y: 0.1, width: 0.125, opacity: 1 },
  layers: [{ kind: 'text', text: 'Live' }],
})

describe('every field of a channel', () => {
  it('either reaches FFmpeg or is acted on elsewhere', () => {
    const known = [...Object.keys(elsewhere), ...Object.keys(changes)].sort()
    expect(paths().sort()).toEqual(known)
  })

  it.each(Object.keys(changes))('%s changes the fingerprint', (path) => {
    expect(print(changed(path))).not.toBe(print(base))
  })

  it.each(Object.keys(changes).filter((path) => !prepared.includes(path)))(
    '%s changes the command',
    (path) => {
      expect(plan(changed(path))).not.toEqual(plan(base))
    },
  )

  it('that FFmpeg does not see leaves the process alone', () => {
    const other = ChannelSpec.parse({
      ...base,
      id: '00000000-0000-4000-8000-00000000000f',
      name: 'Other',
      slug: 'other',
      on: false,
      restartGeneration: 9,
      autoRestart: false,
      slate: { enabled: false },
      dvr: { windowSeconds: 60 },
      priority: 1,
      content: { black: { action: 'both', seconds: 3 } },
      limits: { memoryBytes: 1e9, cpuPercent: 100 },
      hls: { ...base.hls, windowSegments: 12 },
      logo: { ...base.logo, assetId: '00000000-0000-4000-8000-00000000000e' },
      output: { ...base.output, presetId: 'renamed' },
      schedule: { timeZone: 'UTC', weekly: [], oneOff: [] },
      restreams: [{ id: base.id, name: 'Other', url: 'srt://192.0.2.1:9000', isOn: true }],
    })
    expect(print(other)).toBe(print(base))
    expect(plan(other)).toEqual(plan(base))
  })
})

it('ignores in copy mode what only an encoder sees', () => {
  const copy = ChannelSpec.parse({ ...base, output: { mode: 'copy' } })
  expect(print({ ...copy, logo: null, layers: [] })).toBe(print(copy))
})

function paths(): string[] {
  const nested = {
    logo: shapeOf('logo'),
    hls: shapeOf('hls'),
    output: [
      ...['mode', 'presetId', 'renditions', 'audio', 'subtitles', 'deinterlace'],
      ...['encoder', 'codec'],
    ],
  }
  const encoded = Object.keys(base.output.mode === 'transcode' ? base.output.encoding : {})
  return [
    ...Object.keys(ChannelSpec.shape).filter((field) => !(field in nested)),
    ...Object.entries(nested).flatMap(([field, inner]) => inner.map((name) => `${field}.${name}`)),
    ...encoded.map((name) => `output.encoding.${name}`),
  ]
}

function shapeOf(field: 'logo' | 'hls'): string[] {
  return Object.keys(
    field === 'logo' ? ChannelSpec.shape.logo.unwrap().shape : ChannelSpec.shape.hls.unwrap().shape,
  )
}

function changed(path: string): Spec {
  return ChannelSpec.parse(changes[path]?.(base))
}

function output(spec: Spec, change: object): unknown {
  return { ...spec, output: { ...spec.output, ...change } }
}

function encoding(spec: Spec, change: object): unknown {
  if (spec.output.mode !== 'transcode') throw new Error('This needs a channel that transcodes.')
  return output(spec, { encoding: { ...spec.output.encoding, ...change } })
}

function print(spec: Spec): string {
  return fingerprint(spec, sourceOf(spec))
}

function plan(spec: Spec): string[] {
  return planFfmpeg({
    spec,
    source: sourceOf(spec),
    facts: FACTS,
    capabilities: null,
    runDir: '/media/run',
    threadStep: 0,
    progressUrl: 'udp://127.0.0.1:9',
    logo: { file: '/cache/logo.png', exactSize: false },
  }).args
}

function sourceOf(spec: Spec): Spec['sources'][number] {
  const [source] = spec.sources
  if (!source) throw new Error('The channel has no source.')
  return source
}
