import { auditEntries, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { PASSWORD, startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const NEW = 'a much better password'
let one: TestPlane
let number = 0
let email = ''
beforeAll(async () => {
  one = await startTestPlane()
})
beforeEach(() => {
  number += 1
  email = `person${number}@example.org`
})
afterAll(() => one?.close())

const admin = (method: string, path: string, body?: unknown) => one.as('admin', method, path, body)
const open = (path: string, body: unknown) =>
  one.ask({
    method: 'POST',
    path: `/api/v1/auth/${path}`,
    body,
    headers: { 'x-forwarded-for': `198.51.100.${number}` },
  })
const login = (password: string, who = email) => open('login', { email: who, password })
const withToken = (token: string, method: string, path: string, body?: unknown) =>
  one.ask({
    method,
    path: `/api/v1${path}`,
    body,
    headers: { authorization: `Bearer ${token}` },
  })
const meOf = async (token: string) => (await withToken(token, 'GET', '/auth/me')).status
async function add(role = 'operator', password: string | undefined = PASSWORD) {
  const answer = await admin('POST', '/users', { email: email.toUpperCase(), role, password })
  expect(answer.status).toBe(201)
  return answer.body.id as string
}
const listed = async (id: string) => (await admin('GET', `/users/${id}`)).body
const link = async (id: string) =>
  (await admin('POST', `/users/${id}/password-reset`)).body as { token: string; url: string }

describe('people', () => {
  test('who is added logs in with the password given, whatever the case of the address', async () => {
    const id = await add()
    expect((await login(PASSWORD)).status).toBe(200)
    expect(await listed(id)).toMatchObject({ email, role: 'operator', sessions: 1, forgotAt: null })
    const again = await admin('POST', '/users', { email, role: 'viewer' })
    expect(again.status).toBe(409)
    expect(again.body.error.details).toMatchObject([{ path: 'email' }])
  })

  test('a password that is tried first is refused wherever one is set, in the language of who sets it', async () => {
    const said = (answer: { status: number; body: { error: { details: unknown } } }) => [
      answer.status,
      answer.body.error.details,
    ]
    const at = (path: string, messageCode: string) => [422, [{ path, code: messageCode }]]
    const create = (password: string) =>
      admin('POST', '/users', { email, role: 'viewer', password })
    expect(said(await create('1q2w3e4r5t6y'))).toMatchObject(at('password', 'password-common'))
    expect(said(await create(`${email} is me`))).toMatchObject(at('password', 'password-personal'))
    const id = await add()
    const { token } = await link(id)
    const reset = (password: string) => open('reset', { token, password })
    expect(said(await reset('Unbelievable1'))).toMatchObject(at('password', 'password-common'))
    const { accessToken } = (await login(PASSWORD)).body
    const turkish = await one.ask({
      method: 'PUT',
      path: '/api/v1/auth/password',
      body: { currentPassword: PASSWORD, newPassword: 'cashback rocks 1' },
      headers: { authorization: `Bearer ${accessToken}`, 'accept-language': 'tr' },
    })
    expect(said(turkish)).toMatchObject(at('newPassword', 'password-product'))
    expect(turkish.text).toContain('ürünün adını')
    const long = 'Ğ long phrase of sixty-four and more characters, with spaces in it 🎬'
    expect(long.length).toBeGreaterThan(64)
    expect((await reset(long)).status).toBe(204)
    expect((await login(long)).status).toBe(200)
  })

  test('a role holds from the next request on', async () => {
    const id = await add('viewer')
    const { accessToken } = (await login(PASSWORD)).body
    expect((await withToken(accessToken, 'GET', '/users')).status).toBe(403)
    await admin('PATCH', `/users/${id}`, { role: 'admin' })
    expect((await withToken(accessToken, 'GET', '/users')).status).toBe(200)
    await admin('PATCH', `/users/${id}`, { role: 'viewer' })
    expect((await withToken(accessToken, 'GET', '/users')).status).toBe(403)
  })

  test('a change of one thing keeps the other, and is written down with what was before', async () => {
    const id = await add('viewer')
    await admin('PATCH', `/users/${id}`, { disabled: true })
    const disabledAt = (await listed(id))?.disabledAt
    await admin('PATCH', `/users/${id}`, { role: 'operator' })
    expect(await listed(id)).toMatchObject({ role: 'operator', disabledAt })
    await admin('PATCH', `/users/${id}`, { disabled: false })
    expect(await listed(id)).toMatchObject({ role: 'operator', disabledAt: null })
    const entries = await one.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))
    const updates = entries.filter(({ action }) => action === 'user.update')
    expect(updates.map(({ detail }) => detail.changed)).toEqual([
      { disabled: { before: false, after: true } },
      { role: { before: 'viewer', after: 'operator' } },
      { disabled: { before: true, after: false } },
    ])
  })

  test('who is disabled is out at once, and no session comes back with the account', async () => {
    const id = await add()
    const { accessToken, refreshToken } = (await login(PASSWORD)).body
    await admin('PATCH', `/users/${id}`, { disabled: true })
    expect(await meOf(accessToken)).toBe(401)
    expect((await login(PASSWORD)).status).toBe(401)
    expect(await listed(id)).toMatchObject({ sessions: 0, disabledAt: expect.any(String) })
    await admin('PATCH', `/users/${id}`, { disabled: false })
    expect((await open('refresh', { refreshToken })).status).toBe(401)
    expect((await login(PASSWORD)).status).toBe(200)
  })

  test('who is deleted is out at once, and what was done stays written down', async () => {
    const id = await add()
    const { accessToken } = (await login(PASSWORD)).body
    expect((await admin('DELETE', `/users/${id}`)).status).toBe(204)
    expect(await meOf(accessToken)).toBe(401)
    expect((await admin('GET', `/users/${id}`)).status).toBe(404)
    expect((await admin('DELETE', `/users/${id}`)).status).toBe(404)
    const entries = await one.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))
    const actions = entries.map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['user.create', 'session.login', 'user.delete']))
  })

  test('only an administrator sees and changes people', async () => {
    for (const role of ['viewer', 'operator'] as const) {
      expect((await one.as(role, 'GET', '/users')).status).toBe(403)
      expect((await one.as(role, 'POST', '/users', { email, role: 'admin' })).status).toBe(403)
    }
  })
})

