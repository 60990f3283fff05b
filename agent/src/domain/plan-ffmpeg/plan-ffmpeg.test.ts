import type { ChannelSpec, SourceFacts } from '@cashbacktv/contract'
import { ZEROLATENCY_PRESET } from '@cashbacktv/contract'
import { describe, expect, it } from 'vitest'
import { copySpec, transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { escaped } from './filter-text.ts'
import { frameRate, rational } from './frame-rate.ts'
import { inputKind } from './input-arguments.ts'
import { outputFrame } from './output-frame.ts'
import { planFfmpeg } from './plan-ffmpeg.ts'
import type { PlanInput } from './plan-input.ts'

const LADDER = transcodeSpec({
  renditions: [
    { name: 'sd', height: 480 },
    { name: 'hd', height: 1080 },
  ],
})

const stereo = { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000 }

describe('planFfmpeg', () => {
  it('reads a source under a whitelist that never holds files, and by its stored address only', () => {
    for (const url of [
      'http://h/a.ts',
      'https://h/a.m3u8',
      'rtmp://h/a/b',
      'rtsp://h/a',
      'srt://h:9000',
      'udp://239.1.1.1:5000',
    ]) {
      const args = plan({ url })
      const before = args.slice(0, args.indexOf('-i'))
      expect(value(before, '-protocol_whitelist'), url).not.toMatch(/file|data|pipe|concat/)
      expect(before, url).toContain('-max_pixels')
      expect(value(args, '-i').startsWith(url), url).toBe(true)
    }
  })

  it('gives every remote source a time after which silence ends it', () => {
    expect(value(plan({ url: 'http://h/a.ts' }), '-rw_timeout')).toBe('10000000')
    expect(value(plan({ url: 'rtmp://h/a/b' }), '-rw_timeout')).toBe('10000000')
    expect(value(plan({ url: 'rtsp://h/a' }), '-timeout')).toBe('10000000')
    expect(value(plan({ url: 'udp://239.1.1.1:5000' }), '-i')).toContain('timeout=10000000')
    expect(value(plan({ url: 'srt://h:9000' }), '-i')).toContain('connect_timeout=3000')
  })

  it('keeps options that the address already has', () => {
    expect(value(plan({ url: 'srt://h:9000?latency=500000' }), '-i')).toBe(
      'srt://h:9000?latency=500000&mode=caller&connect_timeout=3000',
    )
  })

  it('receives unicast UDP on the address that was named and no other', () => {
    expect(value(plan({ url: 'udp://127.0.0.1:5000' }), '-i')).toContain('localaddr=127.0.0.1')
    expect(value(plan({ url: 'udp://239.1.1.1:5000' }), '-i')).not.toContain('localaddr')
  })

  it('copies without a graph, a thumbnail or an encoder', () => {
    const args = plan({ spec: copySpec(), url: 'http://h/a.ts' })
    expect(value(args, '-c')).toBe('copy')
    expect(args).not.toContain('-filter_complex')
    expect(args.join(' ')).not.toMatch(/libx264|thumb/)
  })

  it('does not ask for audio that is announced and never comes', () => {
    for (const spec of [copySpec(), transcodeSpec()]) {
      const audio = (withoutAudio: boolean) => {
        const maps = plan({ spec, url: 'http://h/a.ts', withoutAudio }).join(' ')
        return /-map 0:a|-c:a/.test(maps)
      }
      expect([audio(false), audio(true)]).toEqual([true, false])
    }
  })

  it('encodes a test card even where the channel copies, for it is raw pictures', () => {
    const args = plan({ spec: copySpec(), url: 'testcard://1280x720@25' })
    expect(args).toContain('libx264')
    expect(value(args, '-g')).toBe('50')
  })

  it('has what comes of a source reported packet by packet, but not of a test card', () => {
    const report = (url: string, spec: ChannelSpec) => {
      const args = plan({ url, spec, facts: null }).join(' ')
      return /-map (\S+) -map (\S+) -codec copy .*-f framecrc (\S+)$/.exec(args)?.slice(1)
    }
    for (const spec of [copySpec(), transcodeSpec()]) {
      const sent = ['0:v:0?', '0:a:0?', 'udp://127.0.0.1:9?pkt_size=4000']
      expect(report('http://h/a.ts', spec)).toEqual(sent)
      expect(report('testcard://1280x720@25', spec)).toBeUndefined()
    }
  })

  it("writes the spec's literal flags for the zerolatency preset, and leaves threads to x264", () => {
    const spec = transcodeSpec()
    if (spec.output.mode !== 'transcode') throw new Error('This needs a channel that transcodes.')
    const args = plan({
      spec: { ...spec, output: { ...spec.output, encoding: ZEROLATENCY_PRESET } },
      facts: facts(1280, 720, 25),
    })
    expect(args.join(' ')).toContain(
      '-preset veryfast -tune zerolatency -crf 23 -profile:v high -level 4.1',
    )
    expect(args.join(' ')).toContain('-g 50 -keyint_min 50 -sc_threshold 0 -bf 0 ')
    expect(args).not.toContain('-x264-params')
    expect(afterGraph(args)).not.toContain('-threads:v 2')
  })

  it('chooses threads by the picture and raises them by a step', () => {
    const threads = (width: number, height: number, rate: number, threadStep: number) =>
      value(plan({ facts: facts(width, height, rate), threadStep }), '-threads:v')
    expect(threads(1280, 720, 25, 0)).toBe('1')
    expect(threads(1280, 720, 25, 1)).toBe('2')
    expect(threads(1920, 1080, 30, 0)).toBe('2')
    expect(threads(1920, 1080, 50, 0)).toBe('3')
  })

  it('copies AAC-LC of the form that it encodes, and encodes all other audio', () => {
    const audio = (found: Audio | null) =>
      afterGraph(plan({ facts: { ...facts(1280, 720, 25), audio: found } }))
    expect(audio(stereo)).toContain('-c:a copy')
    expect(audio({ ...stereo, channels: 6 })).toContain('-c:a aac')
    expect(audio({ ...stereo, channels: 1 })).toContain('-c:a aac -b:a 128k -ar 48000 -ac 2')
    expect(audio({ ...stereo, sampleRate: 44_100 })).toContain('-c:a aac -b:a 128k -ar 48000')
    expect(audio({ ...stereo, profile: 'HE-AAC' })).toContain('-c:a aac')
    expect(audio({ ...stereo, codec: 'mp2' })).toContain('-ac 2')
    expect(audio(null)).not.toContain('-map 0:a')
    expect(afterGraph(plan({ facts: null }))).toContain('-map 0:a:0? -af')
  })

  it('takes the best of several variants and the audio that belongs to it', () => {
    const found = facts(1920, 1080, 25)
    const args = plan({
      spec: copySpec(),
      facts: { ...found, video: { ...found.video, index: 2 }, audio: { ...stereo, index: 1 } },
    })
    expect(args.join(' ')).toContain('-map 0:v:2 -map 0:a:1?')
  })

  it('writes several renditions of one decoding, each into its folder, and the audio once', () => {
    const args = plan({ spec: LADDER, facts: facts(1920, 1080, 25) })
    expect(args.filter((arg) => arg.endsWith('/index.m3u8'))).toEqual([
      '/media/run/hd/index.m3u8',
      '/media/run/sd/index.m3u8',
    ])
    expect(args.filter((arg) => arg === '-i')).toHaveLength(1)
    expect(value(args, '-filter_complex')).toContain('scale=854:480')
    const [audio] = args.flatMap((arg, at) => (arg === '-c:a' ? [at] : []))
    expect(args.filter((arg) => arg === '-c:a')).toHaveLength(1)
    expect(audio).toBeGreaterThan(args.indexOf('/media/run/hd/index.m3u8'))
  })

  it('cuts the renditions of a ladder at the same keyframes, one a segment', () => {
    const args = plan({ spec: LADDER, facts: facts(1920, 1080, 30.2) })
    expect(values(args, '-g')).toEqual(['60', '60'])
    expect(values(args, '-hls_time')).toEqual(['1', '1'])
    expect(values(plan({ facts: facts(1920, 1080, 25) }), '-hls_time')).toEqual(['2'])
  })

  it('caps smaller renditions of a ladder lower than the largest', () => {
    const caps = values(plan({ spec: LADDER, facts: facts(1920, 1080, 25) }), '-maxrate')
    expect(caps).toEqual(['6000k', '1779k'])
  })

  it('caps a rendition by what was set for it, in a ladder and alone, and the others as before', () => {
    const { output } = LADDER
    if (output.mode !== 'transcode') throw new Error('This needs a channel that transcodes.')
    const capsOf = (renditions: typeof output.renditions) => {
      const spec = { ...LADDER, output: { ...output, renditions } }
      return values(plan({ spec, facts: facts(1920, 1080, 25) }), '-maxrate')
    }
    const [large, small] = [
      { name: 'large', height: null },
      { name: 'small', height: 480 },
    ]
    expect(capsOf([large, { ...small, maxBitrateKbps: 1200 }])).toEqual(['6000k', '1200k'])
    expect(capsOf([{ ...large, maxBitrateKbps: 8000 }, small])).toEqual(['8000k', '1779k'])
    expect(capsOf([{ ...large, maxBitrateKbps: 4500 }])).toEqual(['4500k'])
  })

  it('branches off the thumbnail after the logo', () => {
    const graph = value(plan({ logo: { file: '/l.png', exactSize: true } }), '-filter_complex')
    expect(graph.indexOf('overlay')).toBeLessThan(graph.indexOf('[small]split'))
  })

  it('gives the logo the colours of the height asked for, also before the source is known', () => {
    const logo = { file: '/l.png', exactSize: false }
    const spec = transcodeSpec({ logo: { x: 0.8, y: 0.1, width: 0.1, opacity: 1 } })
    if (spec.output.mode !== 'transcode') throw new Error('This needs a channel that transcodes.')
    const small = { ...spec.output, renditions: [{ name: 'small', height: 480 }] }
    const graph = value(plan({ logo, spec: { ...spec, output: small } }), '-filter_complex')
    expect(graph).toContain('out_color_matrix=smpte170m')
    const large = { ...spec.output, renditions: [{ name: 'large', height: 1080 }] }
    const other = value(plan({ logo, spec: { ...spec, output: large } }), '-filter_complex')
    expect(other).toContain('out_color_matrix=bt709')
  })

  it('leaves out a logo that is not there yet', () => {
    expect(value(plan({ logo: null }), '-filter_complex')).not.toContain('overlay')
  })

  it('forces keyframes by the clock while the rate of the source is not known', () => {
    expect(value(plan({ facts: null }), '-force_key_frames')).toBe('expr:gte(t,n_forced*2)')
  })

  it('shows its command without secrets', () => {
    const { command } = planFfmpeg(input({ url: 'rtmp://user:pass1234@h/live/STREAMKEY' }))
    expect(command).toMatch(/^ffmpeg -hide_banner/)
    expect(command).not.toMatch(/STREAMKEY|pass1234/)
    expect(command.length).toBeLessThanOrEqual(8000)
  })
})

it('tells an HLS source by what a probe found, else by the end of its path', () => {
  expect(inputKind('http://h/live', 'hls')).toBe('hls')
  expect(inputKind('http://h/live.m3u8', 'mpegts')).toBe('http')
  expect(inputKind('http://h/live.m3u8?x=1', null)).toBe('hls')
  expect(inputKind('http://h/live.ts', null)).toBe('http')
})

it('keeps the shape of the source, pixels that are not square included', () => {
  const spec = transcodeSpec({ renditions: [{ name: 'main', height: 720 }] })
  expect(outputFrame(spec, facts(1920, 1080, 25))).toEqual({ width: 1280, height: 720 })
  const found = facts(720, 576, 25)
  const wide = { ...found, video: { ...found.video, pixelAspect: 64 / 45 } }
  expect(outputFrame(transcodeSpec(), wide)).toEqual({ width: 1024, height: 576 })
  expect(outputFrame(spec, null)).toBeNull()
})

it('believes no rate that cannot be, shows slides several times and fields when asked to', () => {
  const rate = (said: number | null, deinterlace: 'frame' | 'field' = 'frame') => {
    const found = facts(1280, 720, 25)
    const video = { ...found.video, framesPerSecond: said, interlaced: true }
    return frameRate({ ...found, video }, deinterlace)
  }
  expect([null, 1000, 90_000].map((said) => rate(said))).toEqual([25, 25, 25])
  expect([rate(1), rate(4), rate(29.97)]).toEqual([10, 12, 29.97])
  expect([rate(25, 'field'), rate(50, 'field')]).toEqual([50, 50])
  expect(frameRate(null, 'frame')).toBeNull()
  expect(value(plan({ facts: null }), '-fpsmax')).toBe('60')
})

it('lets a graph read a picture from any folder', () => {
  expect(escaped("/a b/it's:[x],y;z\\.png")).toBe("/a b/it\\\\\\'s\\\\:\\[x\\]\\,y\\;z\\\\\\\\.png")
})

it('gives only pictures without times those of their arrival', () => {
  const of = (container: string) => plan({ facts: { ...facts(640, 360, 25), container } })
  for (const container of ['mpjpeg', 'h264', 'hevc', 'mjpeg'])
    expect(of(container), container).toContain('-use_wallclock_as_timestamps')
  for (const container of ['mpegts', 'hls', 'rtsp', 'flv'])
    expect(of(container), container).not.toContain('-use_wallclock_as_timestamps')
})

it('takes bare pictures for what they were, unless that has just failed', () => {
  const found = (container: string) => ({ ...facts(640, 360, 25), container })
  const given = (container: string, patient = false) =>
    plan({ facts: found(container), patient })
      .join(' ')
      .match(/-f (\S+) .*-i /)?.[1]
  expect(given('jpeg_pipe')).toBe('jpeg_pipe')
  expect(given('jpeg_pipe', true)).toBeUndefined()
  expect(['mpjpeg', 'h264', 'mpegts'].map((container) => given(container))).toEqual(
    Array(3).fill(undefined),
  )
})

it('writes rates as FFmpeg needs them to keep time', () => {
  expect(rational(25)).toBe('25')
  expect(rational(30_000 / 1001)).toBe('30000/1001')
  expect(rational(23.976)).toBe('24000/1001')
  expect(rational(12.5)).toBe('12500/1000')
})

type Audio = NonNullable<SourceFacts['audio']>
type Wish = Partial<Omit<PlanInput, 'source' | 'spec'>> & { url?: string; spec?: ChannelSpec }

function input({ url = 'http://h/a.ts', spec, ...rest }: Wish): PlanInput {
  const wanted = spec ?? transcodeSpec({ logo: { x: 0.8, y: 0.1, width: 0.1, opacity: 1 } })
  const source = wanted.sources[0]
  if (!source) throw new Error('The channel has no source.')
  return {
    spec: wanted,
    source: { ...source, url },
    facts: null,
    capabilities: null,
    runDir: '/media/run',
    logo: null,
    threadStep: 0,
    progressUrl: 'udp://127.0.0.1:9',
    ...rest,
  }
}

function plan(wish: Wish): string[] {
  return planFfmpeg(input(wish)).args
}

function value(args: readonly string[], option: string): string {
  return args[args.indexOf(option) + 1] ?? ''
}

function values(args: readonly string[], option: string): string[] {
  return args.flatMap((arg, at) => (arg === option ? [args[at + 1] ?? ''] : []))
}

function afterGraph(args: readonly string[]): string {
  return args.slice(args.indexOf('-filter_complex') + 2).join(' ')
}

function facts(width: number, height: number, framesPerSecond: number): SourceFacts {
  return {
    container: 'mpegts',
    video: {
      codec: 'h264',
      width,
      height,
      framesPerSecond,
      interlaced: false,
      pixelFormat: 'yuv420p',
    },
    audio: stereo,
    bitrateKbps: null,
  }
}
