import { expect, test } from 'vitest'
import { DomainError } from '../../domain/errors.ts'
import { memoryLiveStore } from '../../live/memory-live-store.ts'
import { createLoginLimits, type LoginLimits } from './login-limits.ts'

const person = 'somebody@example.org'

/** How many of the tries were let through. */
async function tries(limits: LoginLimits, count: number, of: (index: number) => [string, string]) {
  let passed = 0
  for (let index = 0; index < count; index += 1) {
    const [email, address] = of(index)
    await limits.take(email, address).then(
      () => {
        passed += 1
      },
      (error) => {
        expect(error).toBeInstanceOf(DomainError)
        expect(error.code).toBe('rate_limited')
        expect(error.retryAfterSeconds).toBeGreaterThan(0)
        expect(error.message).toContain(`${error.retryAfterSeconds} s`)
      },
    )
  }
  return passed
}

test('one address gets ten tries at one person', async () => {
  expect(await tries(createLoginLimits(memoryLiveStore()), 1000, () => [person, '192.0.2.1'])).toBe(
    10,
  )
})

test('one address gets sixty tries at however many persons', async () => {
  const limits = createLoginLimits(memoryLiveStore())
  expect(await tries(limits, 1000, (i) => [`${i}@example.org`, '192.0.2.1'])).toBe(60)
})

test('one address gets sixty tries at links for a new password', async () => {
  const limits = createLoginLimits(memoryLiveStore())
  const tried = Array.from({ length: 100 }, () => limits.takeLink('192.0.2.1'))
  const answers = await Promise.allSettled(tried)
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(60)
})

test('one network gets thirty tries at keys, whatever was logged in from there', async () => {
  const limits = createLoginLimits(memoryLiveStore())
  const tried = Array.from({ length: 100 }, (_, i) => limits.takeUnknownKey(`2001:db8::${i}`))
  const answers = await Promise.allSettled(tried)
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(30)
  await limits.take(person, '2001:db8::1')
  await limits.takeUnknownKey('192.0.2.1')
})

test('ten thousand tries at one person from everywhere get two hundred', async () => {
  const limits = createLoginLimits(memoryLiveStore())
  const from = (i: number): [string, string] => [person, `192.0.${i >> 8}.${i & 255}`]
  expect(await tries(limits, 10_000, from)).toBe(200)
})

test('the addresses of one IPv6 network count as one', async () => {
  const limits = createLoginLimits(memoryLiveStore())
  const from = (i: number): [string, string] => [person, `2001:db8:1:2:${i.toString(16)}::1`]
  expect(await tries(limits, 100, from)).toBe(10)
  expect(await tries(limits, 1, () => [person, '2001:db8:1:3::1'])).toBe(1)
  expect(await tries(limits, 11, () => [person, '::ffff:192.0.2.9'])).toBe(10)
  expect(await tries(limits, 1, () => [person, '192.0.2.9'])).toBe(0)
})

test('a flood of strangers keeps nobody out who has logged in from where they are', async () => {
  const limits = createLoginLimits(memoryLiveStore())
  await limits.take(person, '198.51.100.7')
  await limits.succeeded(person, '198.51.100.7')
  await tries(limits, 1000, (i) => [person, `192.0.${i >> 8}.${i & 255}`])
  for (let day = 0; day < 30; day += 1) {
    await limits.take(person, '198.51.100.7')
    await limits.succeeded(person, '198.51.100.7')
  }
})

test('who logs in rightly again and again is never slowed', async () => {
  const limits = createLoginLimits(memoryLiveStore())
  for (let time = 0; time < 500; time += 1) {
    await limits.take(person, '198.51.100.7')
    await limits.succeeded(person, '198.51.100.7')
  }
})
