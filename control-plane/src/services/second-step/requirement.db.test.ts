import type { Role, SecondStepRule } from '@cashbacktv/contract'
import { auditEntries, passkeys, secondSteps, settings, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { restProcedures } from '../../api/rest-procedures.ts'
import { guarded } from '../../test/start-callers.ts'
import { PASSWORD, startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'
import { SECOND_STEP_KEY } from './factors.ts'

/** All that may be done by who must have a second step and has none. */
const SETS_UP = [
  ...['secondStep.get', 'secondStep.begin', 'secondStep.pending', 'secondStep.confirm'],
  ...['passkeys.list', 'passkeys.begin', 'passkeys.add'],
]

let plane: TestPlane
let tokens: Record<Role, string>
let address = 0
beforeAll(async () => {
  plane = await startTestPlane({ recheckMs: 100 })
})
beforeEach(async () => {
  address += 1
  await rule('nobody')
  await plane.db.delete(secondSteps)
  await plane.db.delete(passkeys)
  const all = await Promise.all([login('viewer'), login('operator'), login('admin')])
  const [viewer, operator, admin] = all.map(({ body }) => String(body.accessToken))
  tokens = { viewer: viewer ?? '', operator: operator ?? '', admin: admin ?? '' }
})
afterAll(() => plane?.close())

/** As it is stored. */
async function rule(of: SecondStepRule | string): Promise<void> {
  const value = { rule: of }
  await plane.db
    .insert(settings)
    .values({ key: SECOND_STEP_KEY, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } })
}
const headersOf = (role: Role) => ({
  authorization: `Bearer ${tokens[role]}`,
  'x-forwarded-for': `203.0.113.${address}`,
})
const as = (role: Role, method: string, path: string, body?: unknown) =>
  plane.ask({ method, path: `/api/v1${path}`, body, headers: headersOf(role) })
const person = (role: Role) => ({ email: `${role}@example.org`, password: PASSWORD })
const post = (path: string, body: unknown) =>
  plane.ask({ method: 'POST', path, body, headers: { 'x-forwarded-for': `198.51.100.${address}` } })
const login = (role: Role) => post('/api/v1/auth/login', person(role))
const start = (role: Role) => post('/trpc/auth.startLogin', person(role))
const put = (of: SecondStepRule, password = PASSWORD) =>
  as('admin', 'PUT', '/auth/second-step/requirement', { rule: of, password })
const codeOf = (answer: { body: { error: { messageCode: string } } }) =>
  answer.body.error.messageCode

async function userIdOf(role: Role) {
  const [row] = await plane.db
    .select()
    .from(users)
    .where(eq(users.email, `${role}@example.org`))
  if (!row) throw new Error('There is no such person.')
  return row.id
}
async function setUp(role: Role): Promise<string[]> {
  const begun = await as(role, 'POST', '/auth/second-step', { password: PASSWORD })
  const code = new TOTP({ secret: Secret.fromBase32(begun.body.secret) }).generate()
  const confirmed = await as(role, 'POST', '/auth/second-step/confirm', { code })
  expect(confirmed.status).toBe(200)
  return confirmed.body.codes
}
async function addPasskey(role: Role): Promise<string> {
  const of = { userId: await userIdOf(role), name: 'key', credentialId: `id of ${role}` }
  const [row] = await plane.db
    .insert(passkeys)
    .values({ ...of, publicKey: 'x', counter: 0, isSynced: false, transports: [] })
    .returning()
  return row?.id ?? ''
}

describe('the rule', () => {
  test('is nobody until somebody says otherwise, and where it cannot be understood', async () => {
    await plane.db.delete(settings).where(eq(settings.key, SECOND_STEP_KEY))
    const path = '/auth/second-step/requirement'
    expect((await as('admin', 'GET', path)).body).toEqual({ rule: 'nobody' })
    await rule('whoever')
    expect((await as('admin', 'GET', path)).body).toEqual({ rule: 'nobody' })
    expect((await as('viewer', 'GET', '/channels')).status).toBe(200)
  })

  test('is set by an administrator who has a second step, with the password, and is in the audit', async () => {
    expect(codeOf(await put('admins'))).toBe('second-step-own-first')
    await setUp('admin')
    expect((await put('editors', 'not it at all')).status).toBe(422)
    const { status, body } = await put('editors')
    expect([status, body]).toEqual([200, { rule: 'editors' }])
    const entries = await plane.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, 'second-step.require'))
    expect(entries.at(-1)).toMatchObject({
      actorEmail: 'admin@example.org',
      detail: { changed: { rule: { before: 'nobody', after: 'editors' } } },
    })
    expect((await as('operator', 'GET', '/auth/second-step/requirement')).status).toBe(403)
    expect((await as('operator', 'GET', '/auth/second-step')).body).toMatchObject({
      isRequired: true,
      isMissing: true,
    })
    expect((await as('viewer', 'GET', '/channels')).status).toBe(200)
  })
})

