import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

const withCookie = (
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
) =>
  one.ask({
    method,
    path,
    body,
    headers: { cookie: `a=b; cbtv_access=${one.tokens.admin}`, ...headers },
  })
const own = () => one.url
const changes = [
  ['REST', '/api/v1/channels'],
  ['tRPC', '/trpc/channels.create'],
] as const

describe.each(changes)('a change over %s with the cookie', (_name, path) => {
  const status = async (headers: Record<string, string>) =>
    (await withCookie('POST', path, headers, {})).status

  test('counts from our own pages', async () => {
    expect(await status({ 'sec-fetch-site': 'same-origin', origin: own() })).toBe(422)
    expect(await status({ origin: own() })).toBe(422)
  })
  test.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'http://127.0.0.1.evil.example' },
  ])('counts for nothing with %j', async (headers) => {
    expect(await status(headers)).toBe(401)
  })
})

test('a key counts in the header alone: in the cookie it opens nothing, wherever it is asked with', async () => {
  const made = await one.as('admin', 'POST', '/api-keys', { name: 'Program', role: 'admin' })
  const { key } = made.body
  const paths = ['/api/v1/channels', '/trpc/channels.list', '/metrics', '/api/v1/backup']
  const asked = async (headers: Record<string, string>) =>
    Promise.all(paths.map(async (path) => (await one.ask({ method: 'GET', path, headers })).status))
  expect(await asked({ authorization: `Bearer ${key}` })).toEqual([200, 200, 200, 200])
  const cookie = { cookie: `cbtv_access=${key}`, 'sec-fetch-site': 'same-origin' }
  expect(await asked(cookie)).toEqual([401, 401, 401, 401])
  const socket = new WebSocket(`${one.url.replace('http', 'ws')}/api/v1/ws/metrics`, {
    headers: { ...cookie, origin: one.url },
  })
  const status = await new Promise((resolve) => {
    socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode))
    socket.once('open', () => resolve('open'))
  })
  expect(status).toBe(401)
})

test('an upload and a deletion with the cookie of another page are refused before anything is read', async () => {
  const form = new FormData()
  form.set('file', new Blob(['x']))
  const headers = { cookie: `cbtv_access=${one.tokens.admin}`, 'sec-fetch-site': 'cross-site' }
  const upload = await one.ask({ method: 'POST', path: '/api/v1/uploads/logo', raw: form, headers })
  expect(upload.status).toBe(401)
  const id = '00000000-0000-4000-8000-000000000000'
  expect(
    (await one.ask({ method: 'DELETE', path: `/api/v1/channels/${id}`, headers })).status,
  ).toBe(401)
})

test('a look with the cookie counts, and a header that is wrong is not made good by it', async () => {
  expect((await withCookie('GET', '/api/v1/auth/me', {})).status).toBe(200)
  expect((await withCookie('GET', '/api/v1/auth/me', { authorization: 'Bearer x' })).status).toBe(
    401,
  )
  expect((await withCookie('GET', '/api/v1/auth/me', { authorization: 'Basic x' })).status).toBe(
    401,
  )
})

test('no answer lets pages of others read it', async () => {
  const answer = await withCookie('GET', '/api/v1/auth/me', { origin: 'https://evil.example' })
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('a mutation is never done by GET', async () => {
  const input = encodeURIComponent(JSON.stringify({ email: 'a@example.org', password: 'x' }))
  const answer = await one.ask({ method: 'GET', path: `/trpc/auth.login?input=${input}` })
  expect(answer.status).toBe(405)
})

test('the metrics socket takes no cookie of another page', async () => {
  const open = (origin: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(`${one.url.replace('http', 'ws')}/api/v1/ws/metrics`, {
        headers: { cookie: `cbtv_access=${one.tokens.admin}`, origin },
      })
      socket.once('error', (error) => resolve(error.message))
      socket.once('open', () => {
        resolve('open')
        socket.close()
      })
    })
  expect(await open(own())).toBe('open')
  expect(await open('https://evil.example')).toContain('401')
})
