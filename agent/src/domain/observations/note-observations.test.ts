import type { SourceFacts } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { channelId, makeChannel, makeDesired, sourceId } from '../../../test/channel-factory.ts'
import { ModelHost } from '../../../test/model-host.ts'
import { reasonSaying } from '../../../test/reason-saying.ts'
import type { RunObservation } from './observation.ts'

const A = channelId(1)
const URL = 'http://primary.example/live.ts'
const pair = makeChannel(1, {
  sources: [
    { id: sourceId(1), url: URL },
    { id: sourceId(2), url: 'http://backup.example/live.ts' },
  ],
})

const FACTS: SourceFacts = {
  container: 'mpegts',
  video: {
    codec: 'h264',
    width: 640,
    height: 360,
    framesPerSecond: 25,
    interlaced: false,
    pixelFormat: 'yuv420p',
  },
  audio: null,
  bitrateKbps: null,
}

function onAir(spec = makeChannel(1)): ModelHost {
  const host = new ModelHost(makeDesired(1, [spec]))
  host.settle()
  host.goOnAir()
  return host
}

function look(host: ModelHost, seen: Partial<RunObservation>): void {
  const [run] = host.runsOf(A)
  if (run === undefined) throw new Error('There is a run.')
  const nothing = { speed: null, cpuPercent: null, hostCpuPercent: null, logLines: [] }
  const unknown = { sourceTrouble: null, facts: null, content: [] }
  const at = host.now
  host.observe({ kind: 'run', at, runId: run.runId, ...nothing, ...unknown, ...seen })
  host.settle()
}

const runOf = (host: ModelHost) => host.runsOf(A)[0]

test('a run is slow since it was first below real time although busy, until it keeps up again', () => {
  const host = onAir()
  look(host, { speed: 0.95, cpuPercent: 80 })
  const since = host.now
  host.now += 1000
  look(host, { speed: 0.97, hostCpuPercent: 95 })
  expect(runOf(host)).toMatchObject({ slowSince: since, strainedSince: null })
  look(host, { speed: 0.89, cpuPercent: 60 })
  expect(runOf(host)).toMatchObject({ slowSince: since, strainedSince: host.now })
  look(host, { speed: 0.98, cpuPercent: 80 })
  expect(runOf(host)).toMatchObject({ slowSince: null, strainedSince: null })
})

function differ(host: ModelHost, since: number, reopened = false): void {
  const [run] = host.runsOf(A)
  if (run === undefined) throw new Error('There is a run.')
  const seen = { runId: run.runId, url: URL, facts: FACTS, since, reopened }
  host.observe({ kind: 'difference', at: host.now, ...seen })
  host.settle()
}

test('a source that has been another for 20 s is followed once, and what is seen of it is kept', () => {
  const host = onAir()
  const since = host.now
  host.now += 19_000
  differ(host, since)
  expect([runOf(host)?.outdated, host.followed]).toEqual([undefined, []])
  host.now += 1000
  differ(host, since)
  differ(host, since)
  expect([runOf(host)?.outdated, host.followed]).toEqual([true, [URL]])
  expect(host.runsOf(A)).toHaveLength(2)
})

test('what changed with a new connection is followed after 4 s, before anything was shown at once', () => {
  const host = onAir()
  const since = host.now
  host.now += 4000
  differ(host, since, true)
  expect(runOf(host)?.outdated).toBe(true)
  const starting = new ModelHost(makeDesired(1, [makeChannel(1)]))
  starting.settle()
  differ(starting, starting.now)
  expect(runOf(starting)?.outdated).toBe(true)
})

test('of a run that is being stopped no difference counts', () => {
  const host = onAir()
  host.offer(makeDesired(2, [makeChannel(1, { on: false })]))
  host.settle()
  differ(host, host.now - 60_000)
  expect([runOf(host)?.outdated, host.followed]).toEqual([undefined, []])
})

test('a run that is late and idle is not slow: its source is', () => {
  const host = onAir()
  look(host, { speed: 0.5, cpuPercent: 59, hostCpuPercent: 89 })
  expect(runOf(host)).toMatchObject({ slowSince: null, strainedSince: null })
})

test('what comes slower than real time for 30 s is degraded by its source, until it keeps up again', () => {
  const host = onAir()
  const told = () => {
    const { state, reason } = host.world.channels.get(A) ?? {}
    return [state, reason?.code]
  }
  look(host, { speed: 0.85, cpuPercent: 5 })
  host.now += 29_000
  host.deliver()
  look(host, { speed: 0.85, cpuPercent: 5 })
  expect(told()).toEqual(['running', undefined])
  host.now += 1000
  look(host, { speed: 0.85, cpuPercent: 5 })
  expect(told()).toEqual(['degraded', 'source-slow'])
  look(host, { speed: 1, cpuPercent: 5 })
  expect(told()).toEqual(['running', undefined])
})