test('two administrators that take each other away at the same moment leave one', async () => {
  const own = await startTestPlane()
  try {
    for (let round = 0; round < 5; round += 1) {
      const values = {
        email: `second${round}@example.org`,
        passwordHash: 'x',
        role: 'admin' as const,
      }
      await own.db.insert(users).values(values)
      const admins = await own.db.select().from(users).where(eq(users.role, 'admin'))
      expect(admins).toHaveLength(2)
      const answers = await Promise.all(
        admins.map(({ id }, index) =>
          index === 0
            ? own.as('admin', 'PATCH', `/users/${id}`, { role: 'viewer' })
            : own.as('admin', 'DELETE', `/users/${id}`),
        ),
      )
      const left = await own.db.select().from(users).where(eq(users.role, 'admin'))
      expect(left).toHaveLength(1)
      // The second may also find that it is no administrator any more.
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
      await own.db.update(users).set({ role: 'admin' }).where(eq(users.email, 'admin@example.org'))
      await own.db.delete(users).where(eq(users.email, values.email))
    }
    const [last] = await own.db.select().from(users).where(eq(users.role, 'admin'))
    for (const change of [{ role: 'operator' }, { disabled: true }]) {
      const refused = await own.as('admin', 'PATCH', `/users/${last?.id}`, change)
      expect(refused.status).toBe(409)
      expect(refused.body.error.message).toContain('last administrator')
    }
    expect((await own.as('admin', 'DELETE', `/users/${last?.id}`)).status).toBe(409)
  } finally {
    await own.close()
  }
})

describe('a link for a new password', () => {
  test('sets it once, ends what was logged in, and is in no log', async () => {
    const id = await add('operator', undefined)
    const { token } = await link(id)
    expect((await open('reset', { token, password: 'too short' })).status).toBe(422)
    const both = await Promise.all([1, 2].map(() => open('reset', { token, password: NEW })))
    expect(both.map(({ status }) => status).sort()).toEqual([204, 404])
    expect((await login(NEW)).status).toBe(200)
    expect(one.log.join('')).not.toContain(token)
    const entries = await one.db.select().from(auditEntries)
    expect(JSON.stringify(entries)).not.toContain(token)
  })

  test('ends the sessions that were made with the old password', async () => {
    const id = await add()
    const { accessToken, refreshToken } = (await login(PASSWORD)).body
    const { token } = await link(id)
    expect((await open('reset', { token, password: NEW })).status).toBe(204)
    expect(await meOf(accessToken)).toBe(401)
    expect((await open('refresh', { refreshToken })).status).toBe(401)
    expect((await login(PASSWORD)).status).toBe(401)
  })

  test('is void once there is a newer one, or the account is disabled', async () => {
    const id = await add()
    const first = await link(id)
    const second = await link(id)
    expect((await open('reset', { token: first.token, password: NEW })).status).toBe(404)
    await admin('PATCH', `/users/${id}`, { disabled: true })
    expect((await open('reset', { token: second.token, password: NEW })).status).toBe(404)
    expect((await open('reset', { token: 'cbtv_reset_x', password: NEW })).status).toBe(404)
  })

  test('cannot be guessed at without end from one address', async () => {
    const guess = () => open('reset', { token: 'cbtv_reset_x', password: NEW })
    const answers = await Promise.all(Array.from({ length: 61 }, guess))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
  })

  test('can be asked for without telling whether there is such a person; administrators see it until they made one', async () => {
    const id = await add()
    const known = await open('forgot', { email })
    const unknown = await open('forgot', { email: 'nobody@example.org' })
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
    // Said after the answer, so that it takes as long for nobody.
    await vi.waitFor(async () =>
      expect(await listed(id)).toMatchObject({ forgotAt: expect.any(String) }),
    )
    await link(id)
    expect(await listed(id)).toMatchObject({ forgotAt: null })
  })
})