describe('who must have a second step and has none', () => {
  test('is let in by no procedure but those that set one up', async () => {
    await rule('everybody')
    for (const { name, type } of guarded) {
      const accept = type === 'query' ? '*/*' : 'text/event-stream'
      const headers = { ...headersOf('admin'), accept }
      // The input is none that any procedure takes: nothing is done.
      const isChange = type === 'mutation'
      const asked = isChange
        ? { method: 'POST', path: '', body: 7 }
        : { method: 'GET', path: '?input=7' }
      const path = `/trpc/${name}${asked.path}`
      const { status, text } = await plane.ask({ ...asked, path, headers })
      if (SETS_UP.includes(name)) expect([401, 403], name).not.toContain(status)
      else expect(text, name).toContain('second-step-needed')
    }
    expect(guarded.length).toBeGreaterThan(100)
  })

  test('is not let in over REST, by pictures, backups, figures and sockets', async () => {
    await rule('everybody')
    const id = '00000000-0000-4000-8000-000000000000'
    const routes = restProcedures().filter(({ name }) => {
      return guarded.some((one) => one.name === name) && !SETS_UP.includes(name)
    })
    const doors = [
      ...routes.map(({ method, path }) => ({ method, path: `/api/v1${path}` })),
      { method: 'POST', path: '/api/v1/uploads/logo' },
      { method: 'GET', path: `/api/v1/uploads/${id}` },
      { method: 'DELETE', path: `/api/v1/uploads/${id}` },
      { method: 'GET', path: '/api/v1/backup' },
      { method: 'POST', path: '/api/v1/backup/restore' },
      { method: 'GET', path: '/metrics' },
    ]
    for (const { method, path } of doors) {
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: { fieldOfNobody: 7 } }
      const at = path.replaceAll(/\{\w+\}/g, id)
      const answer = await plane.ask({ method, path: at, headers: headersOf('admin'), ...body })
      expect([at, answer.status, codeOf(answer)]).toEqual([at, 403, 'second-step-needed'])
    }
    const url = `${plane.url.replace('http', 'ws')}/api/v1/ws/metrics`
    const socket = new WebSocket(url, { headers: headersOf('admin') })
    const refused = new Promise((resolve) => {
      socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode))
      socket.once('open', () => resolve('open'))
    })
    expect(await refused).toBe(403)
  })

  test('loses the connections that were open before it was required', async () => {
    const url = `${plane.url.replace('http', 'ws')}/api/v1/ws/metrics`
    const socket = new WebSocket(url, { headers: headersOf('viewer') })
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await new Promise((resolve) => socket.once('message', resolve))
    await rule('everybody')
    expect(await closed).toBe(4401)
  })

  test('sets one up in that session, and may do everything again', async () => {
    await rule('everybody')
    expect(codeOf(await as('viewer', 'GET', '/channels'))).toBe('second-step-needed')
    await setUp('viewer')
    expect((await as('viewer', 'GET', '/channels')).status).toBe(200)
    await plane.db.delete(secondSteps)
    await addPasskey('viewer')
    expect((await as('viewer', 'GET', '/channels')).status).toBe(200)
  })

  test('is a person: keys go on', async () => {
    const made = await as('admin', 'POST', '/api-keys', { name: 'scrape', role: 'viewer' })
    await rule('everybody')
    const headers = { authorization: `Bearer ${made.body.key}` }
    expect((await plane.ask({ method: 'GET', path: '/api/v1/channels', headers })).status).toBe(200)
  })
})

describe('who must have a second step and has one', () => {
  test('does not remove the last one, whichever that is', async () => {
    const codes = await setUp('operator')
    await rule('editors')
    const off = (code = '') =>
      as('operator', 'POST', '/auth/second-step/off', { password: PASSWORD, code })
    expect(codeOf(await off(codes[0]))).toBe('second-step-last')
    expect((await as('operator', 'GET', '/auth/second-step')).body.on).toBe(true)
    const id = await addPasskey('operator')
    expect((await off(codes[1])).status).toBe(204)
    const path = `/auth/passkeys/${id}/remove`
    expect(codeOf(await as('operator', 'POST', path, { password: PASSWORD }))).toBe(
      'second-step-last',
    )
    await rule('admins')
    expect((await as('operator', 'POST', path, { password: PASSWORD })).status).toBe(204)
  })

  test('keeps one of two that are removed at the same moment', async () => {
    const codes = await setUp('viewer')
    const id = await addPasskey('viewer')
    await rule('everybody')
    const proof = (code = '') => ({ password: PASSWORD, code })
    const answers = await Promise.all([
      as('viewer', 'POST', '/auth/second-step/off', proof(codes[0])),
      as('viewer', 'POST', `/auth/passkeys/${id}/remove`, proof(codes[1])),
    ])
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    expect((await as('viewer', 'GET', '/channels')).status).toBe(200)
  })

  test('is asked for a passkey after the password where there is nothing else', async () => {
    await addPasskey('operator')
    expect((await start('operator')).body.result.data.kind).toBe('session')
    await rule('editors')
    expect((await start('operator')).body.result.data).toMatchObject({
      kind: 'code',
      hasCode: false,
      hasPasskey: true,
    })
    const { status, body } = await login('operator')
    expect([status, body.error.messageCode]).toEqual([401, 'passkey-needed'])
    await rule('admins')
    expect((await login('operator')).status).toBe(200)
  })
})
