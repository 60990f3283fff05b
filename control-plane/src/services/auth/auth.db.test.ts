import { createHmac } from 'node:crypto'
import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import { auditEntries, sessions, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PASSWORD, startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'
import { REFRESH_GRACE_MS } from './refresh.ts'

let one: TestPlane
let address = ''
let number = 0

beforeAll(async () => {
  one = await startTestPlane()
})
beforeEach(() => {
  number += 1
  address = `198.51.100.${number}`
})
afterAll(() => one?.close())

const post = (path: string, body: unknown, token?: string) =>
  one.ask({
    method: 'POST',
    path: `/api/v1/auth/${path}`,
    body,
    headers: {
      'x-forwarded-for': address,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
  })
const login = (email: string, password = PASSWORD) => post('login', { email, password })
const renew = (refreshToken: string) => post('refresh', { refreshToken })
const me = async (token: string) =>
  (
    await one.ask({
      method: 'GET',
      path: '/api/v1/auth/me',
      headers: { authorization: `Bearer ${token}` },
    })
  ).status
const familyOf = (accessToken: string) =>
  JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()).sid as string
const ageRotation = (family: string, ms: number) =>
  one.db
    .update(sessions)
    .set({ rotatedAt: new Date(Date.now() - ms) })
    .where(eq(sessions.familyId, family))

describe('refresh tokens', () => {
  test('a spent one that comes back after the grace ends its whole family, and this is written down', async () => {
    const { body: first } = await login('viewer@example.org')
    const { body: second } = await renew(first.refreshToken)
    await ageRotation(familyOf(first.accessToken), REFRESH_GRACE_MS + 1000)
    expect((await renew(first.refreshToken)).status).toBe(401)
    expect((await renew(second.refreshToken)).status).toBe(401)
    expect([await me(first.accessToken), await me(second.accessToken)]).toEqual([401, 401])
    const entries = await one.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, 'session.replayed'))
    expect(entries).toMatchObject([{ actorEmail: 'viewer@example.org', detail: { address } }])
    expect(JSON.stringify(entries)).not.toContain(first.refreshToken)
  })

  test('the other families of the person go on', async () => {
    const [{ body: one_ }, { body: other }] = [
      await login('viewer@example.org'),
      await login('viewer@example.org'),
    ]
    await renew(one_.refreshToken)
    await ageRotation(familyOf(one_.accessToken), REFRESH_GRACE_MS + 1000)
    await renew(one_.refreshToken)
    expect(await me(other.accessToken)).toBe(200)
  })

  test('twenty tabs that renew at the same moment all go on, in one family', async () => {
    const { body } = await login('viewer@example.org')
    const all = await Promise.all(Array.from({ length: 20 }, () => renew(body.refreshToken)))
    expect(all.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(new Set(all.map((answer) => answer.body.refreshToken)).size).toBe(1)
    expect(new Set(all.map((answer) => familyOf(answer.body.accessToken))).size).toBe(1)
  })

  test('a spent one whose successor was spent counts as stolen at once, and all of the family ends', async () => {
    const { body: first } = await login('viewer@example.org')
    const { body: second } = await renew(first.refreshToken)
    const { body: third } = await renew(second.refreshToken)
    expect((await renew(first.refreshToken)).status).toBe(401)
    for (const { refreshToken } of [first, second, third]) {
      expect((await renew(refreshToken)).status).toBe(401)
    }
    expect(await me(third.accessToken)).toBe(401)
  })

  test('a session ends for good, however often it was renewed', async () => {
    const { body } = await login('viewer@example.org')
    const family = eq(sessions.familyId, familyOf(body.accessToken))
    const startedAt = new Date(Date.now() - 30 * 86_400_000 + 60_000)
    await one.db.update(sessions).set({ startedAt }).where(family)
    const { body: renewed } = await renew(body.refreshToken)
    const rows = await one.db.select().from(sessions).where(family)
    const end = Math.max(...rows.filter((row) => !row.rotatedAt).map((row) => +row.expiresAt))
    expect(end).toBeLessThanOrEqual(Date.now() + 60_000)
    const past = { startedAt: new Date(Date.now() - 31 * 86_400_000), expiresAt: new Date(0) }
    await one.db.update(sessions).set(past).where(family)
    expect((await renew(renewed.refreshToken)).status).toBe(401)
    expect(await me(renewed.accessToken)).toBe(401)
  })

  test('of twenty replays at the same moment none is served', async () => {
    const { body } = await login('viewer@example.org')
    await renew(body.refreshToken)
    await ageRotation(familyOf(body.accessToken), REFRESH_GRACE_MS + 1000)
    const all = await Promise.all(Array.from({ length: 20 }, () => renew(body.refreshToken)))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([401]))
  })

  test('one of before a change of the password, run out or of a disabled account is refused', async () => {
    const change = (values: Partial<typeof users.$inferInsert>) =>
      one.db.update(users).set(values).where(eq(users.email, 'operator@example.org'))
    const { body: before } = await login('operator@example.org')
    await change({ credentialsChangedAt: new Date(Date.now() + 1000) })
    expect([(await renew(before.refreshToken)).status, await me(before.accessToken)]).toEqual([
      401, 401,
    ])
    await change({ credentialsChangedAt: new Date(Date.now() - 60_000), disabledAt: new Date() })
    expect([(await renew(before.refreshToken)).status, await me(before.accessToken)]).toEqual([
      401, 401,
    ])
    expect((await login('operator@example.org')).status).toBe(401)
    await change({ disabledAt: null })
    const expired = { expiresAt: new Date(Date.now() - 1) }
    await one.db
      .update(sessions)
      .set(expired)
      .where(eq(sessions.familyId, familyOf(before.accessToken)))
    expect((await renew(before.refreshToken)).status).toBe(401)
  })

  test('neither token does the work of the other', async () => {
    const { body } = await login('viewer@example.org')
    expect((await renew(body.accessToken)).status).toBe(401)
    expect(await me(body.refreshToken)).toBe(401)
  })
})

