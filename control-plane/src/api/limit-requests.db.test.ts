import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

/** More than the log-ins of the start, and few enough to be used up at once. */
const PERSON = 30
const ADDRESS = 12

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane({ requestQuotas: { person: PERSON, address: ADDRESS } })
})
afterAll(() => one?.close())

const HERE = '198.51.100.1'
type Ask = { token?: string; address?: string; method?: string; language?: string }
const ask = (path: string, { token, address = HERE, method = 'GET', language = 'en' }: Ask = {}) =>
  one.ask({
    method,
    path,
    headers: {
      'x-forwarded-for': address,
      'accept-language': language,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
  })
async function keyOf(name: string): Promise<string> {
  const made = await one.as('admin', 'POST', '/api-keys', { name, role: 'viewer' })
  return made.body.key
}
const askAll = async (count: number, asking: () => ReturnType<typeof ask>) => {
  const all = await Promise.all(Array.from({ length: count }, asking))
  return all.map(({ status }) => status).toSorted()
}

test('who asks is told the policy and what is left of it, and is refused beyond it, until when', async () => {
  const token = await keyOf('first')
  const first = await ask('/api/v1/channels', { token })
  expect(first.headers.get('ratelimit-policy')).toBe(`"key";q=${PERSON};w=60`)
  expect(first.headers.get('ratelimit')).toMatch(new RegExp(`^"key";r=${PERSON - 1};t=(60|59)$`))
  const statuses = await askAll(PERSON, () => ask('/api/v1/channels', { token }))
  expect(statuses).toEqual([...Array(PERSON - 1).fill(200), 429])
  const refused = await ask('/api/v1/channels', { token, language: 'tr' })
  const seconds = Number(refused.headers.get('retry-after'))
  expect(refused.headers.get('ratelimit')).toBe(`"key";r=0;t=${seconds}`)
  expect(refused.body.error).toMatchObject({
    code: 'rate_limited',
    messageCode: 'requests-spent',
    params: { limit: PERSON, seconds },
    message: expect.stringMatching(/^Çok fazla istek: dakikada en çok 30\./),
  })
  const trpc = await ask('/trpc/channels.list', { token })
  expect([trpc.status, trpc.headers.get('retry-after')]).toEqual([429, expect.any(String)])
  expect(trpc.body.error.data.error.messageCode).toBe('requests-spent')
})

test('each key, each person and each address has its own, wherever they come from', async () => {
  const [used, fresh] = [await keyOf('used'), await keyOf('fresh')]
  await askAll(PERSON + 1, () => ask('/api/v1/channels', { token: used }))
  expect((await ask('/api/v1/channels', { token: used, address: '198.51.100.2' })).status).toBe(429)
  expect((await ask('/api/v1/channels', { token: fresh })).status).toBe(200)
  const mine = await ask('/api/v1/channels', { token: one.tokens.viewer })
  expect([mine.status, mine.headers.get('ratelimit')]).toEqual([
    200,
    expect.stringMatching(/^"person"/),
  ])
  const nobody = () => ask('/api/v1/auth/me', { address: '198.51.100.3' })
  expect(await askAll(ADDRESS + 1, nobody)).toEqual([...Array(ADDRESS).fill(401), 429])
  const there = await ask('/api/v1/channels', { token: fresh, address: '198.51.100.3' })
  expect(there.status).toBe(200)
  expect((await ask('/api/v1/auth/me', { address: '198.51.100.4' })).status).toBe(401)
})

test('headers that name another address, path or method are believed of nobody', async () => {
  const spoofed = (at: number, path: string) => ({
    'x-real-ip': `203.0.113.${at}`,
    'x-client-ip': `203.0.113.${at}`,
    'true-client-ip': `203.0.113.${at}`,
    'cf-connecting-ip': `203.0.113.${at}`,
    forwarded: `for=203.0.113.${at};proto=https`,
    'x-http-method-override': 'DELETE',
    'x-original-url': path,
    'x-rewrite-url': path,
    'x-forwarded-uri': path,
  })
  let at = 0
  const nobody = () => {
    at += 1
    const headers = { 'x-forwarded-for': '198.51.100.9', ...spoofed(at, '/healthz') }
    return one.ask({ method: 'GET', path: '/api/v1/auth/me', headers })
  }
  expect(await askAll(ADDRESS + 1, nobody)).toEqual([...Array(ADDRESS).fill(401), 429])
  const token = await keyOf('spoofing')
  const asViewer = (path: string, other: string) =>
    one.ask({
      method: 'GET',
      path,
      headers: { authorization: `Bearer ${token}`, ...spoofed(1, other) },
    })
  expect((await asViewer('/api/v1/users', '/api/v1/channels')).status).toBe(403)
  const list = await asViewer('/api/v1/channels', '/api/v1/users')
  expect([list.status, list.body]).toEqual([200, { items: [], total: 0 }])
  const written = await one.as('admin', 'GET', '/audit')
  expect([written.status, written.text.includes('203.0.113.')]).toEqual([200, false])
})

test('calls that are sent together count each for itself', async () => {
  const token = await keyOf('batch')
  const names = Array.from({ length: 10 }, () => 'hosts.list').join(',')
  const batch = () => ask(`/trpc/${names}?batch=1&input={}`, { token })
  expect([(await batch()).status, (await batch()).status]).toEqual([200, 200])
  const rest = await ask('/api/v1/channels', { token })
  expect(rest.headers.get('ratelimit')).toMatch(/^"key";r=9;/)
  expect((await batch()).status).toBe(429)
})

test('what watches over the system is never refused, nor are agents', async () => {
  const address = '198.51.100.5'
  const token = await keyOf('prometheus')
  await askAll(ADDRESS + 1, () => ask('/api/v1/auth/me', { address }))
  await askAll(PERSON + 1, () => ask('/api/v1/channels', { token }))
  expect(await askAll(40, () => ask('/healthz', { address }))).toEqual(Array(40).fill(200))
  expect(await askAll(40, () => ask('/readyz', { address }))).toEqual(Array(40).fill(200))
  expect((await ask('/metrics', { address, token })).status).toBe(200)
  const enrol = await askAll(20, () => ask('/link/enrol', { address, method: 'POST' }))
  expect(enrol).not.toContain(429)
  const { hostId } = await one.agent()
  expect(hostId).toEqual(expect.any(String))
})
