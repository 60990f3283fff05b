import type { Role } from '@cashbacktv/contract'
import { apiKeys, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { proceduresByPath } from './api/rest-procedures.ts'
import type { ProcedureMeta } from './api/trpc.ts'
import { PASSWORD, startTestPlane, type TestPlane } from './test/start-test-plane.ts'

/** Who calls: of what role the answer has to be, null for whom the API must not know. */
const CALLERS = {
  nobody: null,
  forged: null,
  disabled: null,
  'logged out': null,
  'a host': null,
  'a key that is over': null,
  'a key that was revoked': null,
  'a key of somebody disabled': null,
  viewer: 'viewer',
  operator: 'operator',
  admin: 'admin',
  'demoted since': 'viewer',
  'a key for viewing': 'viewer',
  'a key for operating': 'operator',
  'a key for all': 'admin',
  'a key of somebody demoted': 'viewer',
} as const satisfies Record<string, Role | null>
type Caller = keyof typeof CALLERS
const callers = Object.keys(CALLERS) as Caller[]
const RANK: Role[] = ['viewer', 'operator', 'admin']

let plane: TestPlane
const tokens = {} as Record<Caller, string | null>

const procedures = Object.entries(proceduresByPath()).flatMap(([name, { _def }]) => {
  const { type, meta, inputs } = _def as typeof _def & { meta?: ProcedureMeta; inputs: unknown[] }
  return meta?.role ? [{ name, type, role: meta.role, takesInput: inputs.length > 0 }] : []
})

/** Accounts, keys and what lets machines in are changed by people: who got hold of a key gets no further with it. */
const isForPeople = (name: string) =>
  /^(auth|secondStep|passkeys|users|apiKeys)\./.test(name) || name === 'hosts.createJoinToken'

type Cell = (typeof procedures)[number] & { caller: Caller }

function expected({ name, type, role, caller }: Cell): 401 | 403 | 'let in' {
  const has = CALLERS[caller]
  if (has === null) return 401
  if (RANK.indexOf(has) < RANK.indexOf(role)) return 403
  const isKey = caller.startsWith('a key')
  return isKey && type === 'mutation' && isForPeople(name) ? 403 : 'let in'
}

beforeAll(async () => {
  plane = await startTestPlane()
  const { db } = plane
  const keyAs = async (token: string, role: Role) => {
    const { body } = await plane.ask({
      ...{ method: 'POST', path: '/api/v1/api-keys', body: { name: role, role } },
      headers: { authorization: `Bearer ${token}` },
    })
    return body.key as string
  }
  const admin = plane.tokens.admin
  const another = async (email: string) => {
    const [{ passwordHash = '' } = {}] = await db.select().from(users)
    await db.insert(users).values({ email, passwordHash, role: 'admin' })
    const login = { email, password: PASSWORD }
    const { body } = await plane.ask({ method: 'POST', path: '/api/v1/auth/login', body: login })
    return body.accessToken as string
  }
  const change = (email: string, set: Partial<typeof users.$inferInsert>) =>
    db.update(users).set(set).where(eq(users.email, email))
  const [disabled, demoted, loggedOut] = [
    await another('disabled@example.org'),
    await another('demoted@example.org'),
    await another('out@example.org'),
  ]
  const [over, revoked] = [await keyAs(admin, 'admin'), await keyAs(admin, 'admin')]
  const endKey = async (key: string, set: Partial<typeof apiKeys.$inferInsert>) => {
    const kept = await db.select().from(apiKeys)
    const row = kept.find(({ prefix }) => key.startsWith(prefix))
    if (!row) throw new Error('The key is not stored.')
    await db.update(apiKeys).set(set).where(eq(apiKeys.id, row.id))
  }
  await endKey(over, { expiresAt: new Date(Date.now() - 1000) })
  await endKey(revoked, { revokedAt: new Date() })
  Object.assign(tokens, {
    nobody: null,
    // The same claims with a signature that nobody made.
    forged: `${admin.split('.').slice(0, 2).join('.')}.${'A'.repeat(86)}`,
    disabled,
    'logged out': loggedOut,
    'a host': (await plane.agent()).credential,
    'a key that is over': over,
    'a key that was revoked': revoked,
    'a key of somebody disabled': await keyAs(disabled, 'admin'),
    ...plane.tokens,
    'demoted since': demoted,
    'a key for viewing': await keyAs(admin, 'viewer'),
    'a key for operating': await keyAs(admin, 'operator'),
    'a key for all': await keyAs(admin, 'admin'),
    'a key of somebody demoted': await keyAs(demoted, 'admin'),
  } satisfies Record<Caller, string | null>)
  await change('disabled@example.org', { disabledAt: new Date() })
  await change('demoted@example.org', { role: 'viewer' })
  const headers = { authorization: `Bearer ${loggedOut}` }
  await plane.ask({ method: 'POST', path: '/api/v1/auth/logout', body: {}, headers })
})
afterAll(() => plane?.close())

let calls = 0
/** From an address of its own: who guesses at keys from one is refused before he is asked who he is. */
function headersOf(caller: Caller): Record<string, string> {
  calls += 1
  const token = tokens[caller]
  const address = `10.${calls >> 16}.${(calls >> 8) & 255}.${calls & 255}`
  return { 'x-forwarded-for': address, ...(token ? { authorization: `Bearer ${token}` } : {}) }
}

/** The input is none that any procedure takes: who is let in is told so, and nothing is done. */
async function call({ name, type, caller }: Cell): Promise<number> {
  const path = `/trpc/${name}`
  const headers = headersOf(caller)
  if (type === 'mutation')
    return (await plane.ask({ method: 'POST', path, body: 7, headers })).status
  const accept = type === 'subscription' ? 'text/event-stream' : 'application/json'
  const asked = { method: 'GET', path: `${path}?input=7`, headers: { ...headers, accept } }
  const { status, text } = await plane.ask(asked)
  // A stream has begun before it is known who asks, and says it as its first and last event.
  return type === 'subscription' ? Number(/"httpStatus":(\d+)/.exec(text)?.[1]) : status
}

/** The status with which an upgrade was refused, or that the socket is open and `sign` came. */
function knock(path: string, caller: Caller, sign: 'open' | 'message'): Promise<number | 'let in'> {
  const url = `${plane.url.replace('http', 'ws')}${path}`
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers: headersOf(caller) })
    socket.once('unexpected-response', (_request, { statusCode = 0 }) => resolve(statusCode))
    socket.once(sign, () => {
      resolve('let in')
      socket.close()
    })
  })
}