test('a demoted or disabled person is refused with the very next request, an open one included', async () => {
  const { body } = await login('operator@example.org')
  const create = () =>
    one.ask({
      method: 'POST',
      path: '/api/v1/channels',
      body: {},
      headers: { authorization: `Bearer ${body.accessToken}` },
    })
  const set = (values: Partial<typeof users.$inferInsert>) =>
    one.db.update(users).set(values).where(eq(users.email, 'operator@example.org'))
  expect((await create()).status).toBe(422)
  await set({ role: 'viewer' })
  expect((await create()).status).toBe(403)
  await set({ role: 'operator', disabledAt: new Date() })
  expect((await create()).status).toBe(401)
  await set({ disabledAt: null })
})

describe('log in', () => {
  test('wrong, unknown and odd input is refused alike and is never a fault', async () => {
    const known = await login('viewer@example.org', 'wrong')
    const unknown = await login('nobody@example.org', 'wrong')
    expect([known.status, known.text]).toEqual([401, unknown.text])
    const near = [`${PASSWORD}\u0000`, ` ${PASSWORD}`, PASSWORD.toUpperCase(), `${PASSWORD}\u200b`]
    for (const password of near) {
      expect([401, 422]).toContain((await login('viewer@example.org', password)).status)
    }
    expect((await login('v\u0456ewer@example.org')).status).not.toBe(200)
    expect((await login('VIEWER@example.org')).status).toBe(200)
    expect((await login('viewer@example.org', 'x'.repeat(200_000))).status).toBe(422)
    expect((await login('viewer@example.org', 'x'.repeat(1024 * 1024))).status).toBe(413)
  })

  test('a password counts in full, beyond 72 bytes too', async () => {
    const long = 'ü'.repeat(60)
    const { plane } = await startAdmin(`${long}a`)
    const tryWith = async (password: string) =>
      (
        await plane.ask({
          method: 'POST',
          path: '/api/v1/auth/login',
          body: { email: 'long@example.org', password },
        })
      ).status
    expect([await tryWith(`${long}b`), await tryWith(long), await tryWith(`${long}a`)]).toEqual([
      401, 401, 200,
    ])
    await plane.close()
  })

  test('too many tries are told when to come back, strangers keep nobody out, and the log has no password', async () => {
    const { body: before } = await login('admin@example.org')
    const statuses: number[] = []
    for (let time = 0; time < 12; time += 1) {
      const answer = await login('admin@example.org', `guess-number-${time}`)
      statuses.push(answer.status)
      if (answer.status === 429) {
        expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60)
        expect(answer.body.error.code).toBe('rate_limited')
      }
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
    expect((await login('admin@example.org')).status).toBe(429)
    const { deviceToken } = before
    const withDevice = (email: string) => post('login', { email, password: PASSWORD, deviceToken })
    expect((await withDevice('admin@example.org')).status).toBe(200)
    address = '203.0.113.77'
    expect((await login('admin@example.org')).status).toBe(200)
    expect(one.log.join('')).not.toContain('guess-number')
    expect(one.log.join('')).not.toContain(PASSWORD)
    expect(one.log.join('')).not.toContain(deviceToken)
  })

  test('a known device is known for the person who has logged in on it, and opens nothing', async () => {
    const { deviceToken } = (await login('viewer@example.org')).body
    const tryAs = (email: string, password: string, token = deviceToken) =>
      post('login', { email, password, deviceToken: token })
    expect((await tryAs('viewer@example.org', 'wrong')).status).toBe(401)
    expect(await me(deviceToken)).toBe(401)
    const wrong = await Promise.all(
      Array.from({ length: 12 }, () => tryAs('operator@example.org', 'wrong')),
    )
    expect(wrong.filter(({ status }) => status === 429)).toHaveLength(2)
    const forged = `${deviceToken.slice(0, -4)}AAAA`
    expect((await tryAs('operator@example.org', PASSWORD, forged)).status).toBe(429)
  })

  test('who is logged in may be wrong about the old password without keeping anybody out', async () => {
    const { accessToken } = (await login('viewer@example.org')).body
    const change = () =>
      one.ask({
        method: 'PUT',
        path: '/api/v1/auth/password',
        body: { currentPassword: 'wrong', newPassword: 'a much better phrase 71' },
        headers: { 'x-forwarded-for': address, authorization: `Bearer ${accessToken}` },
      })
    const statuses = []
    for (let time = 0; time < 12; time += 1) statuses.push((await change()).status)
    expect(statuses).toEqual([...Array(10).fill(422), 429, 429])
    expect((await login('viewer@example.org')).status).toBe(200)
  })

  test('an unknown person takes as long as a known one', NOISY_MACHINE, async () => {
    // In time of the processor, and the least of many tries: the work itself, without what else this
    // process and the machine do meanwhile.
    const took = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY }
    for (let time = 0; time < 12; time += 1) {
      for (const who of ['known', 'unknown'] as const) {
        address = `2001:db8:${time}:${who === 'known' ? 1 : 2}::1`
        const email = who === 'known' ? 'viewer@example.org' : 'nobody@example.org'
        const from = process.cpuUsage()
        await login(email, 'wrong')
        const { user, system } = process.cpuUsage(from)
        took[who] = Math.min(took[who], user + system)
      }
    }
    const ratio = took.known / took.unknown
    expect(ratio).toBeGreaterThan(0.7)
    expect(ratio).toBeLessThan(1.4)
  })
})

test('a forged token gets the same 401 as none, over REST and tRPC', async () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: '../../dev/null' })}.${encode({ sub: '1' })}`
  const forged = [
    `${encode({ alg: 'none' })}.${encode({ role: 'admin' })}.`,
    `${signed}.${createHmac('sha256', '').update(signed).digest('base64url')}`,
    ...['a.b', 'a.b.c.d', '..', 'x'.repeat(8000), '%00', "' or 1=1 --"],
  ]
  for (const path of ['/api/v1/auth/me', '/trpc/auth.me']) {
    const none = await one.ask({ method: 'GET', path })
    expect(none.status).toBe(401)
    for (const token of forged) {
      const answer = await one.ask({
        method: 'GET',
        path,
        headers: { authorization: `Bearer ${token}` },
      })
      expect([answer.status, answer.text]).toEqual([401, none.text])
    }
  }
  const query = await one.ask({
    method: 'GET',
    path: `/api/v1/channels?access_token=${one.tokens.admin}`,
  })
  expect(query.status).toBe(401)
})

async function startAdmin(password: string) {
  const plane = await startTestPlane({ adminEmail: 'long@example.org', adminPassword: password })
  return { plane }
}
