import { describe, expect, test } from 'vitest'
import { isNothing } from './plan-incidents.ts'
import {
  type AlertWorld,
  aTarget,
  channelId,
  createAlertWorld,
  hostId,
} from './test/alert-world.ts'

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const PROVIDER = 'feeds.provider.example'

function aFleet(servers: (number: number) => string[] = () => [PROVIDER], count = 6): AlertWorld {
  const world = createAlertWorld()
  world.host(1)
  world.host(2)
  for (const number of upTo(count)) world.channel(number, 1 + (number % 2), servers(number))
  world.pass(5)
  return world
}
const told = ({ messages }: AlertWorld) =>
  messages.map(({ news, severity }) => `${news} ${severity}`)
const causes = (world: AlertWorld) => world.open().map(({ row }) => row.cause)

describe('what is told', () => {
  test('41 channels that lose one server within seconds are one incident, told once, and once when it is over', () => {
    const world = aFleet(() => [PROVIDER], 41)
    for (const number of upTo(41)) {
      world.lose(number)
      if (number % 10 === 0) world.pass(1)
    }
    world.pass(60)
    expect(causes(world)).toEqual([{ kind: 'upstream', address: PROVIDER }])
    expect(world.open()[0]?.row).toMatchObject({ channels: 41, channelsEver: 41, viewers: 123 })
    expect(told(world)).toEqual(['raised critical'])
    for (const number of upTo(41)) {
      world.heal(number)
      if (number % 5 === 0) world.pass(1)
    }
    world.pass(60)
    expect(told(world)).toEqual(['raised critical', 'over critical'])
    expect(world.stored.map(({ healing }) => healing)).toEqual(['source-back'])
  })

  test('the message comes within nine seconds of the failure, with what began meanwhile in it', () => {
    const world = aFleet()
    const lostAt = world.now().getTime()
    world.lose(1)
    world.pass(2)
    world.lose(2)
    world.pass(30)
    const [message] = world.messages
    expect((message?.atMs ?? 0) - lostAt).toBeLessThanOrEqual(9000)
    expect(world.open()[0]?.raised).toHaveLength(2)
    expect(world.messages).toHaveLength(1)
  })

  test('a picture that is encoded poorly is told once it has lasted, of a channel that is well all the time', () => {
    const world = aFleet()
    world.see(1, { score: 39 })
    world.see(2, { score: 41 })
    world.pass(290)
    expect(world.open()).toEqual([])
    world.pass(30)
    expect(causes(world)).toEqual([{ kind: 'channel', channelId: channelId(1), name: 'channel 1' }])
    const [alert] = world.open()[0]?.raised ?? []
    expect(alert?.rule).toBe('channel-quality-low')
    expect(world.now().getTime() - (alert?.since.getTime() ?? 0)).toBeLessThan(330_000)
    world.see(1, { score: 60 })
    world.pass(130)
    expect(told(world)).toEqual(['raised warning', 'over warning'])
  })

  test('a destination that a channel cannot be sent on to is told, of a channel that is well', () => {
    const world = aFleet()
    world.see(1, { failing: [0] })
    world.pass(50)
    expect(world.open()).toEqual([])
    world.pass(20)
    expect(causes(world)).toEqual([{ kind: 'channel', channelId: channelId(1), name: 'channel 1' }])
    expect(world.open()[0]?.raised[0]?.rule).toBe('channel-restream-failing')
    world.see(1, { failing: [] })
    world.pass(70)
    expect(told(world)).toEqual(['raised warning', 'over warning'])
  })

  test('a platform that is gone for many channels is one incident, told once, also beside one that works', () => {
    const world = aFleet()
    for (const number of [1, 2, 3]) world.sendOn(number, ['works.example', 'gone.example'])
    for (const number of [1, 2, 3]) world.see(number, { failing: [1] })
    world.pass(90)
    expect(causes(world)).toEqual([{ kind: 'destination', address: 'gone.example' }])
    expect(world.open()[0]?.row.said).toEqual({
      code: 'incident-destination',
      params: { address: 'gone.example', count: 3 },
    })
    for (const number of [1, 2, 3]) world.see(number, { failing: [] })
    world.pass(90)
    expect(told(world)).toEqual(['raised warning', 'over warning'])
  })

  test('which of two destinations that fail it was shows in what others cannot be sent on to', () => {
    const world = aFleet()
    world.sendOn(1, ['own.example', 'shared.example'])
    world.sendOn(2, ['shared.example'])
    world.see(1, { failing: [0, 1] })
    world.see(2, { failing: [0] })
    world.pass(90)
    expect(causes(world)).toEqual([{ kind: 'destination', address: 'shared.example' }])
  })

  test('nothing more is planned while nothing changes', () => {
    const world = aFleet()
    world.lose(1)
    world.pass(40)
    expect(isNothing(world.plan())).toBe(true)
  })

  test('a warning that becomes critical is told once more, and not again', () => {
    const world = aFleet(() => [PROVIDER, 'backup.example'])
    world.see(1, { source: 1 })
    world.pass(40)
    expect(told(world)).toEqual(['raised warning'])
    world.lose(1)
    world.pass(200)
    expect(told(world)).toEqual(['raised warning', 'worse critical'])
    expect(world.open()).toHaveLength(1)
  })

  test('a person who has it in hand stops what would be told later', () => {
    const world = aFleet()
    world.targets = [aTarget({ afterMinutes: 5 })]
    world.lose(1)
    world.pass(200)
    expect(world.messages).toEqual([])
    world.change(world.open()[0]?.row.id ?? '', { acknowledgedAt: world.now() })
    world.pass(400)
    expect(world.messages).toEqual([])
    world.change(world.open()[0]?.row.id ?? '', { acknowledgedAt: null })
    world.pass(1)
    expect(told(world)).toEqual(['raised critical'])
  })

  test('what is muted is told when that ends, and not if it is over by then', () => {
    const world = aFleet()
    world.lose(1)
    world.pass(7)
    world.change(world.open()[0]?.row.id ?? '', {
      mutedUntil: new Date(world.now().getTime() + 60_000),
    })
    world.pass(30)
    expect(world.messages).toEqual([])
    world.pass(40)
    expect(told(world)).toEqual(['raised critical'])
  })

  test('quiet hours keep warnings for the morning, and nothing that is over by then', () => {
    const world = aFleet(() => [PROVIDER, 'backup.example'])
    const quietHours = { from: '11:00', until: '12:10', criticalPasses: true }
    world.targets = [aTarget({ quietHours })]
    world.see(1, { source: 1 })
    world.see(2, { source: 1 })
    world.pass(60)
    world.heal(2)
    world.pass(60)
    expect(world.messages).toEqual([])
    world.pass(600)
    expect(told(world)).toEqual(['raised warning'])
    world.lose(5)
    world.pass(60)
    expect(told(world).filter((news) => news.endsWith('critical'))).toHaveLength(1)
  })

  test.each([
    ['severity', { severity: 'critical' as const }, 0],
    ['another kind of cause', { causes: ['machine' as const] }, 0],
    ['this kind of cause', { causes: ['upstream' as const] }, 1],
    ['another channel', { channelIds: [channelId(9)] }, 0],
    ['this channel', { channelIds: [channelId(1)] }, 1],
    ['another host', { hostIds: [hostId(1)] }, 0],
    ['this host', { hostIds: [hostId(2)] }, 1],
  ])('a target that wants to hear by %s hears that alone', (_name, filter, count) => {
    const world = aFleet(() => [PROVIDER, 'backup.example'])
    world.targets = [aTarget({ filter: { ...aTarget().filter, ...filter } })]
    world.see(1, { source: 1 })
    world.pass(60)
    expect(world.messages).toHaveLength(count)
  })
})

