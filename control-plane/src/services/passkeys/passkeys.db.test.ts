import type { PasskeyCreation, PasskeyRequest, Role } from '@cashbacktv/contract'
import { auditEntries, passkeys, secondSteps, sessions, users } from '@cashbacktv/db'
import { desc, eq } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type SoftPasskey, softwareAuthenticator } from '../../test/software-authenticator.ts'
import {
  type Answer,
  PASSWORD,
  startTestPlane,
  type TestPlane,
} from '../../test/start-test-plane.ts'

const SITE = { origin: 'https://tv.example', rpId: 'tv.example' }
const device = softwareAuthenticator(SITE)

let one: TestPlane
let number = 0
let address = ''
let tokens: Record<Role, string>
beforeAll(async () => {
  one = await startTestPlane({ publicUrl: 'https://tv.example/transcoder' })
})
beforeEach(async () => {
  number += 1
  address = `203.0.113.${number}`
  await one.db.delete(secondSteps)
  await one.db.delete(passkeys)
  await one.db.update(users).set({ disabledAt: null })
  const [viewer, operator, admin] = await Promise.all([
    ...(['viewer', 'operator', 'admin'] as const).map((role) => one.login(role)),
  ])
  tokens = {
    viewer: viewer?.accessToken ?? '',
    operator: operator?.accessToken ?? '',
    admin: admin?.accessToken ?? '',
  }
})
afterAll(() => one?.close())

type Told = { status: number; data: Answer['body']; code: string | undefined; places: string[] }

async function trpc(name: string, body: object, token?: string): Promise<Told> {
  const headers = {
    'x-forwarded-for': address,
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  }
  const answer = await one.ask({ method: 'POST', path: `/trpc/${name}`, body, headers })
  const error = answer.body?.error?.data.error
  return {
    status: answer.status,
    data: answer.body?.result?.data,
    code: error?.messageCode,
    places: (error?.details ?? []).map(({ path }: { path: string }) => path),
  }
}
const begin = (role: Role, proof: object = { password: PASSWORD }) =>
  trpc('passkeys.begin', { name: 'Phone', ...proof }, tokens[role])
const add = (role: Role, created: object, name = 'Phone') =>
  trpc('passkeys.add', { name, created }, tokens[role])
const start = async (more: object = {}): Promise<PasskeyRequest> =>
  (await trpc('passkeys.startLogin', more)).data
const finish = (shown: object, more: object = {}) =>
  trpc('passkeys.finishLogin', { shown, ...more })

async function made(role: Role, name = 'Phone'): Promise<SoftPasskey> {
  const options: PasskeyCreation = (await begin(role)).data
  const { created, passkey } = device.create(options)
  expect((await add(role, created, name)).status).toBe(200)
  return passkey
}

const newest = async (action: string) => {
  const [entry] = await one.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, action))
    .orderBy(desc(auditEntries.at))
  return entry
}

/** A second step that is on, with the way to its next code. */
async function switchOn(role: Role) {
  const headers = { authorization: `Bearer ${tokens[role]}` }
  const at = '/api/v1/auth/second-step'
  const post = (path: string, body: object) =>
    one.ask({ method: 'POST', path: `${at}${path}`, body, headers })
  const { secret } = (await post('', { password: PASSWORD })).body
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const { codes } = (await post('/confirm', { code: totp.generate() })).body
  return codes as string[]
}

