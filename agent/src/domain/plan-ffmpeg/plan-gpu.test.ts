import { GpuEncoder, type SourceFacts } from '@cashbacktv/contract'
import { describe, expect, it } from 'vitest'
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
const LOGO = { x: 0.8, y: 0.1, width: 0.125, opacity: 1 }

function plan(encoder: GpuEncoder | null, change: Partial<PlanInput> = {}): string[] {
  const spec = change.spec ?? transcodeSpec({ logo: LOGO })
  const [source] = spec.sources
  if (source === undefined) throw new Error('The channel has no source.')
  const device = encoder?.endsWith('nvenc') ? null : '/dev/dri/renderD129'
  return planFfmpeg({
    spec,
    source,
    facts: FACTS,
    capabilities: null,
    runDir: '/media/run',
    threadStep: 0,
    progressUrl: 'udp://127.0.0.1:9',
    logo: { file: '/cache/logo.png', exactSize: false },
    ...(encoder === null ? {} : { gpu: { encoder, device } }),
    ...change,
  }).args
}

/** The arguments of the encoder of each rendition. */
function encoders(args: string[]): string[] {
  return args.flatMap((arg, at) => {
    if (arg !== '-c:v' || !/264|265|hevc/.test(args[at + 1] ?? '')) return []
    const end = args.findIndex((one, index) => index > at && one === '-f')
    return [args.slice(at, end).join(' ')]
  })
}

const graphOf = (args: string[]) => args[args.indexOf('-filter_complex') + 1] ?? ''

describe('a channel that is encoded on a GPU', () => {
  it('has NVENC lead by quality below the cap, with a keyframe at each segment and no other', () => {
    expect(encoders(plan('h264_nvenc'))[0]).toMatch(
      /^-c:v h264_nvenc -preset p4 -tune hq -rc vbr -cq 21\.5 -b:v 0 -maxrate 6000k -bufsize 12000k -profile:v high -pix_fmt yuv420p -bf 0 -forced-idr 1 -strict_gop 1 -rc-lookahead 10 -no-scenecut 1 -spatial-aq 1 -fps_mode:v vfr -g 50/,
    )
  })

  it('has Quick Sync keep a mean below the cap, of closed groups', () => {
    expect(encoders(plan('h264_qsv'))[0]).toMatch(
      /^-c:v h264_qsv -preset faster -b:v 4200k -maxrate 6000k -bufsize 12000k -profile:v high -pix_fmt nv12 -bf 0 -forced_idr 1 -idr_interval 0 -adaptive_i 0 -adaptive_b 0 -flags:v \+cgop -fps_mode:v vfr -g 50/,
    )
    expect(plan('h264_qsv').join(' ')).toContain(
      '-init_hw_device qsv=gpu:hw_any,child_device=/dev/dri/renderD129 ',
    )
  })

  it('hands VAAPI its pictures on the card, the largest and those made from it', () => {
    const spec = transcodeSpec({ logo: LOGO, renditions: LADDER })
    const args = plan('h264_vaapi', { spec })
    expect(args.join(' ')).toContain(
      '-init_hw_device vaapi=gpu:/dev/dri/renderD129 -filter_hw_device gpu ',
    )
    expect(encoders(args)[0]).toMatch(
      /^-c:v h264_vaapi -rc_mode VBR -b:v 4200k -maxrate 6000k -bufsize 12000k -profile:v high -bf 0 -idr_interval 0 -fps_mode:v vfr -g 50/,
    )
    const graph = graphOf(args)
    expect(graph).toContain('[v0all]split[made0][down1]')
    for (const at of [0, 1]) expect(graph).toContain(`[made${at}]format=nv12,hwupload[v${at}]`)
    // What is looked at is not on the card.
    expect(graph).toContain('[small]split[still][seen]')
  })

  it('has each encode HEVC by what it has of it, in Main', () => {
    expect(encoders(plan('hevc_nvenc'))[0]).toMatch(
      /^-c:v hevc_nvenc -preset p4 -tune hq -rc vbr -cq 21\.5 -b:v 0 -maxrate 6000k -bufsize 12000k -profile:v main -pix_fmt yuv420p -bf 0 -forced-idr 1 -strict_gop 1 -rc-lookahead 10 -no-scenecut 1 -spatial-aq 1 -fps_mode:v vfr -g 50/,
    )
    expect(encoders(plan('hevc_qsv'))[0]).toMatch(
      /^-c:v hevc_qsv -preset faster -b:v 4200k -maxrate 6000k -bufsize 12000k -profile:v main -pix_fmt nv12 -bf 0 -forced_idr 1 -idr_interval 0 -flags:v \+cgop -fps_mode:v vfr -g 50/,
    )
    const vaapi = plan('hevc_vaapi')
    expect(encoders(vaapi)[0]).toMatch(
      /^-c:v hevc_vaapi -rc_mode VBR -b:v 4200k -maxrate 6000k -bufsize 12000k -profile:v main -bf 0 -idr_interval 0 -fps_mode:v vfr -g 50/,
    )
    expect(graphOf(vaapi)).toContain('format=nv12,hwupload[v0]')
  })

  it('has NVENC make no pictures of HEVC that refer to later ones, as older cards have none', () => {
    const { output, ...channel } = transcodeSpec()
    if (output.mode === 'copy') throw new Error('This needs a channel that transcodes.')
    const encoding = { ...output.encoding, bFrames: 2 }
    const spec = { ...channel, output: { ...output, encoding } }
    expect(encoders(plan('hevc_nvenc', { spec }))[0]).toContain(' -bf 0 ')
    expect(encoders(plan('h264_nvenc', { spec }))[0]).toContain(' -bf 2 ')
  })

  it.each(GpuEncoder.options)(
    '%s is told what only x264 has for none of its renditions',
    (encoder) => {
      const spec = transcodeSpec({ renditions: LADDER })
      const found = encoders(plan(encoder, { spec }))
      expect(found).toHaveLength(2)
      for (const args of found) {
        expect(args).not.toMatch(/x264|-crf|-sc_threshold|-keyint_min|-threads:v|-level/)
        expect(args).toContain(' -g 50')
      }
    },
  )

  it('counts keyframes by the clock where the rate of the source is not known', () => {
    const [args = ''] = encoders(plan('h264_nvenc', { facts: null }))
    expect(args).toContain('-g 600 -force_key_frames expr:gte(t,n_forced*2)')
    expect(args).toContain('-forced-idr 1')
  })

  it('leaves the picture, the audio and all else as on the CPU', () => {
    const without = (args: string[]) =>
      args.join(' ').replace(/-c:v (libx264|h264_nvenc) .*? -f hls/, '-f hls')
    expect(without(plan('h264_nvenc'))).toBe(without(plan(null)))
  })
})

it('a channel that asks for no GPU has the command and the fingerprint it had', () => {
  const spec = transcodeSpec({ logo: LOGO })
  if (spec.output.mode === 'copy') throw new Error('This needs a channel that transcodes.')
  const asked = { ...spec, output: { ...spec.output, encoder: 'cpu' as const } }
  const [source] = spec.sources
  if (source === undefined) throw new Error('The channel has no source.')
  expect(plan(null, { spec: asked })).toEqual(plan(null))
  expect(fingerprint(asked, source)).toBe(fingerprint(spec, source))
  expect(plan(null).join(' ')).not.toMatch(/init_hw_device|hwupload/)
})
