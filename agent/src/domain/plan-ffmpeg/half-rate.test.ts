import type { Rendition, SourceFacts } from '@cashbacktv/contract'
import { describe, expect, it } from 'vitest'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { fingerprint } from './fingerprint.ts'
import { planFfmpeg } from './plan-ffmpeg.ts'
import type { PlanInput } from './plan-input.ts'
import { planQuality } from './quality-plan.ts'

const HD: Rendition = { name: 'hd', height: 720 }
const SD: Rendition = { name: 'sd', height: 480 }
const LOW: Rendition = { name: 'low', height: 240 }
const half = (rendition: Rendition): Rendition => ({ ...rendition, frameRate: 'half' })

type Wish = Partial<PlanInput> & { seconds?: number; codec?: 'hevc' }

function specOf(renditions: Rendition[], { seconds = 1, codec }: Wish = {}) {
  const spec = transcodeSpec({ renditions })
  const hls = { ...spec.hls, segmentSeconds: seconds }
  return { ...spec, hls, output: codec ? { ...spec.output, codec } : spec.output }
}

function plan(renditions: Rendition[], rate: number | null, wish: Wish = {}): string[] {
  const { seconds: _seconds, codec: _codec, ...change } = wish
  const spec = specOf(renditions, wish)
  const [source] = spec.sources
  if (source === undefined) throw new Error('The channel has no source.')
  const { args } = planFfmpeg({
    spec,
    source,
    facts: rate === null ? null : facts(rate),
    capabilities: { filters: ['ccrepack'], hlsOptions: [] },
    runDir: '/run',
    progressUrl: 'udp://127.0.0.1:9',
    logo: null,
    threadStep: 0,
    ...change,
  })
  return args
}

const graphOf = (args: readonly string[]) => args[args.indexOf('-filter_complex') + 1] ?? ''
const valuesOf = (args: readonly string[], option: string) =>
  args.flatMap((arg, at) => (arg === option ? [args[at + 1] ?? ''] : []))
const intervals = (...given: Parameters<typeof plan>) => valuesOf(plan(...given), '-g')

/** What leads to the encoders, behind the picture that all of them share. */
const branches = (renditions: Rendition[], change: Wish = {}) =>
  graphOf(plan(renditions, 50, change))
    .split(';')
    .filter((chain) => /^\[(v0all|down\d|made\d)\]/.test(chain))

const BEGIN = 'select=gt(n\\,0)+not(mod(pts\\,2))'
const EVERY_SECOND = 'fps=25:round=up'
const SD_MADE = 'scale=854:480:flags=bicubic,setsar=1'
const LOW_MADE = 'scale=426:240:flags=bicubic,setsar=1'

