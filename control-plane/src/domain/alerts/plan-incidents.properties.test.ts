import { AlertTargetId } from '@cashbacktv/contract'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StoredWindow } from './maintenance.ts'
import { isNothing } from './plan-incidents.ts'
import {
  type AlertWorld,
  aTarget,
  channelId,
  createAlertWorld,
  hostId,
  idOf,
} from './test/alert-world.ts'

const CHANNELS = [1, 2, 3, 4, 5]
const HOSTS = [1, 2]
/** As long as an incident that comes and goes has to be quiet, and its rule's own time to clear. */
const LONGEST_SECONDS = 700

type Step = (world: AlertWorld) => void

const channel = fc.constantFrom(...CHANNELS)
const host = fc.constantFrom(...HOSTS)
const seconds = fc.constantFrom(1, 5, 15, 40, 130)

const lost = channel.map(
  (number): Step =>
    (world) =>
      world.lose(number),
)
const healed = channel.map(
  (number): Step =>
    (world) =>
      world.heal(number),
)
const allLost = fc.constant<Step>((world) => {
  for (const number of CHANNELS) world.lose(number)
})
const onBackup = channel.map(
  (number): Step =>
    (world) =>
      world.see(number, { source: 1 }),
)
const flaps = fc.tuple(channel, fc.integer({ min: 1, max: 4 })).map(([number, times]): Step => {
  return (world) => {
    for (let time = 0; time < times; time += 1) {
      world.lose(number)
      passAndCheck(world, 12)
      world.heal(number)
      passAndCheck(world, 25)
    }
  }
})
const heard = fc.tuple(host, fc.boolean()).map(([number, isHeard]): Step => {
  return (world) => world.silence(number, isHeard)
})
const origin = fc.tuple(host, fc.boolean()).map(([number, answers]): Step => {
  return (world) => world.originAnswers(number, answers)
})
const scope: fc.Arbitrary<StoredWindow['scope']> = fc.oneof(
  fc.constant({ kind: 'all' as const }),
  host.map((number) => ({ kind: 'host' as const, hostId: hostId(number) })),
  channel.map((number) => ({ kind: 'channel' as const, channelId: channelId(number) })),
)
const maintained = fc.tuple(scope, seconds).map(([of, length]): Step => {
  return (world) => {
    const startsAt = world.now()
    const endsAt = new Date(startsAt.getTime() + length * 1000)
    const rest = { note: '', createdBy: null, createdAt: startsAt, startsAt, endsAt }
    world.windows = [...world.windows, { id: 'w', scope: of, ...rest }]
  }
})
const maintenanceEnded = fc.constant<Step>((world) => {
  world.windows = []
})
const acknowledged = fc.boolean().map((isSo): Step => {
  return (world) => changeAll(world, { acknowledgedAt: isSo ? world.now() : null })
})
const muted = seconds.map((length): Step => {
  return (world) =>
    changeAll(world, { mutedUntil: new Date(world.now().getTime() + length * 1000) })
})
const restarted = fc.constant<Step>((world) => {
  world.forget()
  world.adopt()
})
const passed = seconds.map(
  (length): Step =>
    (world) =>
      passAndCheck(world, length),
)

const step = fc.oneof(
  { weight: 6, arbitrary: passed },
  { weight: 3, arbitrary: lost },
  { weight: 3, arbitrary: healed },
  { weight: 2, arbitrary: flaps },
  ...[allLost, onBackup, heard, origin, maintained, maintenanceEnded].map(once),
  ...[acknowledged, muted, restarted].map(once),
)
function once(arbitrary: fc.Arbitrary<Step>) {
  return { weight: 1, arbitrary }
}

function changeAll(world: AlertWorld, change: Parameters<AlertWorld['change']>[1]): void {
  for (const { row } of world.open()) world.change(row.id, change)
}

/** Second by second, with what has to hold after each. */
function passAndCheck(world: AlertWorld, length: number): void {
  for (let second = 0; second < length; second += 1) {
    const before = world.messages.length
    world.pass(1)
    expect(isNothing(world.plan())).toBe(true)
    expectOnePlaceEach(world)
    for (const { incidentId, news } of world.messages.slice(before)) {
      if (news !== 'over') expectToBeTold(world, incidentId)
    }
  }
}

/** The database keeps an open incident by its key, and a raised alert by its rule and subject. */
function expectOnePlaceEach(world: AlertWorld): void {
  const keys = world.open().map(({ row }) => row.key)
  expect(new Set(keys).size).toBe(keys.length)
  const raised = world.open().flatMap((one) => one.raised.map((a) => `${a.rule} ${a.subjectId}`))
  expect(new Set(raised).size).toBe(raised.length)
}

function expectToBeTold(world: AlertWorld, incidentId: string): void {
  const row = world.open().find((one) => one.row.id === incidentId)?.row
  expect(row).toMatchObject({ maintenance: false, acknowledgedAt: null, overAt: null })
  expect(row?.mutedUntil?.getTime() ?? 0).toBeLessThanOrEqual(world.now().getTime())
}

const target = (number: number) => AlertTargetId.parse(idOf(4, number))

function aWorld(): AlertWorld {
  const world = createAlertWorld()
  for (const number of HOSTS) world.host(number)
  for (const number of CHANNELS) {
    const servers = number % 2 ? ['feeds.example', 'own.example'] : ['feeds.example']
    world.channel(number, 1 + (number % 2), servers)
  }
  const filter = { ...aTarget().filter, severity: 'critical' as const }
  const quietHours = { from: '12:02', until: '12:06', criticalPasses: false }
  world.targets = [
    ...[aTarget(), aTarget({ id: target(2), filter, afterMinutes: 1 })],
    aTarget({ id: target(3), quietHours }),
  ]
  world.pass(5)
  return world
}

function healAll(world: AlertWorld): void {
  for (const number of HOSTS) world.silence(number, true)
  for (const number of CHANNELS) world.heal(number)
  for (let second = 0; second < LONGEST_SECONDS && world.open().length > 0; second += 1) {
    passAndCheck(world, 1)
  }
  expect(world.open()).toEqual([])
  passAndCheck(world, 30)
}

/** What each target heard of each incident, in its order. */
function heardOf({ messages }: AlertWorld): string[] {
  return inOrder(
    messages.map(({ incidentId, targetId, news }) => [`${incidentId} ${targetId}`, news]),
  )
}

/** What became of each alert. */
function movesOf({ moves }: AlertWorld): string[] {
  return inOrder(moves.map(({ id, move }) => [id, move]))
}

function inOrder(said: [key: string, word: string][]): string[] {
  const words = new Map<string, string>()
  for (const [key, word] of said) {
    const before = words.get(key)
    words.set(key, before === undefined ? word : `${before} ${word}`)
  }
  return [...words.values()]
}

test('whatever happens, each target hears of an incident once that it is, then once that it is over; each alert is raised once, then cleared once; and nothing is left open', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const world = aWorld()
      for (const one of steps) one(world)
      healAll(world)
      for (const news of heardOf(world)) expect(news).toMatch(/^raised( worse)? over$/)
      for (const moves of movesOf(world)) expect(moves).toBe('raised cleared')
      expect(world.stored.every(({ overAt, healing }) => overAt && healing)).toBe(true)
    }),
    { numRuns: 25 },
  )
})
