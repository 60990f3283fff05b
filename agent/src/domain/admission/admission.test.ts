import { describe, expect, it } from 'vitest'
import { channelId, makeChannel, makeDesired } from '../../../test/channel-factory.ts'
import { ModelHost } from '../../../test/model-host.ts'
import { reasonSaying } from '../../../test/reason-saying.ts'
import { isLive } from '../reconcile/world.ts'
import { PLACE_KEPT_MS, ROOM_AGAIN_MS, roomOf } from './host-capacity.ts'

const NEED = { cores: 0.5, memoryBytes: 100e6 }

/** Two cores, of which 12 % stay free: three channels of half a core. */
function host(
  channels: ReturnType<typeof makeChannel>[],
  need = NEED,
  memory: number | null = null,
) {
  const model = new ModelHost(makeDesired(1, channels))
  const capacity = {
    cores: 2,
    countsOthers: true,
    freeMemoryBytes: memory,
    gpu: null,
    needOf: () => need,
  }
  model.world = { ...model.world, capacity }
  model.settle()
  return model
}
const onAir = (...args: Parameters<typeof host>) => host(...args).goOnAir()
/** The same host beside other programs that take so much. */
function beside({ world }: ModelHost, cores: number) {
  return { ...world, host: { ...world.host, otherLoad: { seconds: 60, cores } } }
}
const several = (count: number) => Array.from({ length: count }, (_, n) => makeChannel(n + 1))
const stateOf = (model: ModelHost, n: number) => model.world.channels.get(channelId(n))?.state
const reasonFor = (model: ModelHost, n: number) => model.world.channels.get(channelId(n))?.reason
const states = (model: ModelHost, count: number) =>
  several(count).map((_, n) => stateOf(model, n + 1))
const liveRuns = (model: ModelHost, n: number) => model.runsOf(channelId(n)).filter(isLive)

describe('a host without room', () => {
  it('starts what fits and lets the next one wait, with the figures and who holds how much', () => {
    const model = onAir(several(4))
    const counted = states(model, 4)
    expect(counted.filter((state) => state === 'running')).toHaveLength(3)
    const waiting = counted.indexOf('queued') + 1
    const reason = reasonFor(model, waiting)
    expect(reason).toMatchObject({ class: 'resource', code: 'no-capacity' })
    expect(reason?.message).toContain('It needs 0.50 cores and 0.26 of 1.76 are free.')
    expect(reason?.message).toMatch(
      /In use: Channel \d 0\.50, Channel \d 0\.50, Channel \d 0\.50\./,
    )
    expect(roomOf(model.world)).toMatchObject({ cores: 2, heldCores: 1.5, waiting: 1 })
    const raised = model.said.filter(({ kind }) => kind === 'alarm-raised')
    expect(raised).toHaveLength(1)
  })

  it('starts it by itself once another one has ended, and the alarm is cleared', () => {
    const model = onAir(several(4))
    const waiting = states(model, 4).indexOf('queued') + 1
    const gone = waiting === 1 ? 2 : 1
    const left = several(4).map((spec, n) => ({ ...spec, on: n + 1 !== gone }))
    model.offer(makeDesired(2, left))
    model.settle()
    model.die((run) => run.channelId === channelId(gone))
    model.settle()
    expect(stateOf(model, waiting)).toBe('starting')
    model.goOnAir()
    expect(stateOf(model, waiting)).toBe('running')
    expect(model.said.some(({ kind }) => kind === 'alarm-cleared')).toBe(true)
  })

  it('counts what other programs take beyond the share that is kept free, and names it', () => {
    const model = onAir(several(1))
    model.world = beside(model, 1.2)
    model.offer(makeDesired(2, several(2)))
    model.settle()
    expect(stateOf(model, 2)).toBe('queued')
    expect(reasonFor(model, 2)?.message).toContain(
      'It needs 0.50 cores and 0.30 of 0.80 are free. In use: Channel 1 0.50. Other programs take 1.20.',
    )
    expect(roomOf(model.world)).toMatchObject({ reserveCores: 0.24, otherCores: 1.2 })
    model.world = beside(model, 0.9)
    model.settle()
    expect(stateOf(model, 2)).toBe('starting')
  })

  it('takes other programs that keep within that share for what it is kept free for', () => {
    const model = onAir(several(2))
    model.world = beside(model, 0.24)
    model.offer(makeDesired(2, several(3)))
    model.settle()
    expect(stateOf(model, 3)).toBe('starting')
  })

  it('leaves them out where they are not to be counted', () => {
    const model = onAir(several(1))
    const { capacity } = beside(model, 2)
    const uncounted = capacity && { ...capacity, countsOthers: false }
    model.world = { ...beside(model, 2), capacity: uncounted }
    model.offer(makeDesired(2, several(2)))
    model.settle()
    expect(stateOf(model, 2)).toBe('starting')
  })

  it('stops nothing and keeps every place, however much other programs take', () => {
    const model = onAir(several(3))
    model.world = beside(model, 2)
    model.settle()
    expect(states(model, 3)).toEqual(['running', 'running', 'running'])
    model.die((run) => run.channelId === channelId(2))
    model.settle()
    expect(stateOf(model, 2)).toBe('starting')
  })

  it('looks again soon, because what is seen of a channel may be less than was expected', () => {
    const model = onAir(several(4))
    expect(model.decide().wakeAt).toBeLessThanOrEqual(model.now + ROOM_AGAIN_MS)
    model.change({ observedCores: 0.3 })
    model.settle()
    expect(states(model, 4)).not.toContain('queued')
  })

  it('lets in fewer when what is seen of a channel is more than was expected', () => {
    const model = onAir(several(2))
    model.change({ observedCores: 0.8 })
    model.offer(makeDesired(2, several(3)))
    model.settle()
    expect(stateOf(model, 3)).toBe('queued')
  })

  it('gives room to the higher priority, whoever waited before it', () => {
    const model = onAir(
      several(4).map((spec) => ({ ...spec, priority: spec.slug === 'channel-4' ? 10 : 50 })),
    )
    expect(stateOf(model, 4)).toBe('queued')
    const urgent = { ...makeChannel(5), priority: 90 }
    const left = several(4).map((spec, n) => ({ ...spec, on: n !== 0 }))
    model.offer(makeDesired(2, [...left, urgent]))
    model.settle()
    model.die((run) => run.channelId === channelId(1))
    model.settle()
    expect([stateOf(model, 5), stateOf(model, 4)]).toEqual(['starting', 'queued'])
  })

  it('does not let a large one that waits keep smaller ones out', () => {
    const model = onAir(several(3))
    const capacity = model.world.capacity
    if (capacity === null) throw new Error('There is a capacity.')
    const needOf = (spec: { slug: string }) => ({
      cores: spec.slug === 'large' ? 1.2 : 0.1,
      memoryBytes: 1,
    })
    model.world = { ...model.world, capacity: { ...capacity, needOf } }
    model.change({ observedCores: 0.5 })
    const large = makeChannel(4, { slug: 'large', priority: 90 })
    model.offer(makeDesired(2, [...several(3), large, makeChannel(5)]))
    model.settle()
    expect([stateOf(model, 4), stateOf(model, 5)]).toEqual(['queued', 'starting'])
  })

  it('starts the only channel of a host whatever it needs', () => {
    expect(states(host(several(2), { cores: 9, memoryBytes: 1 }), 2).toSorted()).toEqual([
      ...['queued', 'starting'],
    ])
  })

  it('starts anyway what a person said is to start anyway', () => {
    const model = onAir([...several(3), makeChannel(4, { startAnyway: true, priority: 10 })])
    expect(states(model, 4)).toEqual(['running', 'running', 'running', 'running'])
  })

  it('says memory when that is what lacks', () => {
    const model = host(several(2), { cores: 0.1, memoryBytes: 300e6 }, 400e6)
    const waiting = states(model, 2).indexOf('queued') + 1
    expect(reasonFor(model, waiting)?.message).toContain(
      'It needs 300 MB of memory and 100 MB are free.',
    )
  })
})