describe('adding one', () => {
  test('takes the password, asks for a key that is found by itself and asks who it is', async () => {
    expect(await begin('viewer', { password: 'not it' })).toMatchObject({
      status: 422,
      code: 'password-wrong',
      places: ['password'],
    })
    const { data } = await begin('viewer')
    expect(data).toMatchObject({
      rp: { id: 'tv.example' },
      user: { name: 'viewer@example.org' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect(Buffer.from(data.user.id, 'base64url').toString()).not.toContain('viewer')
    const { created } = device.create(data)
    const added = await add('viewer', created, ' My phone ')
    expect(added.data).toMatchObject({ name: 'My phone', lastUsedAt: null, isSynced: true })
    expect((await begin('viewer')).data.excludeCredentials).toEqual([
      { id: created.id, type: 'public-key', transports: ['internal'] },
    ])
    expect(await newest('user.passkey-added')).toMatchObject({
      actorEmail: 'viewer@example.org',
      detail: { passkey: 'My phone' },
    })
  })

  test('takes a code, too, where a second step is on', async () => {
    const codes = await switchOn('viewer')
    const without = await begin('viewer')
    expect([without.status, without.places]).toEqual([422, ['code']])
    const wrong = await begin('viewer', { password: PASSWORD, code: 'wrong' })
    expect([wrong.status, wrong.places]).toEqual([422, ['code']])
    const proof = { password: PASSWORD, code: codes[0] }
    expect((await begin('viewer', proof)).status).toBe(200)
    expect((await begin('viewer', proof)).status).toBe(422)
  })

  test.each([
    ['another site', { origin: 'https://tv.example.evil.test' }],
    ['another port of the site', { origin: 'https://tv.example:8443' }],
    ['the site without https', { origin: 'http://tv.example' }],
    ['another domain', { rpId: 'evil.test' }],
    ['who was not asked for', { isVerified: false }],
    ['nobody at the device', { isPresent: false }],
    ['a frame', { crossOrigin: true }],
    ['a log-in', { type: 'webauthn.get' }],
    ['an attestation', { attestation: { format: 'apple', statement: new Map() } }],
    [
      'certificates',
      {
        attestation: {
          format: 'packed',
          statement: new Map<string, string | Uint8Array[]>([['x5c', [new Uint8Array(8)]]]),
        },
      },
    ],
  ])('refuses one of %s', async (_of, lies) => {
    const { created } = device.create((await begin('viewer')).data, lies as object)
    const refused = await add('viewer', created)
    expect([refused.status, refused.code]).toEqual([409, 'passkey-not-added'])
    expect(await one.db.select().from(passkeys)).toEqual([])
  })

  test('refuses a challenge that was used, is of another session, or is nobody’s', async () => {
    const { data } = await begin('viewer')
    const [first, second] = [device.create(data), device.create(data)]
    expect((await add('viewer', first.created)).status).toBe(200)
    expect((await add('viewer', second.created)).code).toBe('passkey-over')
    const ours = (await begin('viewer')).data
    const other = (await one.login('viewer')).accessToken
    const elsewhere = await trpc(
      'passkeys.add',
      { name: 'x', created: device.create(ours).created },
      other,
    )
    expect(elsewhere.code).toBe('passkey-over')
    expect((await add('operator', device.create(ours).created)).code).toBe('passkey-over')
    const forged = { challenge: Buffer.alloc(70).toString('base64url') }
    expect((await add('viewer', device.create(ours, forged).created)).code).toBe('passkey-over')
    const login = { challenge: (await start()).challenge }
    expect((await add('viewer', device.create(ours, login).created)).code).toBe('passkey-over')
    expect(await one.db.select().from(passkeys)).toHaveLength(1)
  })

  test('refuses one that is known, also as another person’s, and a twenty-first', async () => {
    const options = (await begin('viewer')).data
    const { created } = device.create(options)
    await add('viewer', created)
    const [mine] = await one.db.select().from(passkeys)
    if (!mine) throw new Error('It was not kept.')
    const theirs = (await begin('operator')).data
    const again = device.create(theirs)
    await one.db
      .update(passkeys)
      .set({ credentialId: again.created.id })
      .where(eq(passkeys.id, mine.id))
    expect((await add('operator', again.created)).code).toBe('passkey-known')
    const { id: _, ...row } = mine
    const more = Array.from({ length: 19 }, (_, index) => ({ ...row, credentialId: `c${index}` }))
    await one.db.insert(passkeys).values(more)
    expect((await begin('viewer')).code).toBe('passkeys-full')
  })
})

describe('a log-in', () => {
  test('takes nothing but the passkey, counts as both steps and is written down', async () => {
    const passkey = await made('viewer')
    await switchOn('viewer')
    const options = await start()
    expect(options).toMatchObject({
      rpId: 'tv.example',
      userVerification: 'required',
      allowCredentials: [],
    })
    const { data } = await finish(device.show(passkey, options))
    expect(data).toMatchObject({
      user: { email: 'viewer@example.org' },
      deviceToken: expect.any(String),
    })
    const headers = { authorization: `Bearer ${data.accessToken}` }
    const own = await one.ask({ method: 'GET', path: '/api/v1/auth/passkeys', headers })
    expect(own.body).toMatchObject({
      items: [{ name: 'Phone', lastUsedAt: expect.any(String) }],
      site: 'https://tv.example',
      obstacle: null,
    })
    expect(await newest('session.login')).toMatchObject({
      actorEmail: 'viewer@example.org',
      address,
      detail: { passkey: 'Phone' },
    })
  })

  test.each([
    ['another site', { origin: 'https://evil.test' }],
    ['another domain', { rpId: 'evil.test' }],
    ['who was not asked for', { isVerified: false }],
    ['nobody at the device', { isPresent: false }],
    ['a frame', { crossOrigin: true }],
    ['the making of one', { type: 'webauthn.create' }],
    ['another person', { userHandle: Buffer.from('somebody').toString('base64url') }],
    ['no person', { userHandle: null }],
  ])('refuses what is of %s', async (_of, lies) => {
    const passkey = await made('viewer')
    const before = await one.db.select().from(sessions)
    const refused = await finish(device.show(passkey, await start(), lies))
    expect([refused.status, refused.code]).toEqual([401, 'passkey-refused'])
    expect(await one.db.select().from(sessions)).toHaveLength(before.length)
  })

  test('refuses a challenge that was used, was not ours, or is too old', async () => {
    const passkey = await made('viewer')
    const options = await start()
    const shown = device.show(passkey, options)
    expect((await finish(shown)).status).toBe(200)
    expect((await finish(shown)).code).toBe('passkey-over')
    // Another answer to it neither, and a wrong one spends it as well.
    expect((await finish(device.show(passkey, options))).code).toBe('passkey-over')
    const spoiled = await start()
    await finish(device.show(passkey, spoiled, { isVerified: false }))
    expect((await finish(device.show(passkey, spoiled))).code).toBe('passkey-over')
    const own = { challenge: Buffer.alloc(70, 7).toString('base64url') }
    expect((await finish(device.show(passkey, own))).code).toBe('passkey-over')
    const twice = await start()
    const both = [device.show(passkey, twice), device.show(passkey, twice)]
    const statuses = (await Promise.all(both.map((one) => finish(one)))).map((told) => told.status)
    expect(statuses.toSorted()).toEqual([200, 401])
  })

  test('answers the same for a passkey that nobody has, a wrong signature and a disabled account', async () => {
    const [passkey, theirs] = [await made('viewer'), await made('operator')]
    const unknown = { ...passkey, id: Buffer.alloc(16).toString('base64url') }
    const swapped = { ...passkey, key: theirs.key }
    const answers = [
      await finish(device.show(unknown, await start())),
      await finish(device.show(swapped, await start())),
    ]
    await one.db
      .update(users)
      .set({ disabledAt: new Date() })
      .where(eq(users.email, 'viewer@example.org'))
    answers.push(await finish(device.show(passkey, await start())))
    const [first] = answers
    expect(first).toMatchObject({ status: 401, code: 'passkey-refused' })
    for (const answer of answers) expect(answer).toEqual(first)
  })

  test('refuses a count that goes back, which is written down, but not one that stays at nothing', async () => {
    const passkey = await made('viewer')
    const at = async (counter: number) =>
      (await finish(device.show(passkey, await start(), { counter }))).status
    expect([await at(0), await at(0)]).toEqual([200, 200])
    expect([await at(5), await at(5), await at(4), await at(0), await at(6)]).toEqual([
      ...[200, 401, 401, 401, 200],
    ])
    expect(await newest('user.passkey-refused')).toMatchObject({
      actorEmail: 'viewer@example.org',
      detail: { passkey: 'Phone', counter: 0, before: 5 },
      address,
    })
  })

  test('counts wrong tries with those of passwords, and right ones give back', async () => {
    const passkey = await made('operator')
    const bad = async () =>
      (await finish(device.show(passkey, await start(), { isVerified: false }))).status
    const statuses: number[] = []
    for (let time = 0; time < 8; time += 1) statuses.push(await bad())
    expect((await finish(device.show(passkey, await start()))).status).toBe(200)
    for (let time = 0; time < 10; time += 1) statuses.push(await bad())
    expect(statuses).toEqual(Array(18).fill(401))
    const password = { email: 'operator@example.org', password: PASSWORD }
    expect((await trpc('auth.startLogin', password)).status).toBe(429)
  })
})

describe('as the second step', () => {
  const password = (role: Role) => ({ email: `${role}@example.org`, password: PASSWORD })

  test('one of the person does in place of a code, once, and nobody else’s', async () => {
    const [mine, theirs] = [await made('viewer'), await made('operator')]
    await switchOn('viewer')
    const begun = (await trpc('auth.startLogin', password('viewer'))).data
    expect(begun).toMatchObject({ kind: 'code', hasPasskey: true })
    const { step } = begun
    const options = await start({ step })
    expect(options.allowCredentials.map(({ id }) => id)).toEqual([mine.id])
    const refused = await finish(device.show(theirs, options), { step })
    expect([refused.status, refused.code]).toEqual([401, 'passkey-refused'])
    // What is of this step counts for no other, and for no log-in without one.
    expect((await finish(device.show(mine, await start()), { step })).code).toBe('passkey-over')
    expect((await finish(device.show(mine, await start({ step })))).code).toBe('passkey-over')
    const right = await finish(device.show(mine, await start({ step }), { userHandle: null }), {
      step,
    })
    expect(right.data.user.email).toBe('viewer@example.org')
    const again = await finish(device.show(mine, await start({ step })), { step })
    expect(again.code).toBe('log-in-step-over')
    expect((await trpc('passkeys.startLogin', { step: 'nonsense' })).code).toBe('log-in-step-over')
  })

  test('who has none is not asked for one', async () => {
    await switchOn('viewer')
    expect((await trpc('auth.startLogin', password('viewer'))).data.hasPasskey).toBe(false)
  })
})

describe('afterwards', () => {
  const rest = (role: Role, method: string, path: string, body?: object) =>
    one.ask({
      method,
      path: `/api/v1/auth/passkeys${path}`,
      body,
      headers: { authorization: `Bearer ${tokens[role]}` },
    })
  const first = async (role: Role) => (await rest(role, 'GET', '')).body.items[0]

  test('it is called something else, and removed by the password, by nobody else', async () => {
    const passkey = await made('viewer')
    const { id } = await first('viewer')
    expect((await rest('operator', 'PATCH', `/${id}`, { name: 'Mine' })).status).toBe(404)
    expect((await rest('viewer', 'PATCH', `/${id}`, { name: ' ' })).status).toBe(422)
    expect((await rest('viewer', 'PATCH', `/${id}`, { name: 'Old phone' })).body.name).toBe(
      'Old phone',
    )
    expect((await newest('user.passkey-renamed'))?.detail).toEqual({
      passkey: { before: 'Phone', after: 'Old phone' },
    })
    const remove = (role: Role, password: string) =>
      rest(role, 'POST', `/${id}/remove`, { password })
    expect((await remove('viewer', 'not it')).status).toBe(422)
    expect((await remove('operator', PASSWORD)).status).toBe(404)
    expect((await remove('viewer', PASSWORD)).status).toBe(204)
    expect((await finish(device.show(passkey, await start()))).code).toBe('passkey-refused')
    expect((await newest('user.passkey-removed'))?.detail).toEqual({ passkey: 'Old phone' })
  })

  test('removing one takes a code where a second step is on', async () => {
    await made('viewer')
    const codes = await switchOn('viewer')
    const { id } = await first('viewer')
    const remove = (more: object) =>
      rest('viewer', 'POST', `/${id}/remove`, { password: PASSWORD, ...more })
    expect((await remove({})).status).toBe(422)
    expect((await remove({ code: codes[0] })).status).toBe(204)
  })

  test('an administrator removes those of who has lost them, and nobody else does', async () => {
    const passkey = await made('viewer')
    await made('viewer', 'Key')
    const { items } = (await one.as('admin', 'GET', '/users')).body
    const person = items.find((item: { email: string }) => item.email === 'viewer@example.org')
    expect(person.passkeys).toBe(2)
    const remove = (role: Role) => one.as(role, 'DELETE', `/users/${person.id}/passkeys`)
    expect((await remove('operator')).status).toBe(403)
    expect((await remove('admin')).status).toBe(204)
    expect((await remove('admin')).status).toBe(409)
    expect((await finish(device.show(passkey, await start()))).code).toBe('passkey-refused')
    expect(await newest('user.passkey-removed')).toMatchObject({
      actorEmail: 'admin@example.org',
      subjectId: person.id,
      detail: { email: 'viewer@example.org', passkeys: ['Phone', 'Key'] },
    })
  })

  test('no key may touch any', async () => {
    await made('operator')
    const { id } = await first('operator')
    const wish = { name: 'Program', role: 'operator' }
    const { key } = (await one.as('operator', 'POST', '/api-keys', wish)).body
    const headers = { authorization: `Bearer ${key}` }
    const renamed = await one.ask({
      method: 'PATCH',
      path: `/api/v1/auth/passkeys/${id}`,
      body: { name: 'x' },
      headers,
    })
    expect([renamed.status, renamed.body.error.messageCode]).toEqual([403, 'not-for-keys'])
  })

  test('nothing of it is in the log: no challenge, no signature', async () => {
    const passkey = await made('viewer')
    const shown = device.show(passkey, await start())
    await finish(shown)
    const log = one.log.join('\n')
    expect(log).not.toContain(shown.response.signature)
    expect(log).not.toContain(PASSWORD)
  })
})

test('a site without an address, or without https, says what to set', async () => {
  const site = async (options: object) => {
    const plane = await startTestPlane({ databaseUrl: one.databaseUrl, ...options })
    const { body } = await plane.as('viewer', 'GET', '/auth/passkeys')
    const begun = await plane.ask({ method: 'POST', path: '/trpc/passkeys.startLogin', body: {} })
    await plane.plane.close()
    await plane.handle.close()
    return [body.site, body.obstacle?.code, begun.status]
  }
  expect(await site({ publicUrl: null })).toEqual([null, 'passkeys-need-address', 409])
  expect(await site({ publicUrl: 'http://tv.example' })).toEqual([
    ...[null, 'passkeys-need-https', 409],
  ])
  expect(await site({ publicUrl: 'https://192.0.2.7' })).toEqual([null, 'passkeys-need-name', 409])
  expect(await site({ publicUrl: 'http://localhost:3000' })).toEqual([
    ...['http://localhost:3000', undefined, 200],
  ])
})
