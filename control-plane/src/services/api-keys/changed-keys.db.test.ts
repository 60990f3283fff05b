import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

async function make(): Promise<string> {
  const { status, body } = await one.as('admin', 'POST', '/api-keys', { name: 'CI', role: 'admin' })
  expect(status).toBe(201)
  return body.key
}

const PATHS = ['/api/v1/channels', '/trpc/channels.list', '/metrics']

test('no key that is changed by one character is one', async () => {
  const key = await make()
  const [letter] = /[a-z]/i.exec(key.slice(4)) ?? []
  if (!letter) throw new Error('The key has no letter.')
  const isSmall = letter === letter.toLowerCase()
  const turned =
    key.slice(0, 4) +
    key.slice(4).replace(letter, isSmall ? letter.toUpperCase() : letter.toLowerCase())
  const changed = [
    ...[key.slice(0, -1), key.slice(0, 10), key.slice(1), key.slice(4), `${key}A`, `${key}=`],
    ...[turned, key.toUpperCase(), key.toLowerCase(), key.replace('cbk_', 'CBK_'), `${key}.`],
  ]
  for (const [index, text] of changed.entries()) {
    // From a network each, as guessing is slowed.
    const headers = { authorization: `Bearer ${text}`, 'x-forwarded-for': `10.9.${index}.1` }
    for (const path of PATHS) {
      expect([text, (await one.ask({ method: 'GET', path, headers })).status]).toEqual([text, 401])
    }
  }
  const headers = { authorization: `Bearer ${key}` }
  for (const path of PATHS) {
    expect((await one.ask({ method: 'GET', path, headers })).status).toBe(200)
  }
})

test('a key is taken in its header alone: not from an address, another header or another scheme', async () => {
  const key = await make()
  const names = [
    'key',
    'token',
    'api_key',
    'apiKey',
    'access_token',
    'authorization',
    'cbtv_access',
  ]
  for (const path of PATHS) {
    for (const name of names) {
      const value = name === 'authorization' ? `Bearer ${key}` : key
      const query = `${path}?${name}=${encodeURIComponent(value)}`
      expect([query, (await one.ask({ method: 'GET', path: query })).status]).toEqual([query, 401])
    }
    const elsewhere: Record<string, string>[] = [
      ...[{ 'x-api-key': key }, { 'api-key': key }, { 'proxy-authorization': `Bearer ${key}` }],
      ...[{ authorization: key }, { authorization: `Token ${key}` }],
      { authorization: `Basic ${Buffer.from(`key:${key}`).toString('base64')}` },
    ]
    for (const headers of elsewhere) {
      expect((await one.ask({ method: 'GET', path, headers })).status).toBe(401)
    }
  }
  expect(one.log.join('')).not.toContain(key)
})
