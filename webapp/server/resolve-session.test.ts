import { expect, test } from 'vitest'
import { type Renew, renewOverApi, resolveSession, shareRenewals } from './resolve-session.ts'

const TOKENS = { accessToken: 'new', refreshToken: 'next', expiresInSeconds: 600 }
const renewed: Renew = () => Promise.resolve({ kind: 'renewed', tokens: TOKENS })
const ask = (cookie: string, renew: Renew = renewed) =>
  resolveSession(new Request('http://own/', { headers: { cookie } }), { renew, secure: true })

test('a session with an access token asks nobody', async () => {
  const never: Renew = () => Promise.reject(new Error('asked'))
  const { session, setCookies } = await ask('cbtv_access=YQ.YQ.YQ; cbtv_refresh=r', never)
  expect(session).toEqual({ accessToken: 'YQ.YQ.YQ', refreshToken: 'r' })
  expect(setCookies).toEqual([])
})

test.each([`cbk_${'a'.repeat(43)}`, `cbtv_host_${'a'.repeat(43)}`, 'a', 'a.b', ''])(
  '%j in the place of an access token is none',
  async (token) => {
    const never: Renew = () => Promise.reject(new Error('asked'))
    expect((await ask(`cbtv_access=${token}`, never)).session).toBeNull()
    const headers = { authorization: `Bearer ${token}` }
    const request = new Request('http://own/', { headers })
    expect((await resolveSession(request, { renew: never, secure: true })).session).toBeNull()
    expect((await ask(`cbtv_access=${token}; cbtv_refresh=r`)).session?.accessToken).toBe('new')
  },
)

test('a session whose access token ran out is renewed, out of reach of scripts', async () => {
  const { session, setCookies } = await ask('cbtv_refresh=r')
  expect(session?.accessToken).toBe('new')
  expect(setCookies).toHaveLength(2)
  for (const line of setCookies) {
    const [, ...attributes] = line.split('; ')
    expect(attributes).toEqual(
      expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure']),
    )
  }
  expect(setCookies[1]).not.toContain('Max-Age')
})

test('a remembered session stays remembered', async () => {
  const { setCookies } = await ask('cbtv_refresh=r; cbtv_remember=1')
  expect(setCookies[1]).toContain('Max-Age=2592000')
})

test('a refused session ends, one that cannot be asked about does not', async () => {
  const refused = await ask('cbtv_refresh=r', () => Promise.resolve({ kind: 'refused' }))
  expect(refused.setCookies.every((line) => line.includes('Max-Age=0'))).toBe(true)
  const away = await ask('cbtv_refresh=r', () => Promise.resolve({ kind: 'unavailable' }))
  expect(away).toEqual({ session: null, setCookies: [], isAway: true })
})

test('a renewal that is refused because of too many requests ends no session', async () => {
  const answering = (status: number) =>
    renewOverApi(async () => new Response('{}', { status }), 'http://api')
  expect(await answering(429)('r')).toEqual({ kind: 'unavailable' })
  expect(await answering(401)('r')).toEqual({ kind: 'refused' })
})

test('requests with the same refresh token spend it once', async () => {
  let spent = 0
  const renew = shareRenewals(() => {
    spent += 1
    return renewed('r')
  })
  await Promise.all([ask('cbtv_refresh=r', renew), ask('cbtv_refresh=r', renew)])
  await ask('cbtv_refresh=r', renew)
  expect(spent).toBe(1)
})