describe('what it comes from', () => {
  test('of two servers the one that other channels lost, too', () => {
    const world = aFleet((number) => (number === 1 ? ['own.example', PROVIDER] : [PROVIDER]))
    for (const number of [1, 2, 3]) world.lose(number)
    world.pass(40)
    expect(causes(world)).toEqual([{ kind: 'upstream', address: PROVIDER }])
  })

  test('a silent host is one incident, and its channels none', () => {
    const world = aFleet()
    world.silence(1)
    world.pass(60)
    expect(causes(world)).toEqual([{ kind: 'machine', hostId: hostId(1), name: 'host 1' }])
    expect(world.open()[0]?.row).toMatchObject({ channels: 3, severity: 'critical' })
    world.silence(1, true)
    world.pass(40)
    expect(told(world)).toEqual(['raised critical', 'over critical'])
    expect(world.stored[0]?.healing).toBe('host-back')
  })

  test('an origin that does not answer is one incident with all that it takes off the air', () => {
    const world = aFleet()
    world.originAnswers(2, false)
    world.pass(60)
    expect(causes(world)).toEqual([{ kind: 'machine', hostId: hostId(2), name: 'host 2' }])
    expect(told(world)).toEqual(['raised critical'])
  })

  test('a failure that no source is to blame for is the channel’s own', () => {
    const world = aFleet()
    const reason = { class: 'fatal' as const, code: 'no-video', message: 'It has no video.' }
    world.see(1, { state: 'error', showing: 'nothing', reason })
    world.pass(40)
    expect(causes(world)).toEqual([{ kind: 'channel', channelId: channelId(1), name: 'channel 1' }])
    const rules = world.open()[0]?.raised.map(({ rule }) => rule)
    expect(new Set(rules)).toEqual(new Set(['channel-stopped', 'channel-dark']))
    expect(told(world)).toEqual(['raised critical'])
  })

  test('what fails long after the others is told, though the others are not over', () => {
    const world = aFleet()
    world.lose(1)
    world.lose(2)
    world.pass(700)
    world.lose(3)
    world.pass(40)
    expect(world.open()).toHaveLength(2)
    expect(told(world)).toEqual(['raised critical', 'raised critical'])
  })
})

