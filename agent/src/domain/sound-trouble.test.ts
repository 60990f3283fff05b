import { expect, test } from 'vitest'
import { channelId, makeChannel, makeDesired } from '../../test/channel-factory.ts'
import { ModelHost } from '../../test/model-host.ts'
import { isLive, type SoundTrouble } from './world.ts'

const A = channelId(1)

test('a channel whose source sends no sound is degraded and says why, and its run goes on', () => {
  const host = onAir()
  const before = host.runsOf(A).map((run) => run.runId)
  hear(host, 'missing')
  expect(host.world.channels.get(A)).toMatchObject({
    state: 'degraded',
    reason: { class: 'network', code: 'no-sound' },
  })
  expect(host.runsOf(A).map((run) => run.runId)).toEqual(before)
  hear(host, undefined)
  expect(host.world.channels.get(A)).toMatchObject({ state: 'running', reason: null })
  expect(host.said.map(({ kind }) => kind)).not.toContain('alarm-raised')
})

test('sound that came back out of step has another run follow, the old one on air until then', () => {
  const host = onAir()
  const [old] = host.runsOf(A)
  hear(host, 'out-of-step')
  expect(host.runsOf(A).filter(isLive)).toHaveLength(2)
  host.deliver((run) => run.runId !== old?.runId)
  host.settle()
  const [left, ...more] = host.runsOf(A).filter(isLive)
  expect(more).toEqual([])
  expect(left?.runId).not.toBe(old?.runId)
  expect(left?.sound).toBeUndefined()
  expect(host.world.channels.get(A)?.state).toBe('running')
  expect(host.faults).toEqual([])
})

function onAir(): ModelHost {
  const host = new ModelHost(makeDesired(1, [makeChannel(1)]))
  host.settle()
  host.deliver()
  host.settle()
  return host
}

function hear(host: ModelHost, sound: SoundTrouble | undefined): void {
  const runs = host.world.runs.map(({ sound: _before, ...run }) => {
    return sound === undefined ? run : { ...run, sound }
  })
  host.world = { ...host.world, runs }
  host.settle()
}