test('what is known of the source of a run that brings nothing is its trouble, and goes when it brings something', () => {
  const host = new ModelHost(makeDesired(1, [makeChannel(1)]))
  host.settle()
  const reason = reasonSaying('network', 'not-media', 'A page.')
  look(host, { sourceTrouble: reason })
  expect(host.world.channels.get(A)).toMatchObject({ state: 'starting', reason })
  host.deliver()
  look(host, { sourceTrouble: reason })
  expect(runOf(host)?.trouble).toBeUndefined()
  expect(host.world.channels.get(A)).toMatchObject({ state: 'running', reason: null })
})

test('what a run takes of the CPU counts once it is on air, and not before enough was seen', () => {
  const host = new ModelHost(makeDesired(1, [makeChannel(1)]))
  host.settle()
  for (let second = 0; second < 20; second++) look(host, { cpuPercent: 300 })
  expect(runOf(host)?.observedCores).toBeUndefined()
  host.deliver()
  for (let second = 0; second < 9; second++) look(host, { cpuPercent: 50 })
  expect(runOf(host)?.observedCores).toBeUndefined()
  look(host, { cpuPercent: 50 })
  expect(runOf(host)?.observedCores).toBe(0.5)
})

test('a run that holds the room of all others in a nearly full folder is stopped', () => {
  const host = onAir()
  const [run] = host.runsOf(A)
  if (run === undefined) throw new Error('There is a run.')
  const holdings = [{ id: run.runId, heldBytes: 900 }]
  host.observe({ kind: 'media-use', room: { totalBytes: 1000, freeBytes: 500 }, holdings })
  host.settle()
  expect(runOf(host)?.stopping).toBeNull()
  host.observe({ kind: 'media-use', room: { totalBytes: 1000, freeBytes: 50 }, holdings })
  host.settle()
  expect(runOf(host)?.stopping?.why).toBe('too-large')
})

test('a source that is heard again is tried at once', () => {
  const host = onAir(makeChannel(1, { sources: [{ id: sourceId(1), url: URL }] }))
  for (let tries = 0; tries < 8; tries++) {
    host.die(() => true)
    host.settle()
    const next = host.world.channels.get(A)?.failure?.nextTryAt ?? host.now
    if (tries < 7) host.now = next
    host.settle()
  }
  expect(host.runsOf(A)).toEqual([])
  hear(host, null)
  expect(host.runsOf(A)).toEqual([])
  hear(host, 'speaks')
  expect(host.runsOf(A)).toHaveLength(1)

  function hear(of: ModelHost, heard: string | null) {
    const awaitedBy = [{ channelId: A, sourceId: sourceId(1) }]
    of.observe({ kind: 'heard', at: of.now, url: URL, heard, awaitedBy, doubtedBy: [] })
    of.settle()
  }
})

test('a source in use at which nobody answers is left for the other, though not for one silence', () => {
  const host = onAir(pair)
  const doubtedBy = [{ channelId: A, sourceId: sourceId(1) }]
  const hearNobody = () => {
    host.observe({ kind: 'heard', at: host.now, url: URL, heard: null, awaitedBy: [], doubtedBy })
    host.settle()
    return host.world.channels.get(A)?.sources?.activeId
  }
  expect(hearNobody()).toBe(sourceId(1))
  // What was heard long ago does not count any more.
  host.now += 61_000
  host.deliver()
  expect(hearNobody()).toBe(sourceId(1))
  host.now += 1000
  expect(hearNobody()).toBe(sourceId(2))
})

test('a probe of the first source is remembered since it was good, and forgotten when it is not', () => {
  const host = onAir(pair)
  const probe = (isGood: boolean) => {
    host.observe({ kind: 'probed', at: host.now, channelId: A, isGood })
    host.settle()
    return host.world.channels.get(A)?.sources?.primaryGoodSince
  }
  const first = probe(true)
  expect(first).toBe(host.now)
  host.now += 5000
  expect(probe(true)).toBe(first)
  expect(probe(false)).toBeNull()
})

test('what is seen of a channel or a run that is not there changes nothing', () => {
  const host = onAir()
  const { channels, runs } = host.world
  const gone = channelId(9)
  host.observe({ kind: 'probed', at: host.now, channelId: gone, isGood: true })
  host.observe({ kind: 'audio-found', runId: 'gone' as RunObservation['runId'] })
  expect(host.pass()).toEqual([])
  expect(host.world.channels).toEqual(channels)
  expect(host.world.runs).toEqual(runs)
})
