import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DomainError } from '../../domain/errors.ts'
import { memoryLiveStore } from '../../live/memory-live-store.ts'
import { createLoginLimits, type LoginLimits, type Passage } from './login-limits.ts'

const person = 'somebody@example.org'
const HOME = '198.51.100.7'

let limits: LoginLimits
beforeEach(() => {
  vi.useFakeTimers()
  limits = createLoginLimits(memoryLiveStore())
})
afterEach(() => {
  vi.useRealTimers()
})

type From = { email?: string; address: string; device?: string }
const attempt = ({ email = person, address, device }: From) =>
  limits.take({ email, address, device: device ?? null })
const stranger = (i: number) => `192.0.${(i >> 8) & 255}.${i & 255}`

/** Seconds to wait, null for a try that was let through. */
async function waitOf(from: From): Promise<number | null> {
  return attempt(from).then(
    () => null,
    (error) => {
      expect(error).toBeInstanceOf(DomainError)
      expect(error.code).toBe('rate_limited')
      expect(error.message).toContain(`${error.retryAfterSeconds} s`)
      return error.retryAfterSeconds as number
    },
  )
}

/** How many of the tries were let through. */
async function tries(count: number, of: (index: number) => From) {
  let passed = 0
  for (let index = 0; index < count; index += 1) {
    if ((await waitOf(of(index))) === null) passed += 1
  }
  return passed
}
const pass = async (from: From): Promise<Passage> => attempt(from)
const wait = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

test('one address gets ten tries a minute at one person, and fewer once it goes on', async () => {
  expect(await tries(1000, () => ({ address: HOME }))).toBe(10)
  await wait(60)
  expect(await tries(1000, () => ({ address: HOME }))).toBe(2)
})

test('one address gets sixty tries a minute at however many persons, and fewer once it goes on', async () => {
  const spray = (i: number) => ({ email: `${i}@example.org`, address: HOME })
  expect(await tries(1000, spray)).toBe(60)
  await wait(60)
  expect(await tries(1000, spray)).toBe(10)
})

test('nobody is told to wait for more than a minute because of an address, or ten because of a person', async () => {
  const waits: number[] = []
  for (let i = 0; i < 3000; i += 1) {
    waits.push(
      (await waitOf({ address: HOME })) ?? 0,
      (await waitOf({ address: stranger(i) })) ?? 0,
    )
  }
  expect(Math.max(...waits.filter((_, i) => i % 2 === 0))).toBeLessThanOrEqual(60)
  expect(Math.max(...waits)).toBe(600)
})

test('whatever strangers try, from anywhere and beside it too, a known device gets in', async () => {
  const device = 'd1'
  await tries(5000, (i) => ({ address: i % 2 ? stranger(i) : HOME }))
  const passage = await pass({ address: HOME, device })
  expect(passage.isKnown).toBe(true)
  await passage.succeeded()
  expect(await waitOf({ address: '203.0.113.9', device })).toBeNull()
})

test('wrong tries of a known device itself are limited', async () => {
  for (let i = 0; i < 10; i += 1) {
    expect((await pass({ address: stranger(i), device: 'd1' })).isKnown).toBe(true)
  }
  expect((await pass({ address: stranger(10), device: 'd1' })).isKnown).toBe(false)
})

test('a flood of strangers keeps nobody out who has logged in from where they are', async () => {
  await (await pass({ address: HOME })).succeeded()
  await tries(250, (i) => ({ address: stranger(i) }))
  for (let day = 0; day < 5; day += 1) {
    await (await pass({ address: HOME })).succeeded()
    await wait(86_400)
  }
})

test('a colleague who guesses at many people keeps nobody out of an office who has logged in there', async () => {
  await (await pass({ address: HOME })).succeeded()
  await tries(1000, (i) => ({ email: `${i}@example.org`, address: HOME }))
  expect((await pass({ address: HOME })).isKnown).toBe(true)
})

test('who comes from a new place while the world guesses waits for a turn, and then has it', async () => {
  await tries(250, (i) => ({ address: stranger(i) }))
  const flood = () => tries(40, (i) => ({ address: stranger(i) }))
  const seconds = (await waitOf({ address: HOME })) ?? 0
  expect(seconds).toBe(600)
  await wait(seconds / 2)
  await flood()
  expect(await waitOf({ address: HOME })).toBe(seconds / 2)
  await wait(seconds / 2)
  await flood()
  const passage = await pass({ address: HOME })
  await passage.succeeded()
  expect(await waitOf({ address: HOME })).toBeNull()
})

test('a turn is good for one of two that come at once', async () => {
  await tries(250, (i) => ({ address: stranger(i) }))
  await waitOf({ address: HOME })
  await wait(600)
  await tries(40, (i) => ({ address: stranger(i) }))
  const both = await Promise.all([waitOf({ address: HOME }), waitOf({ address: HOME })])
  expect(both.filter((seconds) => seconds === null)).toHaveLength(1)
})

test('ten thousand tries at one person from everywhere get twenty a minute', async () => {
  expect(await tries(10_000, (i) => ({ address: stranger(i) }))).toBe(20)
})

test('the addresses of one IPv6 network count as one', async () => {
  const from = (i: number) => ({ address: `2001:db8:1:2:${i.toString(16)}::1` })
  expect(await tries(100, from)).toBe(10)
  expect(await waitOf({ address: '2001:db8:1:3::1' })).toBeNull()
  expect(await tries(11, () => ({ address: '::ffff:192.0.2.9' }))).toBeLessThanOrEqual(10)
  expect(await waitOf({ address: '192.0.2.9' })).not.toBeNull()
})

test('who logs in rightly again and again is never slowed, and earns no tries at others', async () => {
  for (let time = 0; time < 500; time += 1) {
    await (await pass({ address: HOME, ...(time % 2 ? { device: 'd1' } : {}) })).succeeded()
  }
  expect(await tries(500, (i) => ({ email: `${i}@example.org`, address: HOME }))).toBe(60)
})

test('who has set a password by a link is known where that was done', async () => {
  await tries(250, (i) => ({ address: stranger(i) }))
  await limits.trust(person, HOME)
  expect((await pass({ address: HOME })).isKnown).toBe(true)
})

test('one address gets sixty tries at links for a new password', async () => {
  const tried = Array.from({ length: 100 }, () => limits.takeLink('192.0.2.1'))
  const answers = await Promise.allSettled(tried)
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(60)
})

test('to have forgotten a password uses up no try at it, and is heard three times an hour', async () => {
  const heard: boolean[] = []
  for (let i = 0; i < 8; i += 1) heard.push(await limits.takeForgotten(person, HOME))
  expect(heard).toEqual([true, true, true, false, false, false, false, false])
  expect(await tries(10, () => ({ address: HOME }))).toBe(10)
})

test('one network gets thirty tries at keys, and log-ins go on from there', async () => {
  const tried = Array.from({ length: 100 }, (_, i) => limits.takeUnknownKey(`2001:db8::${i}`))
  const answers = await Promise.allSettled(tried)
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(30)
  expect(await waitOf({ address: '2001:db8::1' })).toBeNull()
  await limits.takeUnknownKey('192.0.2.1')
})
