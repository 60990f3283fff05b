import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelId, makeChannel, makeDesired, sourceId } from '../../../test/channel-factory.ts'
import { ModelHost } from '../../../test/model-host.ts'
import { reasonSaying } from '../../../test/reason-saying.ts'
import { type Action, isLive } from './world.ts'

const A = channelId(1)

function hostWith(...args: Parameters<typeof makeDesired>): ModelHost {
  const host = new ModelHost(makeDesired(...args))
  host.settle()
  return host
}

function running(...args: Parameters<typeof makeDesired>): ModelHost {
  const host = hostWith(...args)
  for (let round = 0; round < 50; round++) {
    host.goOnAir()
  }
  return host
}

const stateOf = (host: ModelHost, id = A) => host.world.channels.get(id)?.state

describe('reconcile', () => {
  it('starts what is wanted and calls it running with its first segment', () => {
    const host = hostWith(1, [makeChannel(1)])
    expect(stateOf(host)).toBe('starting')
    host.goOnAir()
    expect(stateOf(host)).toBe('running')
  })

  it('does nothing in a second pass', () => {
    const host = running(1, [makeChannel(1), makeChannel(2, { on: false })])
    expect(host.decide().actions).toEqual([])
    expect(host.decide().channels).toEqual(host.world.channels)
  })

  it('leaves everything that runs alone while there is no snapshot at all', () => {
    const host = running(1, [makeChannel(1)])
    host.world = { ...host.world, desired: null }
    expect(host.decide().actions).toEqual([])
  })

  it('restarts nothing for an edit that FFmpeg does not see, and tells the origin', () => {
    const host = running(1, [makeChannel(1)])
    const before = host.runsOf(A)
    host.offer(makeDesired(2, [makeChannel(1, { name: 'New', slug: 'new', priority: 9 })]))
    const actions = host.pass()
    expect(actions.map((action) => action.kind)).toEqual(['air'])
    expect(host.runsOf(A)).toEqual(before)
  })

  it('starts the new version, waits for its first segment, then stops the old one', () => {
    const host = running(1, [makeChannel(1)])
    const old = host.runsOf(A)[0]
    host.offer(makeDesired(2, [makeChannel(1, { restartGeneration: 1 })]))
    host.settle()
    expect(host.runsOf(A).filter(isLive)).toHaveLength(2)
    expect(host.world.air.get(A)).toMatchObject({ runs: [{}, {}] })
    host.deliver((run) => run !== old)
    host.settle()
    const live = host.runsOf(A).filter(isLive)
    expect(live.map((run) => run.restartGeneration)).toEqual([1])
    expect(host.runsOf(A).find((run) => run.runId === old?.runId)?.stopping?.why).toBe('replaced')
  })

  it('counts failures in a row as one trouble that lasts since the first, until it is on air', () => {
    const host = running(1, [makeChannel(1)])
    const memory = () => host.world.channels.get(A)
    const dead = reasonSaying('network', 'refused', 'Nothing answers.')
    host.die(() => true, dead)
    host.settle()
    const since = memory()?.since
    for (let round = 0; round < 4; round++) {
      host.now += 30_000
      host.settle()
      host.die(() => true, dead)
      host.settle()
      expect(memory()?.since).toBe(since)
    }
    host.now += 120_000
    host.settle()
    host.goOnAir()
    expect(memory()?.state).toBe('running')
    expect(memory()?.since).toBeGreaterThan(since ?? 0)
  })

  it('keeps the old version on air when the new one does not start, and says so', () => {
    const host = running(1, [makeChannel(1)])
    host.offer(makeDesired(2, [makeChannel(1, { restartGeneration: 1 })]))
    host.settle()
    const fatal = reasonSaying('fatal', 'no-video', 'The source has no video.')
    host.die((run) => run.restartGeneration === 1, fatal)
    host.settle()
    expect(host.runsOf(A).filter(isLive)).toHaveLength(1)
    expect(stateOf(host)).toBe('degraded')
    expect(host.world.channels.get(A)?.reason).toEqual(fatal)
  })

  it('stops the version that was to follow when the edit is taken back', () => {
    const host = running(1, [makeChannel(1)])
    host.offer(makeDesired(2, [makeChannel(1, { logo: someLogo() })]))
    host.settle()
    host.offer(makeDesired(3, [makeChannel(1)]))
    host.settle()
    const live = host.runsOf(A).filter(isLive)
    expect(live).toHaveLength(1)
    expect(live[0]?.firstSegmentAt).not.toBeNull()
  })

  it('tries again at once after a first failure, and then with a growing pause', () => {
    const host = running(1, [makeChannel(1)])
    host.die(() => true)
    host.settle()
    expect(stateOf(host)).toBe('starting')
    host.die(() => true)
    host.settle()
    expect(stateOf(host)).toBe('backoff')
    expect(host.world.channels.get(A)?.failure?.attempt).toBe(2)
  })

  it('stays in error after a fatal failure until a person changes something', () => {
    const host = running(1, [makeChannel(1)])
    host.die(() => true, reasonSaying('fatal', 'no-video', 'The source has no video.'))
    host.settle()
    host.now += 86_400_000
    host.settle()
    expect(stateOf(host)).toBe('error')
    host.offer(makeDesired(2, [makeChannel(1, { restartGeneration: 1 })]))
    host.settle()
    expect(stateOf(host)).toBe('starting')
  })

  it('goes to the next source after two failures and returns when the first has proven itself', () => {
    const sources = [1, 2].map((n) => ({ id: sourceId(n), url: `http://s${n}.example/live.ts` }))
    const host = running(1, [makeChannel(1, { sources })])
    for (let failure = 0; failure < 2; failure++) {
      host.die(() => true)
      host.settle()
    }
    expect(host.runsOf(A)[0]?.sourceId).toBe(sourceId(2))
    expect(host.said.some((happening) => happening.kind === 'source-switched')).toBe(true)
    host.goOnAir()
    const memory = host.world.channels.get(A)
    if (!memory?.sources) throw new Error('no memory')
    const sourcesMemory = { ...memory.sources, primaryGoodSince: host.now }
    const channels = new Map([[A, { ...memory, sources: sourcesMemory }]])
    host.world = { ...host.world, channels }
    for (let second = 0; second < 400; second++) {
      host.now += 1000
      host.goOnAir()
    }
    expect(host.runsOf(A).filter(isLive)[0]?.sourceId).toBe(sourceId(1))
  })

  it('stops a run that takes the room of all others, says why, and tries it again later', () => {
    const host = running(1, [makeChannel(1)])
    host.change({ tooLarge: { heldBytes: 700_000_000, quotaBytes: 250_000_000 } })
    host.settle()
    host.die((run) => run.stopping !== null)
    host.settle()
    const memory = host.world.channels.get(channelId(1))
    expect(memory?.failure?.reason).toMatchObject({ class: 'resource', code: 'media-quota' })
    expect(memory?.failure?.reason.message).toContain('700 MB')
    expect(host.said.some(({ kind }) => kind === 'stalled')).toBe(false)
    expect(host.runsOf(channelId(1)).length).toBe(1)
    host.change({ tooLarge: { heldBytes: 700_000_000, quotaBytes: 250_000_000 } })
    host.settle()
    host.die((run) => run.stopping !== null)
    host.settle()
    expect(host.runsOf(channelId(1))).toEqual([])
    host.now += 31_000
    host.settle()
    expect(host.runsOf(channelId(1)).length).toBe(1)
  })

  it('replaces a run that lives and writes nothing', () => {
    const host = running(1, [makeChannel(1)])
    const silent = host.runsOf(A)[0]?.runId
    host.now += 31_000
    host.settle()
    expect(host.runsOf(A).filter(isLive)[0]?.runId).not.toBe(silent)
    expect(host.said.some((happening) => happening.kind === 'stalled')).toBe(true)
  })

  it('never starts more at once than the host may, highest priority first', () => {
    const specs = Array.from({ length: 12 }, (_, n) => makeChannel(n + 1, { priority: n }))
    const host = hostWith(1, specs)
    expect(host.world.runs).toHaveLength(4)
    expect(host.runsOf(channelId(12))).toHaveLength(1)
    expect(host.world.channels.get(channelId(8))?.queuePosition).toBe(1)
    expect(stateOf(host, channelId(1))).toBe('queued')
  })

  it('takes a channel off the air that has been removed, and leaves no process', () => {
    const host = running(1, [makeChannel(1), makeChannel(2)])
    host.offer(makeDesired(2, [makeChannel(2)], { removed: [A] }))
    host.settle()
    host.die((run) => run.stopping !== null)
    host.settle()
    expect(host.runsOf(A)).toEqual([])
    expect(host.world.air.has(A)).toBe(false)
    expect(host.world.channels.has(A)).toBe(false)
  })
})

