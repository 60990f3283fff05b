import { expect, test } from 'vitest'
import { softwareAuthenticator } from '../../../test/software-authenticator.ts'
import { ADMIN, type Door, LOGIN, SOURCES } from './door.ts'

/** Who is let in, and to what. */
export function accountsContract(door: Door): void {
  test('lets in whom it knows, and nobody else', async () => {
    const { status, body } = await door.ask({ ...LOGIN, body: ADMIN })
    expect(status).toBe(200)
    const headers = { authorization: `Bearer ${body.accessToken}` }
    const me = await door.ask({ method: 'GET', path: '/api/v1/auth/me', headers })
    expect(me.body).toMatchObject({ email: ADMIN.email, role: 'admin' })
    const wrong = await door.ask({ ...LOGIN, body: { ...ADMIN, password: 'wrong' } })
    expect(wrong).toMatchObject({ status: 401, body: { error: { code: 'unauthenticated' } } })
    expect((await door.ask({ method: 'GET', path: '/api/v1/channels' })).status).toBe(401)
  })

  test('renews a session, and ends it', async () => {
    const { body } = await door.ask({ ...LOGIN, body: ADMIN })
    const renew = { method: 'POST', path: '/api/v1/auth/refresh' }
    const renewed = await door.ask({ ...renew, body: { refreshToken: body.refreshToken } })
    expect(renewed.status).toBe(200)
    const headers = { authorization: `Bearer ${renewed.body.accessToken}` }
    const out = { method: 'POST', path: '/api/v1/auth/logout', headers }
    expect(
      (await door.ask({ ...out, body: { refreshToken: renewed.body.refreshToken } })).status,
    ).toBe(204)
    expect((await door.ask({ method: 'GET', path: '/api/v1/auth/me', headers })).status).toBe(401)
  })

  test('lets in by a passkey that was made here, once a challenge', async () => {
    const device = softwareAuthenticator({ origin: 'https://tv.example', rpId: 'tv.example' })
    const { body } = await door.ask({ ...LOGIN, body: ADMIN })
    const headers = { authorization: `Bearer ${body.accessToken}` }
    const ask = async (name: string, body: object, more: Record<string, string> = {}) =>
      door.ask({ method: 'POST', path: `/trpc/passkeys.${name}`, body, headers: more })
    const name = door.nameOf('Key')
    const begun = await ask('begin', { name, password: ADMIN.password }, headers)
    const { created, passkey } = device.create(begun.body.result.data)
    expect((await ask('add', { name, created }, headers)).status).toBe(200)
    const start = async () => (await ask('startLogin', {})).body.result.data
    const shown = device.show(passkey, await start())
    const entered = await ask('finishLogin', { shown })
    expect(entered.body.result?.data.user.email, entered.text).toBe(ADMIN.email)
    expect((await ask('finishLogin', { shown })).status).toBe(401)
    const elsewhere = device.show(passkey, await start(), { origin: 'https://evil.test' })
    expect((await ask('finishLogin', { shown: elsewhere })).status).toBe(401)
  })

  test('holds roles apart, and says so in the language of the client', async () => {
    const wish = { name: door.nameOf('Not theirs'), sources: SOURCES }
    expect((await door.as('viewer', 'POST', '/channels', wish)).status).toBe(403)
    const headers = {
      'accept-language': 'tr',
      authorization: `Bearer ${door.tokens().operator}`,
    }
    const refused = await door.ask({ method: 'GET', path: '/api/v1/users', headers })
    expect(refused).toMatchObject({ status: 403, body: { error: { messageCode: 'role-needed' } } })
    expect(refused.headers.get('content-language')).toBe('tr')
    expect(refused.body.error.message).toMatch(/yönetici/i)
  })

  test('keeps presets, settings, people, keys and windows of maintenance', async () => {
    const [built] = (await door.as('viewer', 'GET', '/settings/presets')).body.items
    const preset = { name: door.nameOf('Preset'), encoding: built.encoding }
    expect((await door.as('viewer', 'POST', '/settings/presets', preset)).status).toBe(403)
    const kept = await door.as('admin', 'POST', '/settings/presets', preset)
    expect(kept.status).toBe(201)
    expect((await door.as('admin', 'DELETE', `/settings/presets/${kept.body.id}`)).status).toBe(204)
    const window = { from: '2040-01-01T00:00:00.000Z', until: '2040-01-02T00:00:00.000Z' }
    const planned = { scope: { kind: 'all' }, ...window }
    const path = '/alerts/maintenance'
    expect((await door.as('operator', 'POST', path, planned)).body).toMatchObject(window)
    const before = (await door.as('admin', 'GET', '/settings')).body
    const stallSeconds = before.stallSeconds === 11 ? 12 : 11
    await door.as('admin', 'PUT', '/settings', { ...before, stallSeconds })
    expect((await door.as('admin', 'GET', '/settings')).body).toMatchObject({ stallSeconds })
    const email = `${door.nameOf('person').replace(' ', '-')}@example.org`
    const person = { email, password: 'a long enough sentence', role: 'viewer' }
    const added = await door.as('admin', 'POST', '/users', person)
    expect(added.status).toBe(201)
    expect((await door.ask({ ...LOGIN, body: { email, password: person.password } })).status).toBe(
      200,
    )
    expect((await door.as('admin', 'DELETE', `/users/${added.body.id}`)).status).toBe(204)
  })

  test('lets a program in by its key, until that is revoked', async () => {
    const wish = { name: door.nameOf('Key'), role: 'viewer' }
    const { status, body } = await door.as('admin', 'POST', '/api-keys', wish)
    expect(status).toBe(201)
    const headers = { authorization: `Bearer ${body.key}` }
    const list = { method: 'GET', path: '/api/v1/channels', headers }
    expect((await door.ask(list)).status).toBe(200)
    expect((await door.as('admin', 'DELETE', `/api-keys/${body.id}`)).status).toBe(204)
    expect((await door.ask(list)).status).toBe(401)
  })

  test('writes down who did what', async () => {
    const { id } = await door.made('Watched')
    const { body } = await door.as('admin', 'GET', '/audit')
    const entry = body.items.find((one: { subjectId: string }) => one.subjectId === id)
    expect(JSON.stringify(entry)).toContain('operator@example.org')
  })
}
