import { type Gpu, type MessageCode, messageOf, reasonOf, runEncoder } from '@cashbacktv/contract'
import { describe, expect, it } from 'vitest'
import { channelId, makeChannel, makeDesired } from '../../../test/channel-factory.ts'
import { ModelHost } from '../../../test/model-host.ts'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { isLive } from '../reconcile/world.ts'
import { GPU_AGAIN_MS, roomOf } from './host-capacity.ts'

type Choice = 'cpu' | 'gpu-if-there' | 'gpu'

const GPU: Gpu = { encoder: 'h264_nvenc', device: null, sessions: 2 }
const ON_GPU = 0.2
const ON_CPU = 1

/** Two cores, of which 1.76 are for channels, and a card with two sessions. */
function host(
  choices: Choice[],
  gpu: Gpu | null = GPU,
  renditions = 1,
  { codec, lacksHevc = false }: { codec?: 'hevc'; lacksHevc?: boolean } = {},
) {
  const model = new ModelHost(makeDesired(1, channels(choices, renditions, codec)))
  const needOf = (_spec: unknown, _source: unknown, isOnGpu: boolean) => {
    return { cores: isOnGpu ? ON_GPU : ON_CPU, memoryBytes: 1 }
  }
  const capacity = { cores: 2, countsOthers: true, freeMemoryBytes: null, gpu, lacksHevc, needOf }
  model.world = { ...model.world, capacity }
  model.settle()
  return model
}

const onAir = (...args: Parameters<typeof host>) => host(...args).goOnAir()

function channels(choices: Choice[], renditions = 1, codec: 'h264' | 'hevc' = 'h264') {
  const sizes = [1080, 720, 480]
    .slice(0, renditions)
    .map((height) => ({ name: `h${height}`, height }))
  return choices.map((encoder, n) => {
    const { output } = transcodeSpec({ renditions: sizes })
    if (output.mode === 'copy') throw new Error('This needs channels that transcode.')
    return makeChannel(n + 1, { priority: 90 - n, output: { ...output, encoder, codec } })
  })
}

const runsOf = (model: ModelHost, n: number) => model.runsOf(channelId(n)).filter(isLive)
const encoders = (model: ModelHost, count: number) =>
  Array.from({ length: count }, (_, n) =>
    runsOf(model, n + 1).map(({ gpu }) => (gpu ? runEncoder(gpu) : 'cpu')),
  )
const sessions = (model: ModelHost) =>
  model.world.runs
    .filter(({ over }) => over === null)
    .reduce((sum, { gpu }) => sum + (gpu?.sessions ?? 0), 0)
const lackOf = (model: ModelHost, n: number) =>
  model.world.channels.get(channelId(n))?.reason?.params?.lack
const notices = (model: ModelHost) =>
  model.said.flatMap((said) => (said.kind === 'host-notice' ? [said.reason] : []))
const full = (needed: number, free: number) =>
  messageOf('room-gpu-sessions', { needed, free, usable: 2 })
const refused = reasonOf('resource', 'gpu-refused')
const codeOf = (lack: unknown): MessageCode | undefined => (lack as { code?: MessageCode })?.code

describe('a host with a GPU of two sessions', () => {
  it('never gives more than it has, and puts the next one that may onto the CPU, and says so', () => {
    const model = onAir(['gpu-if-there', 'gpu-if-there', 'gpu-if-there'])
    expect(encoders(model, 3)).toEqual([['h264_nvenc'], ['h264_nvenc'], ['cpu']])
    expect(roomOf(model.world)?.gpu).toEqual({ sessions: 2, heldSessions: 2 })
    expect(notices(model)).toEqual([
      reasonOf('resource', 'gpu-passed-over', { name: 'Channel 3', lack: full(1, 0) }),
    ])
  })

  it('has one wait that is to be encoded there, with what it lacks, until a session is free', () => {
    const model = onAir(['gpu', 'gpu', 'gpu'])
    expect(encoders(model, 3)).toEqual([['h264_nvenc'], ['h264_nvenc'], []])
    expect(model.world.channels.get(channelId(3))?.state).toBe('queued')
    expect(lackOf(model, 3)).toEqual(full(1, 0))
    model.offer(
      makeDesired(
        2,
        channels(['gpu', 'gpu', 'gpu']).map((spec, n) => ({ ...spec, on: n > 0 })),
      ),
    )
    model.settle()
    model.die(({ channelId: id }) => id === channelId(1))
    model.settle()
    expect(encoders(model, 3)).toEqual([[], ['h264_nvenc'], ['h264_nvenc']])
  })

  it('refuses one that fits neither the GPU nor the CPU', () => {
    const model = onAir(['gpu', 'gpu', 'cpu', 'gpu-if-there'])
    expect(encoders(model, 4)).toEqual([['h264_nvenc'], ['h264_nvenc'], ['cpu'], []])
    expect(codeOf(lackOf(model, 4))).toBe('room-cores')
  })

  it('counts each rendition as a session', () => {
    const model = onAir(['gpu', 'gpu-if-there'], GPU, 2)
    expect(encoders(model, 2)).toEqual([['h264_nvenc'], ['cpu']])
    const three = onAir(['gpu'], GPU, 3)
    expect(lackOf(three, 1)).toEqual(full(3, 2))
  })

  it('leaves a channel on the CPU that asks for nothing else', () => {
    expect(encoders(onAir(['cpu']), 1)).toEqual([['cpu']])
  })

  it('keeps the sessions of one that failed for it', () => {
    const model = onAir(['gpu', 'gpu', 'gpu'])
    model.die(({ channelId: id }) => id === channelId(1))
    model.settle()
    expect(encoders(model, 3)).toEqual([['h264_nvenc'], ['h264_nvenc'], []])
  })

  it('ends the old run first where its sessions are those that the next one lacks', () => {
    const model = onAir(['gpu', 'gpu'])
    const changed = channels(['gpu', 'gpu']).map((spec, n) => ({
      ...spec,
      restartGeneration: n === 0 ? 1 : 0,
    }))
    model.offer(makeDesired(2, changed))
    model.settle()
    expect(sessions(model)).toBe(2)
    model.die(({ stopping }) => stopping !== null)
    model.settle()
    expect(
      runsOf(model, 1).map(({ restartGeneration, gpu }) => [restartGeneration, gpu?.encoder]),
    ).toEqual([[1, 'h264_nvenc']])
    expect(sessions(model)).toBe(2)
  })

  it('has one that may go to the CPU, and has no room there, wait for the sessions of its old run', () => {
    const choices: Choice[] = ['gpu', 'gpu-if-there', 'cpu']
    const model = onAir(choices)
    const changed = channels(choices).map((spec, n) => ({
      ...spec,
      restartGeneration: n === 1 ? 1 : 0,
    }))
    model.offer(makeDesired(2, changed))
    model.settle()
    expect(encoders(model, 3)).toEqual([['h264_nvenc'], [], ['cpu']])
    expect(model.world.channels.get(channelId(2))?.reason).toBeNull()
    model.die(({ stopping }) => stopping !== null)
    model.settle()
    expect(encoders(model, 3)).toEqual([['h264_nvenc'], ['h264_nvenc'], ['cpu']])
  })

  it('counts the sessions of runs that an earlier agent began', () => {
    const model = onAir(['gpu', 'gpu', 'gpu'])
    model.restart()
    model.settle()
    expect(encoders(model, 3)).toEqual([['h264_nvenc'], ['h264_nvenc'], []])
  })
})

