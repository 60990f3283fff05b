import { createHmac, generateKeyPairSync } from 'node:crypto'
import { UserId } from '@cashbacktv/contract'
import { describe, expect, test } from 'vitest'
import { ACCESS_SECONDS, createAccessTokens } from './access-tokens.ts'
import { createSigningKeys } from './signing-keys.ts'

const key = new Uint8Array(Buffer.from('k'.repeat(48)))
const tokens = createAccessTokens(createSigningKeys({ current: key, former: null }))
const now = new Date('2026-01-01T00:00:00Z')
const seconds = now.getTime() / 1000
const userId = UserId.parse('11111111-1111-4111-8111-111111111111')
const good = {
  iss: 'cashbacktv',
  aud: 'cashbacktv-api',
  sub: userId,
  sid: 'family',
  jti: 'j',
  iat: seconds,
  exp: seconds + ACCESS_SECONDS,
}
const head = { alg: 'HS256', typ: 'at+jwt' }
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const forge = (header: object, payload: object, secret: string | Uint8Array = key) => {
  const signed = `${encode(header)}.${encode(payload)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
const verify = (token: string, at = now) => tokens.verify(token, at)
const without = (name: keyof typeof good) => {
  const { [name]: _left, ...rest } = good
  return rest
}

test('a token of ours says who and since when, and a hand-made one of the same form too', async () => {
  const claims = { userId, familyId: 'family', issuedAt: now }
  expect(await verify(await tokens.sign({ userId, familyId: 'family' }, now))).toEqual(claims)
  expect(await verify(forge(head, good))).toEqual(claims)
})

test('it counts for ten minutes and no longer', async () => {
  const token = await tokens.sign({ userId, familyId: 'family' }, now)
  const after = (s: number) => new Date(now.getTime() + s * 1000)
  expect(await verify(token, after(ACCESS_SECONDS - 1))).not.toBeNull()
  expect(await verify(token, after(ACCESS_SECONDS + 6))).toBeNull()
  expect(await verify(token, after(-60))).toBeNull()
})

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString()
const unsigned = (alg: string) => `${encode({ ...head, alg })}.${encode(good)}.`
const headers: [string, object][] = [
  ['kid with a path', { kid: '../../dev/null' }],
  ['kid with SQL', { kid: "' or 1=1 --" }],
  ['kid with an address', { kid: 'http://127.0.0.1/key' }],
  ['jku', { jku: 'http://127.0.0.1/keys' }],
  ['x5u', { x5u: 'http://127.0.0.1/cert' }],
  ['jwk', { jwk: { kty: 'oct', k: Buffer.from(key).toString('base64url') } }],
  ['crit', { crit: ['exp'] }],
  ['b64', { b64: false, crit: ['b64'] }],
  ['typ of another kind', { typ: 'JWT' }],
  ['typ of a refresh token', { typ: 'rt+jwt' }],
  ['no typ', { typ: undefined }],
  ['another algorithm', { alg: 'HS512' }],
]
const payloads: [string, object][] = [
  ['run out', { exp: seconds - 60 }],
  ['not yet', { nbf: seconds + 3600 }],
  ['exp as text', { exp: String(seconds + 60) }],
  ['exp without end', { exp: 1e20, iat: seconds - 3600 }],
  ['iat as a fraction', { iat: seconds - 0.5 }],
  ['iat in the future', { iat: seconds + 3600, exp: seconds + 7200 }],
  ['another issuer', { iss: 'somebody' }],
  ['issuer as a list', { iss: ['cashbacktv'] }],
  ['another audience', { aud: 'somebody' }],
  ['audience as a list', { aud: ['cashbacktv-api'] }],
  ['a subject that is no id', { sub: "1' or '1'='1" }],
  ['a session that is no text', { sid: { $ne: null } }],
]

describe('nothing else counts', () => {
  test.each(['none', 'None', 'nOnE', ''])('alg %j', async (alg) => {
    expect(await verify(unsigned(alg))).toBeNull()
  })
  test.each(headers)('header: %s', async (_name, change) => {
    expect(await verify(forge({ ...head, ...change }, good))).toBeNull()
  })
  test.each(payloads)('claims: %s', async (_name, change) => {
    expect(await verify(forge(head, { ...good, ...change }))).toBeNull()
  })
  test.each(['iss', 'aud', 'sub', 'sid', 'jti', 'iat', 'exp'] as const)(
    'without %s',
    async (name) => {
      expect(await verify(forge(head, without(name)))).toBeNull()
    },
  )
  test('signed with a public key, an empty key or another one', async () => {
    for (const secret of [pem, '', 'k'.repeat(47)]) {
      expect(await verify(forge(head, good, secret))).toBeNull()
    }
  })
  test('with dots more or less, cut off, changed or endless', async () => {
    const token = forge(head, good)
    const [h = '', p = '', s = ''] = token.split('.')
    const changed = encode({ ...good, sub: '22222222-2222-4222-8222-222222222222' })
    const forms = [`${token}.`, `${token}..`, `${h}.${p}`, h, '', '..', `${h}.${changed}.${s}`]
    forms.push(`${h}.${p}.${s.slice(0, -2)}`, token.toUpperCase(), 'a'.repeat(1024 * 1024))
    forms.push(`${h}. ${p}.${s}`, `${h}.${p}=.${s}`, `${token}\n`)
    for (const form of forms) expect(await verify(form)).toBeNull()
  })
})
