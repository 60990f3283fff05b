import type { Role } from '@cashbacktv/contract'
import { apiKeys, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { proceduresByPath } from '../api/rest-procedures.ts'
import type { ProcedureMeta } from '../api/trpc.ts'
import { PASSWORD, type TestPlane } from './start-test-plane.ts'

/** Who calls: of what role the answer has to be, null for whom the API must not know. */
export const CALLERS = {
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
  'viewer of a group': 'viewer',
  'operator of a group': 'operator',
  'a key for viewing': 'viewer',
  'a key for operating': 'operator',
  'a key for all': 'admin',
  'a key of somebody demoted': 'viewer',
  'a key of a group': 'operator',
} as const satisfies Record<string, Role | null>
export type Caller = keyof typeof CALLERS
export const callers = Object.keys(CALLERS) as Caller[]
const RANK: Role[] = ['viewer', 'operator', 'admin']
const LIMITED: readonly Caller[] = ['viewer of a group', 'operator of a group', 'a key of a group']

/** The procedures that ask who calls. */
export const guarded = Object.entries(proceduresByPath()).flatMap(([name, { _def }]) => {
  const { type, meta, inputs } = _def as typeof _def & { meta?: ProcedureMeta; inputs: unknown[] }
  if (!meta?.role) return []
  const isForAll = meta.reach === 'all'
  return [{ name, type, role: meta.role, isForAll, takesInput: inputs.length > 0 }]
})
export type Guarded = (typeof guarded)[number]

/** Accounts, keys, what lets machines in and who sends mail are changed by people: a stolen key gets no further. */
const isForPeople = (name: string) =>
  /^(auth|secondStep|passkeys|users|apiKeys)\./.test(name) ||
  ['hosts.createJoinToken', 'alertSettings.put'].includes(name)

/** How a procedure has to answer, whichever way it is called. */
export function expectedOf(procedure: Guarded, caller: Caller): 401 | 403 | 'let in' {
  const { name, type, role, isForAll } = procedure
  const has = CALLERS[caller]
  if (has === null) return 401
  if (RANK.indexOf(has) < RANK.indexOf(role)) return 403
  const isKey = caller.startsWith('a key')
  if (isKey && type === 'mutation' && isForPeople(name)) return 403
  return isForAll && LIMITED.includes(caller) ? 403 : 'let in'
}

export type Callers = Awaited<ReturnType<typeof startCallers>>

/** Accounts, log-ins and keys of all callers, each brought into its state. */
export async function startCallers(plane: TestPlane) {
  const { db } = plane
  const admin = plane.tokens.admin
  const made = async (token: string, path: string, body: object) => {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await plane.ask({ method: 'POST', path: `/api/v1${path}`, body, headers })
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}.`)
    return answer.body
  }
  const keyAs = async (token: string, role: Role, more: object = {}): Promise<string> =>
    (await made(token, '/api-keys', { name: role, role, ...more })).key
  const groupIds = [(await made(admin, '/groups', { name: 'Theirs' })).id]
  const another = async (name: string, role: Role, more: object = {}) => {
    const person = { email: `${name}@example.org`, password: PASSWORD }
    await made(admin, '/users', { ...person, role, ...more })
    const asked = { method: 'POST', path: '/api/v1/auth/login', body: person }
    return (await plane.ask(asked)).body.accessToken as string
  }
  const change = (name: string, set: Partial<typeof users.$inferInsert>) =>
    db
      .update(users)
      .set(set)
      .where(eq(users.email, `${name}@example.org`))
  const endKey = async (key: string, set: Partial<typeof apiKeys.$inferInsert>) => {
    const row = (await db.select().from(apiKeys)).find(({ prefix }) => key.startsWith(prefix))
    if (!row) throw new Error('The key is not stored.')
    await db.update(apiKeys).set(set).where(eq(apiKeys.id, row.id))
    return key
  }
  const [disabled, demoted] = [
    await another('disabled', 'admin'),
    await another('demoted', 'admin'),
  ]
  const [now, loggedOut] = [Date.now(), await another('out', 'admin')]
  const tokens: Record<Caller, string | null> = {
    nobody: null,
    // The same claims with a signature that nobody made.
    forged: `${admin.split('.').slice(0, 2).join('.')}.${'A'.repeat(86)}`,
    disabled,
    'logged out': loggedOut,
    'a host': (await plane.agent()).credential,
    'a key that is over': await endKey(await keyAs(admin, 'admin'), {
      expiresAt: new Date(now - 1000),
    }),
    'a key that was revoked': await endKey(await keyAs(admin, 'admin'), {
      revokedAt: new Date(now),
    }),
    'a key of somebody disabled': await keyAs(disabled, 'admin'),
    ...plane.tokens,
    'demoted since': demoted,
    'viewer of a group': await another('looker', 'viewer', { groupIds }),
    'operator of a group': await another('stranger', 'operator', { groupIds }),
    'a key for viewing': await keyAs(admin, 'viewer'),
    'a key for operating': await keyAs(admin, 'operator'),
    'a key for all': await keyAs(admin, 'admin'),
    'a key of somebody demoted': await keyAs(demoted, 'admin'),
    'a key of a group': await keyAs(admin, 'operator', { groupIds }),
  }
  await change('disabled', { disabledAt: new Date(now) })
  await change('demoted', { role: 'viewer' })
  const headers = { authorization: `Bearer ${loggedOut}` }
  await plane.ask({ method: 'POST', path: '/api/v1/auth/logout', body: {}, headers })

  let calls = 0
  return {
    tokens,
    /** From an address of its own: who guesses at keys from one is refused before he is asked who he is. */
    headersOf(caller: Caller): Record<string, string> {
      calls += 1
      const token = tokens[caller]
      const address = `10.${calls >> 16}.${(calls >> 8) & 255}.${calls & 255}`
      return { 'x-forwarded-for': address, ...(token ? { authorization: `Bearer ${token}` } : {}) }
    },
  }
}