describe('a GPU that refuses', () => {
  const fails = (model: ModelHost) => {
    model.die(() => true, refused)
    model.settle()
  }

  it('has the next run on the CPU at once, and is tried again at a start a while later', () => {
    const model = host(['gpu-if-there'])
    fails(model)
    expect(encoders(model, 1)).toEqual([['cpu']])
    expect(notices(model).map(({ code }) => code)).toEqual(['gpu-passed-over'])
    model.goOnAir()
    expect(model.world.channels.get(channelId(1))?.state).toBe('running')
    model.now += GPU_AGAIN_MS
    model.goOnAir()
    expect(encoders(model, 1)).toEqual([['cpu']])
    model.die(() => true)
    model.settle()
    expect(encoders(model, 1)).toEqual([['h264_nvenc']])
  })

  it('is a failure with its reason for a channel that is to be encoded there', () => {
    const model = host(['gpu'])
    fails(model)
    fails(model)
    const memory = model.world.channels.get(channelId(1))
    expect([memory?.state, memory?.reason?.code]).toEqual(['error', 'gpu-refused'])
    expect(model.said.some(({ kind }) => kind === 'alarm-raised')).toBe(true)
  })

  it('is not to blame for what the source did', () => {
    const model = host(['gpu-if-there'])
    model.die(() => true)
    model.settle()
    expect(encoders(model, 1)).toEqual([['h264_nvenc']])
  })
})

describe('a host without a GPU', () => {
  it('encodes on the CPU what may be, without a word at each start', () => {
    const model = onAir(['gpu-if-there'], null)
    expect(encoders(model, 1)).toEqual([['cpu']])
    expect(notices(model)).toEqual([])
  })

  it('has wait what is to be encoded on one', () => {
    const model = onAir(['gpu'], null)
    expect(codeOf(lackOf(model, 1))).toBe('room-gpu-none')
  })
})

describe('channels of HEVC', () => {
  const both: Gpu = { ...GPU, hevc: 'hevc_nvenc' }
  const of = { codec: 'hevc' as const }

  it('are encoded by the encoder beside that of H.264, on the same sessions', () => {
    const model = onAir(['gpu', 'gpu-if-there', 'gpu'], both, 1, of)
    expect(encoders(model, 3)).toEqual([['hevc_nvenc'], ['hevc_nvenc'], []])
    expect(lackOf(model, 3)).toEqual(full(1, 0))
  })

  it('go to the CPU where the card does not encode it, or wait where they may not', () => {
    const model = onAir(['gpu-if-there', 'gpu'], GPU, 1, of)
    expect(encoders(model, 2)).toEqual([['cpu'], []])
    expect(codeOf(lackOf(model, 2))).toBe('room-gpu-no-hevc')
  })

  it('wait on a host whose FFmpeg cannot encode it, with the reason, whatever room there is', () => {
    const model = onAir(['cpu', 'gpu-if-there'], GPU, 1, { ...of, lacksHevc: true })
    expect(encoders(model, 2)).toEqual([[], []])
    for (const n of [1, 2]) expect(codeOf(lackOf(model, n))).toBe('room-hevc-none')
    const onCard = onAir(['gpu-if-there'], both, 1, { ...of, lacksHevc: true })
    expect(encoders(onCard, 1)).toEqual([['hevc_nvenc']])
    expect(encoders(onAir(['cpu'], null, 1, { lacksHevc: true }), 1)).toEqual([['cpu']])
  })
})