type Step =
  | { kind: 'snapshot'; index: number }
  | { kind: 'deliver'; pick: number }
  | { kind: 'die'; pick: number; fault: number }
  | { kind: 'restart' }
  | { kind: 'pass' }
  | { kind: 'wait'; ms: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('snapshot' as const), index: fc.nat(9) }),
  fc.record({ kind: fc.constant('deliver' as const), pick: fc.nat(3) }),
  fc.record({ kind: fc.constant('die' as const), pick: fc.nat(3), fault: fc.nat(3) }),
  fc.record({ kind: fc.constant('pass' as const) }),
  fc.record({ kind: fc.constant('restart' as const) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(40_000) }),
)

const channel = fc
  .record({
    on: fc.boolean(),
    restartGeneration: fc.nat(2),
    logo: fc.option(fc.constant(someLogo())),
    backup: fc.boolean(),
    name: fc.constantFrom('One', 'Two'),
  })
  .map(({ backup, ...fields }) => (n: number) => {
    const urls = backup ? [1, 2] : [1]
    const sources = urls.map((s) => ({
      id: sourceId(n * 10 + s),
      url: `http://s${s}.example/${n}`,
    }))
    return makeChannel(n, { ...fields, sources })
  })

const FAULTS = [
  reasonSaying('network', 'gone', 'The source is gone.'),
  reasonSaying('encoding', 'codec', 'The encoder failed.'),
  reasonSaying('resource', 'memory', 'Too little memory.'),
  reasonSaying('fatal', 'no-video', 'The source has no video.'),
]

