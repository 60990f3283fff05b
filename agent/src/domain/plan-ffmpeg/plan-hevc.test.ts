import { BROADCAST_PRESET, type EncodingSettings, type SourceFacts } from '@cashbacktv/contract'
import { expect, it } from 'vitest'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { fingerprint } from './fingerprint.ts'
import { planFfmpeg } from './plan-ffmpeg.ts'
import type { PlanInput } from './plan-input.ts'

const FACTS: SourceFacts = {
  container: 'mpegts',
  bitrateKbps: null,
  audio: { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000 },
  video: {
    codec: 'h264',
    width: 1920,
    height: 1080,
    framesPerSecond: 25,
    interlaced: false,
    pixelFormat: 'yuv420p',
  },
}
const LADDER = [
  { name: 'hd', height: 1080 },
  { name: 'sd', height: 480 },
]

type Wish = Partial<PlanInput> & {
  encoding?: Partial<EncodingSettings>
  codec?: 'h264' | 'hevc' | undefined
  renditions?: typeof LADDER
}

function wished({ encoding, codec = 'hevc', renditions }: Wish) {
  const { output, ...spec } = transcodeSpec(renditions ? { renditions } : {})
  if (output.mode === 'copy') throw new Error('This needs a channel that transcodes.')
  return { ...spec, output: { ...output, encoding: { ...BROADCAST_PRESET, ...encoding }, codec } }
}

function plan(wish: Wish = {}): string[] {
  const { encoding: _e, codec: _c, renditions: _r, ...change } = wish
  const spec = wished(wish)
  const [source] = spec.sources
  if (source === undefined) throw new Error('The channel has no source.')
  return planFfmpeg({
    spec,
    source,
    facts: FACTS,
    capabilities: null,
    runDir: '/media/run',
    threadStep: 0,
    progressUrl: 'udp://127.0.0.1:9',
    logo: null,
    ...change,
  }).args
}

/** The arguments of the encoder of each rendition, up to those of x265 itself. */
function encoders(args: string[]): string[] {
  return args.flatMap((arg, at) => {
    if (arg !== '-c:v' || args[at + 1] !== 'libx265') return []
    const own = args.indexOf('-x265-params', at)
    return [args.slice(at, own + 2).join(' ')]
  })
}

it('has x265 make closed groups with their tables, a keyframe at each segment and no other', () => {
  expect(encoders(plan())).toEqual([
    [
      '-c:v libx265 -preset superfast -crf 21.5 -profile:v main -pix_fmt yuv420p',
      '-fps_mode:v vfr -g 50 -maxrate 6000k -bufsize 12000k -forced-idr 1 -bf 0 -x265-params',
      'log-level=error:info=0:scenecut=0:open-gop=0:repeat-headers=1:b-pyramid=0' +
        ':pools=4:frame-threads=2:rc-lookahead=10:cutree=1:aq-mode=2',
    ].join(' '),
  ])
})

it('gives each rendition of a ladder its share of the bits, and as many threads as it needs', () => {
  const [hd = '', sd = ''] = encoders(plan({ renditions: LADDER }))
  expect(hd).toContain(' -g 50 -maxrate 6000k -bufsize 12000k ')
  expect(hd).toContain('pools=4:')
  expect(sd).toContain(' -g 50 -maxrate 1779k ')
  expect(sd).toContain('pools=1:frame-threads=1:')
  expect(encoders(plan({ threadStep: 2 }))[0]).toContain('pools=6:')
})

it('keeps to what x265 takes of what a preset may say', () => {
  const of = (encoding: Partial<EncodingSettings>) => encoders(plan({ encoding }))[0] ?? ''
  const quick = of({ tune: 'zerolatency', maxBitrateKbps: null, aqMode: null })
  expect(quick).toContain('-preset superfast -tune zerolatency -crf')
  expect(quick).not.toMatch(/maxrate|rc-lookahead|aq-mode/)
  // It refuses to look no further ahead than its pictures refer.
  expect(of({ bFrames: 3, lookaheadFrames: 3 })).toContain('rc-lookahead=4:')
  expect(of({ lookaheadFrames: 0 })).toContain('rc-lookahead=1:cutree=0')
  expect(of({ threads: 'x264' })).not.toMatch(/pools|frame-threads/)
  expect(of({ threads: 7 })).toContain('pools=7:frame-threads=2')
  expect(of({ profile: 'baseline', level: '3.1' })).not.toMatch(/baseline|3\.1|level=3/)
})

it('places keyframes by the clock where the rate of the source is not known, each of them alone', () => {
  const [args = ''] = encoders(plan({ facts: null }))
  expect(args).toContain('-g 600 -force_key_frames expr:gte(t,n_forced*2)')
  expect(args).toContain(' -forced-idr 1 ')
})

it('leaves the picture, the audio and all else as for H.264', () => {
  const without = (args: string[]) =>
    args.join(' ').replace(/-c:v (libx264|libx265) .*?-x26[45]-params \S+/g, '')
  expect(without(plan())).toBe(without(plan({ codec: 'h264' })))
})

it('has a command and a fingerprint of its own, and those of before where nothing is asked', () => {
  const print = (codec?: 'h264' | 'hevc') => {
    const spec = wished({})
    const [source] = spec.sources
    if (source === undefined) throw new Error('The channel has no source.')
    return fingerprint({ ...spec, output: { ...spec.output, codec } }, source)
  }
  expect(print('h264')).toBe(print())
  expect(print('hevc')).not.toBe(print())
})
