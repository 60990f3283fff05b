import { describe, expect, test } from 'vitest'
import type { Steps } from '../steps.ts'
import { raisedOf } from './condition.ts'
import { lookAtFleet } from './look-at-fleet.ts'
import { planIncidents, type Seen } from './plan-incidents.ts'
import { rulesInForce } from './rules-in-force.ts'
import { seeFleet } from './see-fleet.ts'
import { createAlertWorld } from './test/alert-world.ts'
import { atOnce } from './test/at-once.ts'

const CHANNELS = 80
const RULES = rulesInForce(new Map())
const AT = new Date('2026-11-23T13:00:00Z')

/** Channels that have all lost their source, a minute ago. */
function aLostFleet() {
  const world = createAlertWorld()
  world.host(1)
  for (let number = 1; number <= CHANNELS; number += 1) {
    world.channel(number, 1, ['feeds.example'])
    world.lose(number)
  }
  world.pass(60)
  return world
}

/** What was counted within each step. */
function countedBySteps(work: Steps<unknown>, counted: () => number): number[] {
  const found: number[] = []
  for (;;) {
    const before = counted()
    const { done } = work.next()
    found.push(counted() - before)
    if (done) return found
  }
}

function countingCalls(seen: Seen) {
  let count = 0
  const counting: Seen = {
    ...seen,
    find(alert) {
      count += 1
      return seen.find(alert)
    },
    alertOf(condition) {
      count += 1
      return seen.alertOf(condition)
    },
  }
  return { counting, counted: () => count }
}

describe('thousands of alerts at once', () => {
  const ledger = { open: [], overLately: new Map(), targets: [], told: [], windows: [] }
  const ports = () => ({ now: AT, newId: () => crypto.randomUUID() })

  test('are looked at a few a step, however many there are', () => {
    const { conditions, fleet } = aLostFleet()
    let looked = 0
    const values = fleet.channels.values.bind(fleet.channels)
    fleet.channels.values = function* () {
      for (const entry of values()) {
        looked += 1
        yield entry
      }
      return undefined
    }
    const steps = countedBySteps(lookAtFleet(conditions(), RULES, fleet, AT), () => looked)
    expect(Math.max(...steps)).toBeLessThanOrEqual(26)
    expect(looked).toBe(CHANNELS)
  })

  test('become incidents one a step, and each is asked for once', () => {
    const world = aLostFleet()
    const raised = [...raisedOf(world.conditions())].length
    expect(raised).toBeGreaterThanOrEqual(CHANNELS)
    const seen = seeFleet(world.conditions(), RULES, world.fleet, new Map())
    const { counting, counted } = countingCalls(seen)
    const steps = countedBySteps(planIncidents(ledger, counting, ports()), counted)
    expect(Math.max(...steps)).toBe(1)
    expect(counted()).toBe(raised)
  })

  test('that are stored are each looked up once, and nothing is made of them', () => {
    const world = aLostFleet()
    const stored = world.open().flatMap((one) => one.raised)
    expect(stored.length).toBeGreaterThanOrEqual(CHANNELS)
    const seen = seeFleet(world.conditions(), RULES, world.fleet, new Map())
    const { counting, counted } = countingCalls(seen)
    const plan = atOnce(planIncidents({ ...ledger, open: world.open() }, counting, ports()))
    expect(plan.drafts).toEqual([])
    expect(counted()).toBe(stored.length)
  })

  test('that stay as they are are not made anew', () => {
    const world = aLostFleet()
    const before = [...raisedOf(world.conditions())]
    world.pass(5)
    const after = [...raisedOf(world.conditions())]
    expect(after).toHaveLength(before.length)
    expect(after.every((condition, at) => condition === before[at])).toBe(true)
  })
})
