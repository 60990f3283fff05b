import type { Role } from '@cashbacktv/contract'
import { auditEntries, recoveryCodes, secondSteps, sessions, users } from '@cashbacktv/db'
import { asc, eq, sql } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PASSWORD, startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const STEP_MS = 30_000

let one: TestPlane
let number = 0
let address = ''
let tokens: Record<Role, string>
beforeAll(async () => {
  one = await startTestPlane()
})
beforeEach(async () => {
  number += 1
  address = `203.0.113.${number}`
  await one.db.delete(secondSteps)
  const all = await Promise.all([login('viewer'), login('operator'), login('admin')])
  const [viewer, operator, admin] = all.map(({ body }) => String(body.accessToken))
  tokens = { viewer: viewer ?? '', operator: operator ?? '', admin: admin ?? '' }
  // As the retention does, which alone may.
  await one.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('cashbacktv.audit_retention', 'on', true)`)
    await tx.delete(auditEntries)
  })
})
afterAll(() => one?.close())

/** What the person's app shows so many steps from now. */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + steps * STEP_MS,
  })
}

/** In a session of its own for each test: passwords and codes asked for again count by session. */
const own = (role: Role, method: string, path: string, body?: unknown) =>
  one.ask({
    method,
    path: `/api/v1/auth/second-step${path}`,
    body,
    headers: { authorization: `Bearer ${tokens[role]}` },
  })
const post = (path: string, body: unknown, from = address) =>
  one.ask({ method: 'POST', path, body, headers: { 'x-forwarded-for': from } })
const login = (role: Role, more: object = {}) =>
  post('/api/v1/auth/login', { email: `${role}@example.org`, password: PASSWORD, ...more })
const trpc = (name: string, body: object, from?: string) => post(`/trpc/auth.${name}`, body, from)
const start = (role: Role) =>
  trpc('startLogin', { email: `${role}@example.org`, password: PASSWORD })

/** Switched on, with no code spent. */
async function switchOn(role: Role) {
  const begun = await own(role, 'POST', '', { password: PASSWORD })
  expect(begun.status).toBe(201)
  const { secret } = begun.body as { secret: string }
  const confirmed = await own(role, 'POST', '/confirm', { code: codeOf(secret) })
  expect(confirmed.status).toBe(200)
  await forgetSteps()
  return { secret, codes: confirmed.body.codes as string[] }
}

/** As if all codes up to now had not been used. */
const forgetSteps = () => one.db.update(secondSteps).set({ lastStep: 0 })
const acts = async () =>
  (await one.db.select().from(auditEntries).orderBy(asc(auditEntries.at))).map((e) => e.action)

describe('setting it up', () => {
  test('takes the password, and a code of the app; until then nothing is asked at a log-in', async () => {
    const wrong = await own('viewer', 'POST', '', { password: 'not it' })
    expect(wrong.status).toBe(422)
    const begun = await own('viewer', 'POST', '', { password: PASSWORD })
    expect(begun.body).toMatchObject({
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
      uri: expect.stringMatching(/^otpauth:\/\/totp\/.*viewer%40example\.org\?.*period=30/),
      qr: expect.stringMatching(/^<svg .*<\/svg>$/s),
    })
    expect((await login('viewer')).status).toBe(200)
    const mistyped = await own('viewer', 'POST', '/confirm', { code: '12345' })
    expect(mistyped.body.error.details).toMatchObject([{ path: 'code', code: 'code-wrong' }])
    const pending = await one.ask({
      method: 'POST',
      path: '/trpc/secondStep.pending',
      body: {},
      headers: { authorization: `Bearer ${tokens.viewer}` },
    })
    expect(pending.body.result.data.setUp).toEqual(begun.body)
    const { secret } = begun.body
    const confirmed = await own('viewer', 'POST', '/confirm', { code: codeOf(secret) })
    expect(new Set(confirmed.body.codes).size).toBe(10)
    expect((await own('viewer', 'GET', '')).body).toMatchObject({ on: true, recoveryCodesLeft: 10 })
    expect((await own('viewer', 'POST', '', { password: PASSWORD })).status).toBe(409)
    expect(await acts()).toEqual(['session.login', 'user.second-step-on'])
  })

  test('a set-up that is not confirmed within a quarter of an hour is over', async () => {
    const { secret } = (await own('viewer', 'POST', '', { password: PASSWORD })).body
    await one.db.update(secondSteps).set({ createdAt: new Date(Date.now() - 16 * 60_000) })
    expect((await own('viewer', 'POST', '/confirm', { code: codeOf(secret) })).status).toBe(409)
  })

  test('neither the secret nor a code is in the database, the audit or the log as it is', async () => {
    const { secret, codes } = await switchOn('viewer')
    await login('viewer', { code: codes[0] })
    await login('viewer', { code: codeOf(secret) })
    const rows = await one.db.execute(sql`select
      (select json_agg(s)::text from second_steps s) as steps,
      (select json_agg(c)::text from recovery_codes c) as codes,
      (select json_agg(a)::text from audit_entries a) as audit`)
    const seen = JSON.stringify([...rows]) + one.log.join('')
    for (const hidden of [secret, codeOf(secret), ...codes]) expect(seen).not.toContain(hidden)
  })

  test('no key may touch it', async () => {
    const made = await one.as('admin', 'POST', '/api-keys', { name: 'CI', role: 'admin' })
    const headers = { authorization: `Bearer ${made.body.key}` }
    for (const path of ['/api/v1/auth/second-step', '/trpc/secondStep.pending']) {
      const asked = await one.ask({ method: 'POST', path, body: { password: PASSWORD }, headers })
      expect(asked.status).toBe(403)
    }
  })
})

describe('a log-in', () => {
  test('names what it needs after the right password alone, and takes it in the body', async () => {
    const { secret } = await switchOn('viewer')
    const needed = await login('viewer')
    expect([needed.status, needed.body.error.messageCode]).toEqual([401, 'code-needed'])
    const wrongPassword = await login('viewer', { password: 'wrong', code: codeOf(secret) })
    expect(wrongPassword.body.error.messageCode).toBe('log-in-refused')
    const wrong = await login('viewer', { code: '000000' === codeOf(secret) ? '1' : '000000' })
    expect([wrong.status, wrong.body.error.messageCode]).toEqual([401, 'code-wrong'])
    const typed = codeOf(secret)
    const right = await login('viewer', { code: ` ${typed.slice(0, 3)} ${typed.slice(3)} ` })
    expect([right.status, right.body.user?.email]).toEqual([200, 'viewer@example.org'])
  })

  test('takes each code once, also when it is shown twice at the same moment', async () => {
    const { secret, codes } = await switchOn('viewer')
    const twice = async (code = '') => {
      const all = await Promise.all([login('viewer', { code }), login('viewer', { code })])
      return all.map(({ status }) => status).toSorted()
    }
    expect(await twice(codeOf(secret))).toEqual([200, 401])
    expect((await login('viewer', { code: codeOf(secret, -1) })).status).toBe(401)
    expect(await twice(codes[3])).toEqual([200, 401])
    expect((await own('viewer', 'GET', '')).body.recoveryCodesLeft).toBe(9)
    expect(await acts()).toContain('user.recovery-code-used')
  })

  test('a recovery code may be typed as people type', async () => {
    const { codes } = await switchOn('viewer')
    const typed = String(codes[0]).toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O')
    expect((await login('viewer', { code: typed })).status).toBe(200)
  })

  test('in two steps: the first opens nothing but the second, and each counts once', async () => {
    const { secret, codes } = await switchOn('viewer')
    const before = await one.db.select().from(sessions)
    const { data } = (await start('viewer')).body.result
    expect(data).toEqual({
      kind: 'code',
      step: expect.any(String),
      hasCode: true,
      hasPasskey: false,
    })
    expect(await one.db.select().from(sessions)).toHaveLength(before.length)
    const headers = { authorization: `Bearer ${data.step}` }
    const me = await one.ask({ method: 'GET', path: '/api/v1/auth/me', headers })
    expect(me.status).toBe(401)
    const finish = (code = '', step = data.step) => trpc('finishLogin', { step, code })
    expect((await finish('nonsense')).body.error.data.error).toMatchObject({
      messageCode: 'code-wrong',
      details: [{ path: 'code' }],
    })
    expect((await finish(codeOf(secret))).body.result.data.user.email).toBe('viewer@example.org')
    const again = await finish(codes[0])
    expect(again.body.error.data.error.messageCode).toBe('log-in-step-over')
    expect((await own('viewer', 'GET', '')).body.recoveryCodesLeft).toBe(10)
    const token = tokens.viewer
    expect((await finish(codes[0], token)).body.error.data.error.messageCode).toBe(
      'log-in-step-over',
    )
  })

  test('a step from before a new password is over', async () => {
    const { codes } = await switchOn('viewer')
    const { step } = (await start('viewer')).body.result.data
    const later = new Date(Date.now() + 1500)
    await one.db
      .update(users)
      .set({ credentialsChangedAt: later })
      .where(eq(users.email, 'viewer@example.org'))
    const answer = await trpc('finishLogin', { step, code: codes[0] })
    expect(answer.body.error.data.error.messageCode).toBe('log-in-step-over')
    await one.db.update(users).set({ credentialsChangedAt: new Date(0) })
  })

  test('who has none is let in by the password at once', async () => {
    expect((await start('operator')).body.result.data.kind).toBe('session')
  })
})

describe('wrong codes', () => {
  test('wait after twenty in an hour for the person, but not on a device of that person', async () => {
    const { codes } = await switchOn('operator')
    const places = ['203.0.114.1', '203.0.114.2', '203.0.114.3']
    let deviceToken = ''
    for (const [index, place] of places.entries()) {
      address = place
      deviceToken = (await login('operator', { code: codes[index] })).body.deviceToken
    }
    for (const place of places.slice(0, 2)) {
      address = place
      const guesses = Array.from({ length: 10 }, () => login('operator', { code: 'wrong' }))
      expect((await Promise.all(guesses)).map(({ status }) => status)).toEqual(Array(10).fill(401))
    }
    address = '203.0.114.3'
    const refused = await login('operator', { code: codes[8] })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000)
    expect((await login('operator', { code: codes[9], deviceToken })).status).toBe(200)
  })

  test('and the right password does not set back what they have counted', async () => {
    await switchOn('admin')
    const statuses: number[] = []
    for (let index = 0; index < 12; index += 1) {
      await login('admin')
      statuses.push((await login('admin', { code: 'wrong' })).status)
    }
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2)
  })
})

describe('afterwards', () => {
  const proof = (code = '', password = PASSWORD) => ({ password, code })

  test('it is switched off by password and code, and neither alone', async () => {
    const { secret, codes } = await switchOn('viewer')
    const off = (body: object) => own('viewer', 'POST', '/off', body)
    expect((await off(proof(codeOf(secret), 'wrong'))).status).toBe(422)
    expect((await off(proof('wrong'))).status).toBe(422)
    expect((await off(proof(codes[9]))).status).toBe(204)
    expect((await off(proof(codes[8]))).status).toBe(409)
    expect((await login('viewer')).status).toBe(200)
    expect(await one.db.select().from(recoveryCodes)).toEqual([])
    expect(await acts()).toContain('user.second-step-off')
  })

  test('a new password takes a code beside the old one, and spends it with the change', async () => {
    const { codes } = await switchOn('viewer')
    const isViewer = eq(users.email, 'viewer@example.org')
    const [before] = await one.db.select().from(users).where(isViewer)
    const change = (more: object) =>
      one.ask({
        method: 'PUT',
        path: '/api/v1/auth/password',
        headers: { authorization: `Bearer ${tokens.viewer}` },
        body: { currentPassword: PASSWORD, newPassword: 'another long phrase 83', ...more },
      })
    const places = async (more: object) => {
      const { status, body } = await change(more)
      return [status, body.error?.details.map(({ path }: { path: string }) => path)]
    }
    expect(await places({})).toEqual([422, ['code']])
    expect(await places({ code: 'wrong' })).toEqual([422, ['code']])
    expect(await places({ code: codes[0], newPassword: 'password1234' })).toEqual([
      422,
      ['newPassword'],
    ])
    expect((await change({ code: codes[0] })).status).toBe(200)
    expect(await acts()).toEqual(
      expect.arrayContaining(['user.recovery-code-used', 'user.password-change']),
    )
    await one.db
      .update(users)
      .set({ passwordHash: before?.passwordHash, credentialsChangedAt: new Date(0) })
      .where(isViewer)
    expect((await login('viewer', { code: codes[0] })).status).toBe(401)
    expect((await login('viewer', { code: codes[1] })).status).toBe(200)
  })

  test('recovery codes are made anew, and those before count for nothing', async () => {
    const { secret, codes } = await switchOn('viewer')
    const made = await own('viewer', 'POST', '/recovery-codes', proof(codeOf(secret)))
    expect([made.status, made.body.codes.length]).toEqual([200, 10])
    expect((await login('viewer', { code: codes[0] })).status).toBe(401)
    expect((await login('viewer', { code: made.body.codes[0] })).status).toBe(200)
  })

  test('an administrator resets it for somebody who has lost everything, and nobody else does', async () => {
    await switchOn('viewer')
    const { items } = (await one.as('admin', 'GET', '/users')).body
    const person = items.find((item: { email: string }) => item.email === 'viewer@example.org')
    expect(person.secondStep).toBe(true)
    const reset = (role: Role) => one.as(role, 'DELETE', `/users/${person.id}/second-step`)
    expect((await reset('operator')).status).toBe(403)
    expect((await reset('admin')).status).toBe(204)
    expect((await reset('admin')).status).toBe(409)
    expect((await login('viewer')).status).toBe(200)
    const [entry] = await one.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, 'user.second-step-reset'))
    expect(entry).toMatchObject({
      actorEmail: 'admin@example.org',
      subjectId: person.id,
      detail: { email: 'viewer@example.org' },
    })
  })
})
