import { expect, test } from 'vitest'
import { channelId, makeChannel, makeDesired, sourceId } from '../../../test/channel-factory.ts'
import { ModelHost } from '../../../test/model-host.ts'
import { reasonSaying } from '../../../test/reason-saying.ts'
import { isLive, type Run } from '../reconcile/world.ts'
import { readerKey, SOURCE_IN_USE } from './source-readers.ts'

const A = channelId(1)
const URL = 'http://provider.example/live.ts'
const sources = [{ id: sourceId(1), url: URL }]
const REFUSED = reasonSaying('network', 'forbidden', 'The source refuses access (403).')
const LOST = reasonSaying('network', 'connection-lost', 'The source broke the connection off.')

/** On air for a while, then asked to restart: a follower has been started beside it. */
function following(url = URL): ModelHost {
  const at = [{ id: sourceId(1), url }]
  const host = new ModelHost(makeDesired(1, [makeChannel(1, { sources: at })]))
  host.settle()
  host.goOnAir()
  host.now += 120_000
  host.goOnAir()
  host.offer(makeDesired(2, [makeChannel(1, { sources: at, restartGeneration: 1 })]))
  host.settle()
  return host
}

const isNext = (run: Run) => run.restartGeneration === 1
const memoryOf = (host: ModelHost) => host.world.channels.get(A)
const admitted = (host: ModelHost) => host.world.learned.get(readerKey(URL))?.admits
const live = (host: ModelHost) => host.runsOf(A).filter(isLive)
const told = (host: ModelHost, kind: string) => host.said.filter((said) => said.kind === kind)

test('a follower that is refused beside its forerunner is no failure, and teaches', () => {
  const host = following()
  host.die(isNext, REFUSED)
  host.settle()
  expect(admitted(host)).toBe('one')
  expect(memoryOf(host)).toMatchObject({ failure: null, state: 'running', alarm: null })
  expect(told(host, 'one-reader')).toHaveLength(1)
  // It is prepared anew, and what is on air goes only when it is ready.
  expect(live(host)).toHaveLength(2)
  host.wait(isNext)
  host.settle()
  expect(live(host).map(isNext)).toEqual([true])
  host.die((run) => run.stopping !== null)
  host.spawn(isNext)
  host.deliver(isNext)
  host.settle()
  expect(memoryOf(host)).toMatchObject({ failure: null, state: 'running' })
  expect(host.faults).toEqual([])
})

test('a port of this host is never opened twice: what is on air goes first, once the next is ready', () => {
  const host = following('udp://127.0.0.1:5000')
  expect(live(host)).toHaveLength(2)
  host.wait(isNext)
  host.settle()
  expect(live(host).map(isNext)).toEqual([true])
  expect(told(host, 'one-reader')).toEqual([])
})

test('a forerunner that its follower pushed out is no failure', () => {
  const host = following()
  host.die((run) => !isNext(run), LOST)
  host.settle()
  expect(admitted(host)).toBe('one')
  expect(memoryOf(host)?.failure).toBeNull()
  expect(live(host).map(isNext)).toEqual([true])
})

test('two that push each other out are stopped at it: the new one stays', () => {
  const host = following()
  host.change({ disturbed: true })
  host.settle()
  expect(admitted(host)).toBe('one')
  expect(live(host).map(isNext)).toEqual([true])
})

test('a switch with both alive for a whole segment teaches that two are admitted', () => {
  const host = following()
  host.now += 3000
  host.goOnAir()
  expect(admitted(host)).toBe('many')
  expect(live(host).map(isNext)).toEqual([true])
})

test('a fault of the change itself counts as before, and what is on air stays', () => {
  const host = following()
  host.die(isNext, reasonSaying('fatal', 'command-refused', 'FFmpeg lacks something.'))
  host.settle()
  expect(admitted(host)).toBeUndefined()
  expect(memoryOf(host)?.failure?.mode).toBe('gave-up')
  expect(live(host)).toHaveLength(1)
})

test('a sender that has not yet noticed that our last reader is gone is asked again, uncounted', () => {
  const host = following()
  const free = () => {
    host.world = { ...host.world, freedAt: new Map([[readerKey(URL), host.now]]) }
  }
  host.die(isNext, REFUSED)
  host.settle()
  host.wait(isNext)
  host.settle()
  host.die((run) => run.stopping !== null)
  free()
  host.spawn(isNext)
  for (let second = 0; second < 8; second++) {
    host.die(isNext, REFUSED)
    host.settle()
    expect(memoryOf(host)?.failure).toBeNull()
    host.now += 1000
    host.settle()
    expect(live(host)).toHaveLength(1)
  }
  host.now += 5000
  host.die(isNext)
  host.settle()
  host.die(isNext, REFUSED)
  host.settle()
  expect(memoryOf(host)?.failure).not.toBeNull()
})

test('a channel whose only source another one has is tried as soon as that one lets it go', () => {
  const specs = [1, 2].map((n) => makeChannel(n, { sources }))
  const host = new ModelHost(makeDesired(1, specs))
  host.settle()
  host.deliver((run) => run.channelId === A)
  const inUse = reasonSaying('network', SOURCE_IN_USE, 'Another channel reads it.')
  const B = channelId(2)
  for (let attempt = 0; attempt < 6; attempt++) {
    host.die((run) => run.channelId === B, inUse)
    host.settle()
  }
  expect(host.runsOf(B)).toEqual([])
  expect(host.world.channels.get(B)?.reason?.code).toBe(SOURCE_IN_USE)
  host.offer(makeDesired(2, [makeChannel(1, { sources, on: false }), specs[1] ?? makeChannel(2)]))
  host.settle()
  host.die((run) => run.channelId === A)
  host.settle()
  expect(host.runsOf(B)).toHaveLength(1)
})

/** Channels of one source that have been on air beside each other. */
function sharing(count: number): ModelHost {
  const specs = Array.from({ length: count }, (_, n) => makeChannel(n + 1, { sources }))
  const host = new ModelHost(makeDesired(1, specs))
  for (let second = 0; second < 60; second++) {
    host.settle()
    host.deliver()
    host.now += 1000
  }
  return host
}

test.each([2, 5])(
  'an outage of a source that %i channels share is not taken for a limit',
  (count) => {
    const host = sharing(count)
    // Each loses it in its own second, while those before it try again.
    for (let n = 1; n <= count; n++) {
      host.die((run) => run.channelId === channelId(n), LOST)
      for (let second = 0; second < 2; second++) {
        host.settle()
        host.now += 1000
        const refused = reasonSaying('network', 'connection-refused', 'Nothing answers.')
        host.die((run) => run.firstSegmentAt === null, refused)
      }
    }
    host.settle()
    expect(admitted(host)).toBe('many')
    expect(told(host, 'one-reader')).toEqual([])
  },
)

test('a source that serves two and refuses a third is not one that admits one', () => {
  const host = sharing(3)
  host.die((run) => run.channelId === channelId(3), LOST)
  for (let second = 0; second < 20; second++) {
    host.settle()
    host.die((run) => run.firstSegmentAt === null, REFUSED)
    host.deliver()
    host.now += 1000
  }
  expect(admitted(host)).toBe('many')
  expect(host.runsOf(A)).toHaveLength(1)
})
