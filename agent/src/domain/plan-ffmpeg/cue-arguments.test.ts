import type { CueMode, SourceFacts } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { copySpec, transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { planFfmpeg } from './plan-ffmpeg.ts'

const FACTS: SourceFacts = {
  container: 'mpegts',
  bitrateKbps: null,
  program: 1,
  audio: { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000 },
  video: {
    codec: 'h264',
    width: 1280,
    height: 720,
    framesPerSecond: 25,
    interlaced: false,
    pixelFormat: 'yuv420p',
  },
}
const CUED = { ...FACTS, cueTracks: [{ streamIndex: 2, streamId: 0x1f0, programs: [1] }] }

const logo = { x: 0.8, y: 0.1, width: 0.1, opacity: 1 }
const SPECS = [copySpec(), transcodeSpec({ logo })]

function plan(spec: (typeof SPECS)[number], cues: CueMode, facts: SourceFacts, plainly = false) {
  return planFfmpeg({
    spec: { ...spec, cues },
    facts,
    plainly,
    capabilities: null,
    threadStep: 0,
    source: spec.sources[0] ?? { id: spec.id as never, url: 'http://example.com/live.ts' },
    runDir: '/run',
    progressUrl: 'udp://127.0.0.1:9',
    logo: { file: '/logo.png', exactSize: true },
  }).args
}

test.each(SPECS)('a source without breaks is carried as if they were not asked for', (spec) => {
  expect(plan(spec, 'daterange', FACTS)).toEqual(plan(spec, 'off', FACTS))
  expect(plan(spec, 'off', CUED)).toEqual(plan(spec, 'off', FACTS))
  expect(plan(spec, 'daterange', CUED, true)).toEqual(plan(spec, 'off', FACTS, true))
  const ofOther = { ...CUED, cueTracks: [{ streamIndex: 2, streamId: 0x1f0, programs: [2] }] }
  expect(plan(spec, 'daterange', ofOther)).toEqual(plan(spec, 'off', FACTS))
})

// While nothing has come of a track FFmpeg reads the input that it is of: another one would starve.
test.each(SPECS)(
  'a run that writes breaks down has one input, and its own file for them',
  (spec) => {
    const args = plan(spec, 'daterange', CUED)
    expect(args.filter((arg) => arg === '-i')).toHaveLength(1)
    const at = args.indexOf('0:i:0x1f0')
    expect(args.slice(at - 1, at + 8).join(' ')).toBe(
      '-map 0:i:0x1f0 -codec copy -flush_packets 1 -f data /run/cues.bin',
    )
    expect(args).toContain('disabled')
  },
)
