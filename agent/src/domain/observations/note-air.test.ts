import {
  type AirObservation,
  AudioSettings,
  type ChannelSpec,
  SubtitleSettings,
} from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { channelId, makeChannel, makeDesired } from '../../../test/channel-factory.ts'
import { ModelHost } from '../../../test/model-host.ts'
import { reasonSaying } from '../../../test/reason-saying.ts'

const A = channelId(1)
const SINCE = '2026-11-24T00:00:00.000Z'

function onAir(change: Partial<ChannelSpec> = {}): ModelHost {
  const host = new ModelHost(makeDesired(1, [makeChannel(1, change)]))
  host.settle()
  host.goOnAir()
  host.said = []
  return host
}

/** What viewers get of the channel from now on. */
function look(host: ModelHost, air: Partial<AirObservation>): void {
  const seen: AirObservation = {
    showing: 'live',
    viewers: 0,
    sentBytes: 0,
    mediaSequence: 0,
    segments: 6,
    lastPublishedAt: null,
    windowSeconds: 12,
    ...air,
  } as AirObservation
  host.observe({ kind: 'air', air: new Map([[A, seen]]) })
  host.settle()
}

const runOf = (host: ModelHost) => host.runsOf(A)[0]

test('silence is told when it begins and when it ends, once each', () => {
  const host = onAir()
  look(host, { soundMissingSince: SINCE })
  look(host, { soundMissingSince: SINCE })
  expect(host.said).toEqual([{ kind: 'sound-lost', channelId: A }])
  expect(runOf(host)?.audioTrouble).toBe('missing')
  expect(host.world.channels.get(A)).toMatchObject({ state: 'degraded' })
  host.now += 5000
  look(host, {})
  expect(host.said.at(-1)).toEqual({ kind: 'sound-back', channelId: A, lastedSeconds: 5 })
  expect(runOf(host)?.audioTrouble).toBeUndefined()
})

test('what lasts on the air is kept when it changes, and only then', () => {
  const host = onAir()
  const kept = () => host.decide().actions.filter(({ kind }) => kind === 'keep-lasting')
  const air = new Map([[A, { showing: 'slate' } as AirObservation]])
  host.observe({ kind: 'air', air })
  expect(kept()).toMatchObject([{ what: 'slates', lasting: new Map([[A, host.now]]) }])
  host.settle()
  host.observe({ kind: 'air', air })
  expect(kept()).toEqual([])
})

test('a slate is told with the reason why the channel has nothing of its own to show', () => {
  const host = onAir()
  const reason = reasonSaying('network', 'gone', 'The source is gone.')
  host.die(() => true, reason)
  host.settle()
  look(host, { showing: 'slate' })
  const slates = host.said.filter(({ kind }) => kind === 'slate-on')
  expect(slates).toEqual([{ kind: 'slate-on', channelId: A, reason }])
})

test('of an origin that is away nothing is known: nothing begins and nothing ends', () => {
  const host = onAir()
  look(host, { soundMissingSince: SINCE })
  host.said = []
  host.observe({ kind: 'air', air: new Map() })
  host.settle()
  expect(host.said).toEqual([])
  expect(runOf(host)?.audioTrouble).toBe('missing')
})

test('a run whose audio is out of step stays so: another run follows, since only that has it right', () => {
  const host = onAir()
  const before = runOf(host)
  look(host, { soundMissingSince: SINCE, outOfStepRunId: before?.runId })
  look(host, {})
  expect(host.runsOf(A).find(({ runId }) => runId === before?.runId)?.audioTrouble).toBe(
    'out-of-step',
  )
  expect(host.runsOf(A)).toHaveLength(2)
})

test('a channel that is to have no audio is not short of it', () => {
  const host = onAir({ output: withoutAudio() })
  look(host, { soundMissingSince: SINCE })
  expect(host.said).toEqual([])
  expect(runOf(host)?.audioTrouble).toBeUndefined()
})

test('further audio that ceases is named, and no more once it is back', () => {
  const audio = { renditions: [{ name: 'eng', label: 'English', track: { language: 'eng' } }] }
  const host = onAir({ output: withAudio(audio) })
  look(host, { furtherAudioMissing: ['eng', 'gone'] })
  expect(host.world.channels.get(A)).toMatchObject(degradedBy('English'))
  look(host, {})
  expect(host.world.channels.get(A)).toMatchObject({ state: 'running' })
})

test('subtitles whose letters nobody can read on the host are named', () => {
  const subtitles = SubtitleSettings.parse([{ name: 'tur', label: 'Türkçe' }])
  const host = onAir({ output: { ...withAudio({}), subtitles } })
  const [run] = host.runsOf(A)
  if (run === undefined) throw new Error('Nothing is on air.')
  host.observe({ kind: 'subtitles-unread', runId: run.runId, names: ['tur', 'gone'] })
  host.settle()
  expect(host.world.channels.get(A)).toMatchObject({
    state: 'degraded',
    reason: { code: 'subtitles-unread', params: { tracks: 'Türkçe' } },
  })
})

const degradedBy = (tracks: string) => ({
  state: 'degraded',
  reason: { code: 'further-audio-missing', params: { tracks } },
})

function withoutAudio(): ChannelSpec['output'] {
  return withAudio({ mode: 'none' })
}

function withAudio(settings: object): ChannelSpec['output'] {
  const encoding = {} as Extract<ChannelSpec['output'], { mode: 'transcode' }>['encoding']
  const audio = AudioSettings.parse(settings)
  return { mode: 'transcode', presetId: 'x', encoding, renditions: [], audio }
}