it('tells an illegal move and goes on all the same', () => {
  const host = running(1, [makeChannel(1)])
  const memory = host.world.channels.get(A)
  if (memory === undefined) throw new Error('There is one.')
  host.world = { ...host.world, channels: new Map([[A, { ...memory, state: 'backoff' }]]) }
  const move = { kind: 'illegal-move', channelId: A, from: 'backoff', to: 'running' }
  expect(host.pass()).toEqual([move])
  expect(host.faults).toEqual(['backoff -> running'])
  expect([stateOf(host), host.pass()]).toEqual(['running', []])
})

describe('reconcile, whatever happens in whatever order', () => {
  const history = fc.record({
    wishes: fc.array(fc.array(channel, { minLength: 0, maxLength: 3 }), {
      minLength: 1,
      maxLength: 10,
    }),
    steps: fc.array(step, { maxLength: 60 }),
  })

  it('rests at any moment: what a pass asked for, another at the same instant does not ask for', () => {
    fc.assert(
      fc.property(history, ({ wishes, steps }) => {
        const snapshots = snapshotsOf(wishes)
        const host = new ModelHost()
        for (const item of steps) {
          play(host, item, snapshots)
          const asked = [host.pass(), host.pass(), host.pass()]
          const [first, second, third] = asked.map((actions) => new Set(actions.map(wordsOf)))
          // What has been buried makes room for a start, and a start is told to the origin; no more.
          expect([...(second ?? [])].filter((action) => first?.has(action))).toEqual([])
          expect([...(third ?? [])]).toEqual([])
        }
        expect(host.faults).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('converges on the newest snapshot, with legal moves and never three live runs', () => {
    fc.assert(
      fc.property(history, ({ wishes, steps }) => {
        const snapshots = snapshotsOf(wishes)
        const host = new ModelHost()
        for (const item of steps) play(host, item, snapshots)
        const last = snapshots.at(-1) ?? makeDesired(99, [])
        host.offer(last)
        comeToRest(host)
        expect(host.faults).toEqual([])
        for (const spec of last.channels) expectAsWished(host, spec)
        expect(host.world.runs.length).toBe(last.channels.filter((spec) => spec.on).length)
        expect(host.decide().actions).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

function snapshotsOf(wishes: ((n: number) => ReturnType<typeof makeChannel>)[][]) {
  return wishes.map((wish, n) => {
    const channels = wish.map((make, i) => make(i + 1))
    return makeDesired(n + 1, channels, { confirmed: true })
  })
}

function wordsOf(action: Action): string {
  return JSON.stringify(action)
}

function expectAsWished(host: ModelHost, spec: ReturnType<typeof makeChannel>): void {
  const live = host.runsOf(spec.id)
  expect(stateOf(host, spec.id)).toBe(spec.on ? 'running' : 'stopped')
  expect(live.length).toBe(spec.on ? 1 : 0)
  for (const run of live) {
    expect(run.restartGeneration).toBeGreaterThanOrEqual(spec.restartGeneration)
  }
}

function play(host: ModelHost, item: Step, snapshots: ReturnType<typeof makeDesired>[]): void {
  const pickRun = (pick: number) => host.world.runs[pick % Math.max(1, host.world.runs.length)]
  switch (item.kind) {
    case 'snapshot': {
      const snapshot = snapshots[item.index % snapshots.length]
      if (snapshot !== undefined) host.offer(snapshot)
      return
    }
    case 'deliver': {
      const run = pickRun(item.pick)
      host.deliver((candidate) => candidate === run)
      return
    }
    case 'die': {
      const run = pickRun(item.pick)
      host.die((candidate) => candidate === run, FAULTS[item.fault])
      return
    }
    case 'pass':
      host.pass()
      return
    case 'restart':
      host.restart()
      return
    case 'wait':
      host.now += item.ms
  }
}

const AT_REST: ReadonlySet<string> = new Set(['running', 'stopped'])

/** The world is kind again: asked processes end, sources deliver, and a person restarts what gave up. */
function comeToRest(host: ModelHost): void {
  let quiet = 0
  // On a backup a channel is never quiet: its first source is probed until it returns there.
  for (let round = 0; round < 700 && quiet < 90; round++) {
    host.now += 1000
    host.die((run) => run.stopping !== null)
    host.deliver()
    const isQuiet = host.pass().length === 0
    host.settle()
    const isWell = [...host.world.channels.values()].every(({ state }) => AT_REST.has(state))
    quiet = isQuiet && isWell ? quiet + 1 : 0
    const gaveUp = [...host.world.channels].filter(
      ([, memory]) => memory.failure?.mode === 'gave-up',
    )
    if (gaveUp.length > 0) {
      const channels = new Map(host.world.channels)
      for (const [id, memory] of gaveUp)
        channels.set(id, { ...memory, failure: null, sources: null })
      host.world = { ...host.world, channels }
    }
  }
}

function someLogo() {
  return {
    assetId: '00000000-0000-4000-b000-000000000001' as never,
    sha256: 'a'.repeat(64) as never,
    x: 0.1,
    y: 0.1,
    width: 0.1,
    opacity: 1,
  }
}