describe('what has been on air', () => {
  it('gets its place back at once after a failure, before anything that waits', () => {
    const model = onAir(several(4))
    const waiting = states(model, 4).indexOf('queued') + 1
    const victim = waiting === 1 ? 2 : 1
    model.die(
      (run) => run.channelId === channelId(victim),
      reasonSaying('network', 'refused', 'No.'),
    )
    model.settle()
    expect([stateOf(model, victim), stateOf(model, waiting)]).toEqual(['starting', 'queued'])
  })

  it('keeps it for a while though it cannot come back, and gives it up after that', () => {
    const model = onAir(several(4))
    const waiting = states(model, 4).indexOf('queued') + 1
    const victim = waiting === 1 ? 2 : 1
    const dies = () => {
      model.die(
        (run) => run.channelId === channelId(victim),
        reasonSaying('fatal', 'no-video', 'No.'),
      )
      model.settle()
    }
    const passes = (ms: number) => {
      for (let left = ms; left > 0; left -= 5000) {
        model.now += 5000
        model.goOnAir()
      }
    }
    dies()
    passes(PLACE_KEPT_MS - 5000)
    expect(stateOf(model, waiting)).toBe('queued')
    passes(2 * ROOM_AGAIN_MS)
    expect(stateOf(model, waiting)).toBe('starting')
  })

  it('is followed by its new version, make before break, where there is room for both', () => {
    const model = onAir(several(2))
    model.offer(makeDesired(2, [makeChannel(1, { restartGeneration: 1 }), makeChannel(2)]))
    model.settle()
    expect(liveRuns(model, 1)).toHaveLength(2)
  })

  it('ends before its new version begins where there is no room for both, and is back at once', () => {
    const model = onAir(several(3), { cores: 0.58, memoryBytes: 1 })
    model.change({ observedCores: 0.58 })
    model.offer(makeDesired(2, [makeChannel(1, { restartGeneration: 1 }), ...several(3).slice(1)]))
    model.settle()
    expect(liveRuns(model, 1).map((run) => run.restartGeneration)).toEqual([1])
    expect(stateOf(model, 1)).toBe('starting')
    expect(stateOf(model, 2)).toBe('running')
  })

  it('switches one after the other where several change at once and there is room for one', () => {
    const model = onAir(several(3))
    model.offer(
      makeDesired(
        2,
        several(3).map((spec) => ({ ...spec, restartGeneration: 1 })),
      ),
    )
    model.settle()
    const counts = [1, 2, 3].map((n) => liveRuns(model, n).length)
    expect(counts.toSorted()).toEqual([1, 1, 2])
    expect(states(model, 3)).toEqual(['running', 'running', 'running'])
    for (let round = 0; round < 6; round++) {
      model.goOnAir()
      model.die((run) => run.stopping !== null)
      model.settle()
    }
    const generations = [1, 2, 3].flatMap((n) =>
      liveRuns(model, n).map((run) => run.restartGeneration),
    )
    expect(generations).toEqual([1, 1, 1])
  })
})

it('a pass over a host without room in which nothing changed asks for nothing', () => {
  const model = onAir(several(5))
  expect(model.decide().actions).toEqual([])
  expect(model.decide().channels).toEqual(model.world.channels)
  expect(model.faults).toEqual([])
})
