import type { AirObservation } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { channelId, makeChannel, makeDesired } from '../../../test/channel-factory.ts'
import { ModelHost } from '../../../test/model-host.ts'
import { isLive, type Run } from './world.ts'

const A = channelId(1)
const TEN_MINUTES = 600_000

test('a run that has lost the clock of its source is followed by another, the old one on air until then', () => {
  const { host, run } = onAir()
  host.now += TEN_MINUTES
  tellLost(host, run)
  expect(host.runsOf(A).filter(isLive)).toHaveLength(2)
  host.deliver(({ runId }) => runId !== run.runId)
  host.settle()
  const left = host.runsOf(A).filter(isLive)
  expect(left.map(({ runId }) => runId)).not.toContain(run.runId)
  expect(left).toHaveLength(1)
  expect(host.world.channels.get(A)?.state).toBe('running')
  expect(host.faults).toEqual([])
})

test('a source whose clock jumps again and again has no run follow each time', () => {
  const { host, run } = onAir()
  host.now += TEN_MINUTES - 60_000
  tellLost(host, run)
  expect(host.runsOf(A).filter(isLive)).toHaveLength(1)
})

function onAir(): { host: ModelHost; run: Run } {
  const host = new ModelHost(makeDesired(1, [makeChannel(1, { cues: 'daterange' })]))
  host.settle()
  host.goOnAir()
  const [run] = host.runsOf(A)
  if (run === undefined) throw new Error('Nothing runs.')
  return { host, run }
}

function tellLost(host: ModelHost, { runId }: Run): void {
  host.deliver()
  const air = new Map<string, AirObservation>([
    [
      A,
      {
        showing: 'live',
        mediaSequence: 1,
        segments: 3,
        lastPublishedAt: null,
        viewers: 0,
        sentBytes: 0,
        clockLostRunId: runId,
      },
    ],
  ])
  host.world = { ...host.world, observations: [{ kind: 'air', air }] }
  host.settle()
}