test('there is a matrix', () => {
  expect(procedures.length * callers.length).toBeGreaterThan(1500)
})

test.each(procedures)('$name, which takes $role, lets in whom it should', async (procedure) => {
  for (const caller of callers) {
    const cell = { ...procedure, caller }
    const wanted = expected(cell)
    // Done for real it would end the log-ins of the callers that follow.
    if (wanted === 'let in' && !procedure.takesInput && procedure.type === 'mutation') continue
    const status = await call(cell)
    if (wanted === 'let in') expect([401, 403, 404, 405, 500], caller).not.toContain(status)
    else expect(status, caller).toBe(wanted)
  }
})

test('the procedures that take nothing and change something let in whom they should', async () => {
  const bare = procedures.filter(({ type, takesInput }) => type === 'mutation' && !takesInput)
  for (const procedure of bare) {
    // A log-in of its own each, as some of them end it.
    const { accessToken } = await plane.login('admin')
    tokens.admin = accessToken
    const status = await call({ ...procedure, caller: 'admin' })
    expect([401, 403, 404, 405, 500], procedure.name).not.toContain(status)
  }
  expect(bare.length).toBeGreaterThan(0)
})

test.each(callers)('the sockets, opened by: %s', async (caller) => {
  const figures = await knock('/api/v1/ws/metrics', caller, 'message')
  expect(figures).toBe(CALLERS[caller] === null ? 401 : 'let in')
  expect(await knock('/link', caller, 'open')).toBe(caller === 'a host' ? 'let in' : 401)
})

test.each(callers)('pictures and backups, by: %s', async (caller) => {
  const role = CALLERS[caller]
  const statusOf = async (method: string, path: string, body?: unknown) =>
    (await plane.ask({ method, path: `/api/v1${path}`, body, headers: headersOf(caller) })).status
  const refusal = role === null ? 401 : 403
  const upload = await statusOf('POST', '/uploads/logo', {})
  if (role === 'operator' || role === 'admin') expect([400, 415, 422]).toContain(upload)
  else expect(upload).toBe(refusal)
  expect(await statusOf('GET', '/backup')).toBe(role === 'admin' ? 200 : refusal)
  const restored = await statusOf('POST', '/backup/restore', {})
  if (role === 'admin') expect([400, 415, 422]).toContain(restored)
  else expect(restored).toBe(refusal)
})
