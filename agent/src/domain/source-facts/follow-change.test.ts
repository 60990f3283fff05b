import { expect, test } from 'vitest'
import { type FollowMemory, followChange, NEVER_FOLLOWED } from './follow-change.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

test('a change that lasts is followed once it has lasted, a shorter one never', () => {
  const onAir = { since: 0, onAir: true }
  expect(followChange(NEVER_FOLLOWED, onAir, 19 * SECOND)).toBeNull()
  expect(followChange(NEVER_FOLLOWED, onAir, 20 * SECOND)).toMatchObject({ times: 1 })
})

test('what has brought nothing yet is replaced at once, three times in two minutes at most', () => {
  let memory: FollowMemory = NEVER_FOLLOWED
  const followedAt: number[] = []
  for (let now = 0; now < 5 * MINUTE; now += SECOND) {
    const next = followChange(memory, { since: now, onAir: false }, now)
    if (next === null) continue
    memory = next
    followedAt.push(now / SECOND)
  }
  expect(followedAt).toEqual([0, 1, 2, 120, 121, 122, 240, 241, 242])
})

test('a source that goes to and fro is followed a few times a day, however slowly it does', () => {
  for (const stays of [12, 30, 60, 120, 600].map((seconds) => seconds * SECOND)) {
    expect({ stays, follows: followsIn(24 * 60 * MINUTE, stays) }).toMatchObject({
      follows: expect.toSatisfy((follows: number) => follows <= 30),
    })
  }
  expect(followsIn(24 * 60 * MINUTE, 12 * SECOND)).toBe(0)
})

test('advertisements have the run of the programme on air, not their own', () => {
  let memory: FollowMemory = NEVER_FOLLOWED
  let planned = 'programme'
  let lastAds = 0
  for (let hour = 0; hour < 24; hour++) {
    for (const [seen, minutes] of [
      ['programme', 12],
      ['ads', 3],
      ['programme', 12],
      ['ads', 3],
    ] as const) {
      if (seen === planned) continue
      const next = followChange(memory, { since: 0, onAir: true }, minutes * MINUTE)
      if (next === null) continue
      memory = { ...next, lateAt: 0 }
      planned = seen
      if (seen === 'ads') lastAds = hour
    }
  }
  expect(planned).toBe('programme')
  expect(lastAds).toBeLessThan(3)
})

/** How often runs follow a source that has one shape for `stays` and then another. */
function followsIn(span: number, stays: number): number {
  let memory: FollowMemory = NEVER_FOLLOWED
  let planned = 0
  let follows = 0
  for (let turn = 1; turn * stays < span; turn++) {
    const seen = turn % 2
    const since = turn * stays
    if (seen === planned) continue
    for (let now = since; now < since + stays; now += SECOND) {
      const next = followChange(memory, { since, onAir: true }, now)
      if (next === null) continue
      memory = next
      planned = seen
      follows++
      break
    }
  }
  return follows
}

test('what changed with a new connection is followed within seconds, the first time', () => {
  const reopened = { since: 0, onAir: true, reopened: true }
  expect(followChange(NEVER_FOLLOWED, reopened, 3 * SECOND)).toBeNull()
  const first = followChange(NEVER_FOLLOWED, reopened, 4 * SECOND)
  expect(first).toMatchObject({ times: 1 })
  const again = { since: 30 * SECOND, onAir: true, reopened: true }
  expect(followChange(first ?? NEVER_FOLLOWED, again, 50 * SECOND)).toBeNull()
})