describe('what is over', () => {
  test.each([
    ['switched off', (world: AlertWorld) => world.switchOff(1), 'unwanted'],
    ['deleted', (world: AlertWorld) => world.remove(1), 'deleted'],
    [
      'no more a matter of its rule',
      (world: AlertWorld) => {
        world.rules = new Map([['channel-slate', { enabled: false }]])
      },
      'rule-changed',
    ],
  ])('a channel that was %s has not healed, and is not said to have', (_name, end, healing) => {
    const world = aFleet()
    world.lose(1)
    world.pass(40)
    end(world)
    world.pass(30)
    expect(world.stored.map((row) => row.healing)).toEqual([healing])
  })

  test('one that comes and goes is told twice, then once as flapping, and is over after ten quiet minutes', () => {
    const world = aFleet()
    for (let round = 0; round < 6; round += 1) {
      world.lose(1)
      world.pass(30)
      world.heal(1)
      world.pass(40)
    }
    expect(told(world)).toEqual([
      ...['raised critical', 'over critical', 'raised critical', 'over critical'],
      'raised critical',
    ])
    expect(world.open().map(({ row }) => row.flapping)).toEqual([true])
    world.pass(500)
    expect(world.open()).toHaveLength(1)
    world.pass(100)
    expect(world.open()).toHaveLength(0)
  })

  test('a control plane that was started anew raises nothing twice and forgets no beginning', () => {
    const world = aFleet()
    world.lose(1)
    world.silence(2)
    world.pass(60)
    const before = world.open().map(({ row }) => [row.id, row.since])
    world.forget()
    world.adopt()
    world.pass(5)
    expect(world.open().map(({ row }) => [row.id, row.since])).toEqual(before)
    expect(world.messages).toHaveLength(before.length)
  })

  test('one that has just come takes no host for silent that it has not heard yet', () => {
    const world = aFleet()
    world.silence(1)
    world.pass(5)
    world.forget()
    world.pass(10)
    expect(world.open()).toEqual([])
    world.silence(1, true)
    world.pass(60)
    expect(world.messages).toEqual([])
  })
})

describe('maintenance', () => {
  const window = (
    scope: AlertWorld['windows'][number]['scope'],
    seconds: number,
    world: AlertWorld,
  ) => ({
    id: 'w',
    scope,
    note: '',
    createdBy: null,
    createdAt: world.now(),
    startsAt: world.now(),
    endsAt: new Date(world.now().getTime() + seconds * 1000),
  })
  test.each(['all', 'host', 'channel'] as const)('of %s keeps it quiet until it ends', (kind) => {
    const world = aFleet()
    const scope =
      kind === 'all'
        ? { kind }
        : kind === 'host'
          ? { kind, hostId: hostId(2) }
          : { kind, channelId: channelId(1) }
    world.windows = [window(scope, 120, world)]
    world.lose(1)
    world.pass(100)
    expect(world.open().map(({ row }) => row.maintenance)).toEqual([true])
    expect(world.messages).toEqual([])
    world.pass(30)
    expect(told(world)).toEqual(['raised critical'])
  })

  test('of one channel does not hide what hits others, too', () => {
    const world = aFleet()
    world.windows = [window({ kind: 'channel', channelId: channelId(1) }, 600, world)]
    for (const number of [1, 2]) world.lose(number)
    world.pass(60)
    expect(told(world)).toEqual(['raised critical'])
  })
})
