import { ContentSettings } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { channelId, makeChannel, makeDesired, sourceId } from '../../../test/channel-factory.ts'
import { ModelHost } from '../../../test/model-host.ts'
import type { ContentSample } from '../content/content-sample.ts'

const A = channelId(1)
const [FIRST, SECOND] = [sourceId(1), sourceId(2)]

function onAir(action: 'alarm' | 'switch' | 'both'): ModelHost {
  const sources = [
    { id: FIRST, url: 'http://first/a.ts' },
    { id: SECOND, url: 'http://second/a.ts' },
  ]
  const content = ContentSettings.parse({ black: { action } })
  const host = new ModelHost(makeDesired(1, [makeChannel(1, { sources, content })]))
  host.settle()
  host.goOnAir()
  return host
}

/** So many seconds of black, or of a picture that moves. */
function look(host: ModelHost, seconds: number, isBlack: boolean): void {
  const picture = { isBlack, isMoving: !isBlack, hash: null }
  const sample: ContentSample = { kind: 'picture', seconds: 0.5, picture }
  for (let second = 0; second < seconds; second++) {
    host.now += 1000
    const run = host.runsOf(A).find(({ stopping }) => stopping === null)
    if (run === undefined) throw new Error('There is a run.')
    host.observe({
      kind: 'run',
      at: host.now,
      runId: run.runId,
      speed: 1,
      cpuPercent: 10,
      hostCpuPercent: 10,
      logLines: [],
      sourceTrouble: null,
      facts: null,
      content: [sample, sample],
    })
    host.settle()
  }
}

const told = (host: ModelHost) =>
  host.said.filter(({ kind }) => kind.startsWith('content-')).map(({ kind }) => kind)
const memoryOf = (host: ModelHost) => host.world.channels.get(A)

test('a channel whose picture is black is degraded until it is not, and its run stays', () => {
  const host = onAir('alarm')
  const [run] = host.runsOf(A)
  look(host, 4, true)
  expect(memoryOf(host)?.state).toBe('running')
  look(host, 2, true)
  expect(memoryOf(host)).toMatchObject({ state: 'degraded', reason: { code: 'content-black' } })
  look(host, 3, false)
  expect(memoryOf(host)).toMatchObject({ state: 'running', reason: null })
  expect(told(host)).toEqual(['content-raised', 'content-cleared'])
  expect(host.runsOf(A).map(({ runId }) => runId)).toEqual([run?.runId])
  expect(host.faults).toEqual([])
})

test('what is black when a channel is switched off, or is seen no more, is over', () => {
  for (const end of ['off', 'unseen'] as const) {
    const host = onAir('alarm')
    look(host, 8, true)
    const desired = host.world.desired
    if (desired === null) throw new Error('Something is wanted.')
    if (end === 'off') {
      const channels = desired.channels.map((channel) => ({ ...channel, on: false }))
      host.offer({ ...desired, revision: 2, channels })
    } else host.now += 16_000
    host.settle()
    expect(told(host), end).toEqual(['content-raised', 'content-cleared'])
  }
})

test('the source is switched once the other one was asked and is better, and not before', () => {
  const host = onAir('switch')
  look(host, 6, true)
  expect(memoryOf(host)).toMatchObject({ state: 'running', sources: { activeId: FIRST } })
  const answer = { kind: 'content-answer', channelId: A, sourceId: SECOND } as const
  host.observe({ ...answer, at: host.now, isBetter: false })
  host.settle()
  expect(memoryOf(host)?.sources?.activeId).toBe(FIRST)
  host.observe({ ...answer, at: host.now, isBetter: true })
  host.settle()
  expect(memoryOf(host)?.sources).toMatchObject({ activeId: SECOND, health: {} })
  expect(host.runsOf(A).map(({ sourceId: id }) => id)).toEqual([FIRST, SECOND])
})

test('an answer that comes when the picture is back changes nothing', () => {
  const host = onAir('both')
  look(host, 6, true)
  look(host, 3, false)
  host.observe({
    kind: 'content-answer',
    channelId: A,
    sourceId: SECOND,
    at: host.now,
    isBetter: true,
  })
  host.settle()
  expect(memoryOf(host)?.sources?.activeId).toBe(FIRST)
})

test('the channel returns to its first source once that shows a picture again, not once it sends', () => {
  const host = onAir('switch')
  look(host, 6, true)
  const answer = { kind: 'content-answer', channelId: A } as const
  host.observe({ ...answer, sourceId: SECOND, at: host.now, isBetter: true })
  host.settle()
  host.goOnAir()
  const after = (seconds: number, isBetter: boolean) => {
    for (let second = 0; second < seconds; second += 10) {
      host.now += 10_000
      host.deliver()
      host.observe({ ...answer, sourceId: FIRST, at: host.now, isBetter })
      host.settle()
    }
    return memoryOf(host)?.sources?.activeId
  }
  expect(after(600, false)).toBe(SECOND)
  expect(after(120, true)).toBe(FIRST)
})
