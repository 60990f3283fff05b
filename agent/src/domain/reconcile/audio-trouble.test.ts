import { expect, test } from 'vitest'
import { channelId, makeChannel, makeDesired } from '../../../test/channel-factory.ts'
import { ModelHost } from '../../../test/model-host.ts'
import { reasonSaying } from '../../../test/reason-saying.ts'
import { type AudioTrouble, isLive } from './world.ts'

const A = channelId(1)

test('a channel whose source sends no audio is degraded and says why, and its run goes on', () => {
  const host = onAir()
  const before = host.runsOf(A).map((run) => run.runId)
  hear(host, 'missing')
  host.settle()
  expect(host.world.channels.get(A)).toMatchObject({
    state: 'degraded',
    reason: { class: 'network', code: 'no-sound' },
  })
  expect(host.runsOf(A).map((run) => run.runId)).toEqual(before)
  hear(host, undefined)
  host.settle()
  expect(host.world.channels.get(A)).toMatchObject({ state: 'running', reason: null })
  expect(host.said.map(({ kind }) => kind)).not.toContain('alarm-raised')
})

test('audio that came back out of step has another run follow, the old one on air until then', () => {
  const host = onAir()
  const [old] = host.runsOf(A)
  hear(host, 'out-of-step')
  host.settle()
  expect(host.runsOf(A).filter(isLive)).toHaveLength(2)
  host.deliver((run) => run.runId !== old?.runId)
  host.settle()
  const [left, ...more] = host.runsOf(A).filter(isLive)
  expect(more).toEqual([])
  expect(left?.runId).not.toBe(old?.runId)
  expect(left?.audioTrouble).toBeUndefined()
  expect(host.world.channels.get(A)?.state).toBe('running')
  expect(host.faults).toEqual([])
})

test('a source that announces audio and sends none is read without it, once that is known', () => {
  const host = new ModelHost(makeDesired(1, [makeChannel(1)]))
  expect(startsOf(host)).toMatchObject([{ withoutAudio: undefined }])
  host.die(() => true, reasonSaying('encoding', 'audio-missing', 'No audio.'))
  expect(startsOf(host)).toMatchObject([{ withoutAudio: true }])
})

test('while viewers hear silence an edit has a run without audio follow, and what is back one with audio', () => {
  const host = onAir()
  hear(host, 'missing')
  host.offer(makeDesired(2, [makeChannel(1, { restartGeneration: 1 })]))
  expect(startsOf(host)).toMatchObject([{ withoutAudio: true }])
  host.goOnAir()
  hear(host, 'out-of-step')
  expect(startsOf(host)).toMatchObject([{ withoutAudio: undefined }])
})

/** The starts that are asked for until nothing more is. */
function startsOf(host: ModelHost): { withoutAudio: boolean | undefined }[] {
  const starts: { withoutAudio: boolean | undefined }[] = []
  for (let actions = host.pass(); actions.length > 0; actions = host.pass()) {
    for (const action of actions) {
      if (action.kind === 'start') starts.push({ withoutAudio: action.withoutAudio })
    }
  }
  return starts
}

function onAir(): ModelHost {
  const host = new ModelHost(makeDesired(1, [makeChannel(1)]))
  host.settle()
  host.goOnAir()
  return host
}

function hear(host: ModelHost, audioTrouble: AudioTrouble | undefined): void {
  const runs = host.world.runs.map(({ audioTrouble: _before, ...run }) => {
    return audioTrouble === undefined ? run : { ...run, audioTrouble }
  })
  host.world = { ...host.world, runs }
}
