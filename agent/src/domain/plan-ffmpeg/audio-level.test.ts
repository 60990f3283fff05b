import { AudioSettings, ChannelSpec, type SourceFacts } from '@cashbacktv/contract'
import { describe, expect, it } from 'vitest'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { fingerprint } from './fingerprint.ts'
import { planFfmpeg } from './plan-ffmpeg.ts'
import type { PlanInput } from './plan-input.ts'

const AAC = { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000, streamId: 257 }
const ENGLISH = { ...AAC, streamId: 258, index: 1, language: 'eng' }
const FACTS: SourceFacts = {
  container: 'mpegts',
  bitrateKbps: null,
  audio: AAC,
  audioTracks: [AAC, ENGLISH],
  video: {
    codec: 'h264',
    width: 1280,
    height: 720,
    framesPerSecond: 25,
    interlaced: false,
    pixelFormat: 'yuv420p',
  },
}

function withAudio(audio: object): ChannelSpec {
  const spec = transcodeSpec()
  return ChannelSpec.parse({ ...spec, output: { ...spec.output, audio } })
}

type Gains = Pick<PlanInput, 'gainDb' | 'furtherGainsDb'>

function planned(audio: object, gains: Gains = {}, filters: string[] = ['azmq']) {
  const spec = withAudio(audio)
  const [source] = spec.sources
  if (source === undefined) throw new Error('The channel has no source.')
  const { args } = planFfmpeg({
    spec,
    source,
    facts: FACTS,
    capabilities: { filters },
    runDir: '/media/run',
    progressUrl: 'udp://127.0.0.1:9',
    logo: null,
    threadStep: 0,
    ...gains,
  })
  const print = fingerprint(spec, source)
  return { args, print, chain: args[args.findIndex((arg) => arg.startsWith('-filter:a')) + 1] }
}

describe('audio that is put out otherwise than it comes', () => {
  const plain = planned({})

  it.each([{ levelDb: 3 }, { mix: 'left' }, { targetLufs: -23 }])(
    'is encoded by another command than the plain one: %j',
    (audio) => {
      const { args, print } = planned(audio)
      expect(plain.args.join(' ')).toContain('-c:a copy')
      expect(args.join(' ')).toContain('-c:a aac')
      expect(print).not.toBe(plain.print)
    },
  )

  it('leaves what is put out as it comes with the fingerprint it always had', () => {
    expect(planned({ levelDb: 0, mix: 'stereo', targetLufs: null }).print).toBe(plain.print)
  })

  it('begins at the gain of the run before, which is no reason for another run', () => {
    const [first, second] = [
      planned({ targetLufs: -23 }),
      planned({ targetLufs: -23 }, { gainDb: 4.5 }),
    ]
    expect(first.chain).toContain('volume@gain=volume=0dB')
    expect(second.chain).toContain('volume@gain=volume=4.5dB')
    expect(second.print).toBe(first.print)
  })

  it('is on air as it comes where FFmpeg has no way to be told', () => {
    const { args } = planned({ targetLufs: -23 }, { gainDb: 4.5 }, [])
    expect(args.join(' ')).not.toContain('azmq')
  })

  it('can be one side of the main audio, as a choice beside it', () => {
    const right = { name: 'eng', track: { pid: 257 }, mix: 'right' }
    const { args } = planned({ mix: 'left', renditions: [right] })
    const chains = args.filter((_arg, at) => args[at - 1]?.startsWith('-filter:a'))
    expect(chains.map((chain) => /c0=(c\d)/.exec(chain)?.[1])).toEqual(['c0', 'c1'])
    const alike = { ...right, mix: 'left' }
    expect(planned({ mix: 'left', renditions: [alike] }).args).not.toContain('-filter:a:1')
  })
})

describe('audio to choose, where the loudness is held', () => {
  const held = { targetLufs: -23, renditions: [{ name: 'eng', track: { language: 'eng' } }] }
  const chainsOf = (args: readonly string[]) =>
    args.filter((_arg, at) => args[at - 1]?.startsWith('-filter:a:'))

  it('is encoded as the main one is, each at its own gain and told by its own socket', () => {
    const { args } = planned(held, {
      gainDb: 2,
      furtherGainsDb: new Map([
        ['eng', -6.5],
        ['gone', 9],
      ]),
    })
    expect(args.join(' ')).not.toContain('copy -f hls')
    expect(chainsOf(args).slice(0, 2)).toEqual([
      expect.stringMatching(
        /volume@gain=volume=2dB:precision=float,azmq=bind_address=\S+gain\.sock/,
      ),
      expect.stringMatching(/volume@gain=volume=-6\.5dB:\S+,azmq=bind_address=\S+gain-eng\.sock/),
    ])
    expect(args.join(' ')).toContain('-c:a:1 aac')
  })

  it('is measured beside the main one, by its name, as it is heard', () => {
    const right = { ...held, renditions: [{ ...held.renditions[0], mix: 'right' }] }
    const { args } = planned(right)
    const from = args.findIndex((arg) => arg.startsWith('ebur128') || arg.includes(',ebur128'))
    const output = args.slice(from - 5, args.indexOf('null', from) + 1)
    expect(output.filter((_arg, at) => output[at - 1] === '-map')).toEqual([
      '0:i:0x101?',
      '0:i:0x102?',
    ])
    expect(chainsOf(output)[1]).toMatch(
      /^aformat=channel_layouts=stereo,pan=stereo\|c0=c1\|c1=c1,ebur128=metadata=1,aselect=\S+,ametadata=mode=add:key=lavfi\.track:value=eng,ametadata=mode=print:file=/,
    )
  })

  it('is left as it comes where FFmpeg has no way to be told, and measured in vain by nothing', () => {
    const { args } = planned(held, {}, [])
    expect(args.join(' ')).not.toMatch(/azmq|lavfi\.track/)
    expect(args.join(' ')).toContain('-c:a:1 copy')
  })

  it('changes nothing of what is not held, nor what runs already', () => {
    const plain = { renditions: held.renditions }
    expect(planned(plain).args.join(' ')).toContain('-c:a:1 copy')
    const gains = { furtherGainsDb: new Map([['eng', 3]]) }
    expect(planned(held, gains).print).toBe(planned(held).print)
  })
})

it('settings of before there was a level are read as audio that is left as it comes', () => {
  const stored = { mode: 'auto', bitrateKbps: 128, renditions: [{ name: 'a', track: { pid: 1 } }] }
  expect(AudioSettings.parse(stored)).toMatchObject({
    levelDb: 0,
    mix: 'stereo',
    targetLufs: null,
    renditions: [{ levelDb: 0, mix: 'stereo' }],
  })
})