describe('a rendition of half the frame rate', () => {
  it('gets every second picture before it is made, with all that are made of it', () => {
    expect(branches([HD, half(SD)])).toEqual([
      `[v0all]${BEGIN},split[v0][down1]`,
      `[down1]${EVERY_SECOND},${SD_MADE}[v1]`,
    ])
    expect(branches([HD, half(SD), half(LOW)])).toEqual([
      `[v0all]${BEGIN},split[v0][down1]`,
      `[down1]${EVERY_SECOND},${SD_MADE},split[v1][down2]`,
      `[down2]${LOW_MADE}[v2]`,
    ])
  })

  it('leaves a smaller one that has them all the pictures in between', () => {
    expect(branches([HD, half(SD), LOW])).toEqual([
      `[v0all]${BEGIN},split[v0][down1]`,
      `[down1]${SD_MADE},split[made1][down2]`,
      `[down2]${LOW_MADE}[v2]`,
      `[made1]${EVERY_SECOND}[v1]`,
    ])
  })

  it('is made so where there is no other, and of a whole ladder once', () => {
    expect(branches([half(HD)])).toEqual([`[made0]${EVERY_SECOND}[v0]`])
    expect(branches([half(HD), half(SD)])[0]).toBe(`[v0all]${EVERY_SECOND},split[v0][down1]`)
    expect(intervals([half(HD)], 50)).toEqual(['50'])
    const whole = plan([half(HD), half(SD)], 50)
    expect([valuesOf(whole, '-g'), valuesOf(whole, '-force_key_frames')]).toEqual([
      ['25', '25'],
      [],
    ])
  })

  it('hands a GPU no picture that it does not encode', () => {
    const gpu = { encoder: 'h264_vaapi', device: '/dev/dri/renderD128' } as const
    const [only] = branches([half(HD)], { gpu })
    expect(only).toBe(`[made0]${EVERY_SECOND},format=nv12,hwupload[v0]`)
  })

  it('has no captions where FFmpeg would leave half of them out', () => {
    const [, small] = branches([HD, half(SD)], { capabilities: null })
    expect(small).toContain(`${EVERY_SECOND},sidedata=mode=delete:type=A53_CC,`)
  })

  it.each([
    { rate: 50, seconds: 1, given: ['50', '25'], at: '25', places: 25 },
    { rate: 50, seconds: 1.5, given: ['76', '38'], at: '25', places: 38 },
    { rate: 60_000 / 1001, seconds: 1, given: ['60', '30'], at: '30000/1001', places: 30 },
    { rate: 59.94, seconds: 2, given: ['120', '60'], at: '30000/1001', places: 60 },
    { rate: 45, seconds: 1, given: ['46', '23'], at: '45/2', places: 23 },
  ])(
    'has its keyframes at pictures of $rate a second that all renditions have, each $seconds s',
    (of) => {
      const args = plan([HD, half(SD)], of.rate, { seconds: of.seconds })
      expect(valuesOf(args, '-g')).toEqual(of.given)
      const [own, before] = [`t*${of.at}`, `prev_forced_t*${of.at}`]
      const forced = `expr:lt(abs(${own}-round(${own})),0.25)*not(lt(round(${own})-round(${before}),${of.places}))`
      expect(valuesOf(args, '-force_key_frames')).toEqual([forced, forced])
      expect(graphOf(args)).toContain(`fps=${of.at}:round=up`)
    },
  )

  it.each([24, 25, 29.97, 30, 30.02])(
    'is as it was of a source of %s pictures a second',
    (rate) => {
      expect(plan([HD, half(SD)], rate)).toEqual(plan([HD, SD], rate))
    },
  )

  it('has every picture while the rate of the source is not known', () => {
    expect(plan([HD, half(SD)], null)).toEqual(plan([HD, SD], null))
  })

  it('changes nothing of the others but where their keyframes are, and gets fewer threads', () => {
    const [all, mixed] = [plan([HD, SD], 50), plan([HD, half(SD)], 50)]
    const encoderOf = (args: string[]) => args.slice(args.indexOf('[v0]'), args.indexOf('[v1]'))
    const [forced] = valuesOf(mixed, '-force_key_frames')
    expect(encoderOf(mixed).filter((arg) => arg !== '-force_key_frames' && arg !== forced)).toEqual(
      encoderOf(all),
    )
    const large = { ...SD, height: 1080 }
    const threads = (one: Rendition) => valuesOf(plan([one], 50), '-threads:v')[0]
    expect([threads(large), threads(half(large))]).toEqual(['3', '2'])
  })

  it('forces keyframes that a decoder can begin with, of HEVC too', () => {
    const args = plan([HD, half(SD)], 50, { codec: 'hevc' })
    expect(valuesOf(args, '-force_key_frames')).toHaveLength(2)
    expect(valuesOf(args, '-forced-idr').slice(0, 2)).toEqual(['1', '1'])
  })

  it('is another run', () => {
    const [all, mixed] = [specOf([HD, SD]), specOf([HD, half(SD)])]
    const print = (spec: typeof all) => fingerprint(spec, spec.sources[0] as never)
    expect(print(mixed)).not.toBe(print(all))
  })

  it('is compared with the pictures that it is encoded of', () => {
    const spec = specOf([half(HD)])
    const planned = planQuality({
      spec,
      source: spec.sources[0] as never,
      facts: facts(50),
      capabilities: { filters: ['ccrepack'] },
      threadStep: 0,
      files: { piece: 'piece', encoded: 'encoded' },
      seconds: 2,
    })
    expect(planned?.graph).toContain(`[made0]${EVERY_SECOND}[v0];`)
    expect(valuesOf(planned?.encoder ?? [], '-g')).toEqual(['50'])
  })
})

function facts(framesPerSecond: number): SourceFacts {
  return {
    container: 'mpegts',
    bitrateKbps: null,
    audio: { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000 },
    video: {
      codec: 'h264',
      width: 1920,
      height: 1080,
      framesPerSecond,
      interlaced: false,
      pixelFormat: 'yuv420p',
    },
  }
}