describe('one’s own account', () => {
  test('a changed password takes the old one, ends all sessions and goes on with a new one', async () => {
    await add()
    const { accessToken, refreshToken } = (await login(PASSWORD)).body
    const change = (currentPassword: string) =>
      withToken(accessToken, 'PUT', '/auth/password', { currentPassword, newPassword: NEW })
    const wrong = await change('not the password')
    expect(wrong.status).toBe(422)
    expect(wrong.body.error.details).toMatchObject([{ path: 'currentPassword' }])
    const right = await change(PASSWORD)
    expect(right.status).toBe(200)
    expect(await meOf(right.body.accessToken)).toBe(200)
    expect((await open('refresh', { refreshToken })).status).toBe(401)
    expect((await login(NEW)).status).toBe(200)
  })

  test('shows where one is logged in, and ends one session or all others', async () => {
    await add()
    const tokens = []
    for (let time = 0; time < 3; time += 1) tokens.push((await login(PASSWORD)).body)
    const [mine, second, third] = tokens.map(({ accessToken }) => accessToken as string)
    const sessions = async () =>
      (await withToken(mine ?? '', 'GET', '/auth/sessions')).body.items as {
        id: string
        current: boolean
      }[]
    const before = await sessions()
    expect(before.map(({ current }) => current).sort()).toEqual([false, false, true])
    const other = before.find(({ current }) => !current)
    const ended = await withToken(mine ?? '', 'DELETE', `/auth/sessions/${other?.id}`)
    expect(ended.status).toBe(204)
    expect(await sessions()).toHaveLength(2)
    await withToken(mine ?? '', 'DELETE', '/auth/sessions')
    expect(await sessions()).toMatchObject([{ current: true }])
    expect([await meOf(mine ?? ''), await meOf(second ?? ''), await meOf(third ?? '')]).toEqual([
      200, 401, 401,
    ])
  })

  test('an administrator sees from where and since when a person is logged in, and ends it', async () => {
    const id = await add()
    const tokens = []
    for (let time = 0; time < 3; time += 1) tokens.push((await login(PASSWORD)).body)
    const renewed = (await open('refresh', { refreshToken: tokens[0].refreshToken })).body
    const path = `/users/${id}/sessions`
    const { items } = (await admin('GET', path)).body
    expect(items).toHaveLength(3)
    for (const session of items) {
      expect(session).toMatchObject({ address: `198.51.100.${number}`, current: false })
      expect(session.lastSeenAt >= session.startedAt).toBe(true)
    }
    expect(items[0].lastSeenAt > items[0].startedAt).toBe(true)
    expect((await admin('DELETE', `${path}/${items[0].id}`)).status).toBe(204)
    expect(await meOf(renewed.accessToken)).toBe(401)
    expect(await meOf(tokens[1].accessToken)).toBe(200)
    expect((await one.as('operator', 'GET', path)).status).toBe(403)
    expect((await one.as('operator', 'DELETE', path)).status).toBe(403)
    expect((await admin('DELETE', path)).status).toBe(204)
    expect([await meOf(tokens[1].accessToken), await meOf(tokens[2].accessToken)]).toEqual([
      401, 401,
    ])
    expect((await admin('GET', path)).body.items).toEqual([])
  })

  test('an administrator ends no session of one person by way of another', async () => {
    const id = await add()
    const { items } = (await one.as('viewer', 'GET', '/auth/sessions')).body
    expect((await admin('DELETE', `/users/${id}/sessions/${items[0].id}`)).status).toBe(404)
  })

  test('nobody ends a session of somebody else', async () => {
    await add()
    await login(PASSWORD)
    const { items } = (await one.as('viewer', 'GET', '/auth/sessions')).body
    const refused = await one.as('operator', 'DELETE', `/auth/sessions/${items[0].id}`)
    expect(refused.status).toBe(404)
  })
})
