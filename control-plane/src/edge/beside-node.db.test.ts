import { auditEntries } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askOf, PASSWORD } from '../test/start-test-plane.ts'
import { ADMIN, doorAt, LOGIN, SOURCES } from './test/contract/door.ts'
import { type Stack, startStack } from './test/start-stack.ts'
import type { Workerd } from './test/start-workerd.ts'

let stack: Stack
/** Another one at the edge, which knows of none on Node. */
let alone: Workerd
beforeAll(async () => {
  stack = await startStack()
  alone = await stack.startAnother({ NODE_URL: '' })
}, 60_000)
afterAll(() => stack?.close())

const node = doorAt(
  () => stack.plane.url,
  () => stack.plane,
)
const edge = doorAt(
  () => stack.edge.url,
  () => stack.plane,
)
const lone = doorAt(
  () => alone.url,
  () => stack.plane,
)
const meWith = (token: string) => ({
  method: 'GET',
  path: '/api/v1/auth/me',
  headers: { authorization: `Bearer ${token}` },
})

test('tokens of either are taken by the other, also when the key is replaced at the edge', async () => {
  const before = await Promise.all(
    [node, edge].map(async (door) => (await door.ask({ ...LOGIN, body: ADMIN })).body.accessToken),
  )
  const replaced = await edge.as('admin', 'POST', '/auth/signing-key', { password: PASSWORD })
  expect(replaced).toMatchObject({ status: 200, body: { isGiven: false } })
  const { accessToken } = (await edge.ask({ ...LOGIN, body: ADMIN })).body
  const on = async (door: typeof node) =>
    Promise.all([...before, accessToken].map(async (one) => (await door.ask(meWith(one))).status))
  await expect.poll(() => on(node)).toEqual([200, 200, 200])
  await expect.poll(() => on(edge)).toEqual([200, 200, 200])
})

test('what is changed on one is seen on the other at once', async () => {
  const { id } = await edge.made('At the edge')
  expect((await node.as('viewer', 'GET', `/channels/${id}`)).body).toMatchObject({ id })
  const other = await node.made('On Node')
  expect((await edge.as('viewer', 'GET', `/channels/${other.id}`)).body).toMatchObject({
    id: other.id,
  })
  await node.as('operator', 'POST', `/channels/${other.id}/start`)
  const listed = (await edge.as('viewer', 'GET', '/channels')).body.items
  expect(listed.find(({ id }: { id: string }) => id === other.id)).toMatchObject({ desired: 'on' })
})

test('wrong passwords are counted together', async () => {
  const email = 'viewer@example.org'
  const headers = { 'x-forwarded-for': '203.0.113.7' }
  const wrong = { ...LOGIN, headers, body: { email, password: 'no' } }
  const told: number[] = []
  for (let tries = 0; tries < 14; tries += 1) {
    told.push((await (tries % 2 === 0 ? node : edge).ask(wrong)).status)
  }
  expect(told.slice(0, 10)).toEqual(Array(10).fill(401))
  expect(told.slice(-2)).toEqual([429, 429])
})

test('the audit says whence somebody came to the edge', async () => {
  const { id } = (
    await edge.ask({
      method: 'POST',
      path: '/api/v1/channels',
      headers: {
        authorization: `Bearer ${stack.plane.tokens.operator}`,
        'x-forwarded-for': '203.0.113.9',
      },
      body: { name: edge.nameOf('Traced'), sources: SOURCES },
    })
  ).body
  const [entry] = await stack.plane.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, id))
  expect(entry).toMatchObject({ actorEmail: 'operator@example.org', address: '203.0.113.9' })
})

test('what only Node can do is passed on to it, and refused in words where none is known', async () => {
  const docs = { method: 'GET', path: '/api/docs' }
  expect((await edge.ask(docs)).text).toContain('swagger-ui')
  expect((await edge.ask({ method: 'GET', path: '/metrics' })).status).toBe(401)
  const refused = { status: 503, body: { error: { messageCode: 'only-on-node' } } }
  for (const path of ['/api/docs', '/metrics', '/', '/install.sh']) {
    expect(await lone.ask({ method: 'GET', path })).toMatchObject(refused)
  }
  const form = new FormData()
  form.set('file', new File([new Uint8Array([1])], 'x.png'))
  const headers = {
    authorization: `Bearer ${stack.plane.tokens.operator}`,
    'accept-language': 'tr',
  }
  const upload = { method: 'POST', path: '/api/v1/uploads/logo', raw: form, headers }
  const answer = await lone.ask(upload)
  expect(answer).toMatchObject(refused)
  expect(answer.body.error.message).toContain('NODE_URL')
  expect(answer.headers.get('content-language')).toBe('tr')
})

test('a test of a target of alerts is sent by Node, and refused in words where none is known', async () => {
  const target = {
    name: edge.nameOf('Hook'),
    address: { kind: 'webhook', url: 'http://127.0.0.1:9/', secret: 'a secret of a webhook' },
  }
  const made = await edge.as('admin', 'POST', '/alerts/targets', target)
  expect([made.status, made.body.error?.details]).toEqual([201, undefined])
  const path = `/alerts/targets/${made.body.id}/test`
  const sent = (await edge.as('admin', 'POST', path)).body
  expect(sent).toMatchObject({ ok: false, problem: { code: 'delivery-unreachable' } })
  expect((await lone.as('admin', 'POST', path)).text).toContain('only-on-node')
})

test('a database that does not answer is said to be away, while the edge is alive', async () => {
  const one = await stack.startAnother({ DATABASE_URL: 'postgres://tv@127.0.0.1:9/tv' })
  const ask = (path: string) => askOf(one.url, { method: 'GET', path })
  expect((await ask('/healthz')).status).toBe(200)
  const away = { status: 503, body: { error: { messageCode: 'database-away' } } }
  expect(await ask('/api/v1/channels')).toMatchObject(away)
})

test('with Redis away nobody logs in uncounted, and who is logged in goes on', async () => {
  const one = await stack.startAnother({ UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:9' })
  const door = doorAt(
    () => one.url,
    () => stack.plane,
  )
  const away = { status: 503, body: { error: { messageCode: 'check-live' } } }
  expect(await door.ask({ ...LOGIN, body: ADMIN })).toMatchObject(away)
  expect((await door.as('viewer', 'GET', '/channels')).status).toBe(200)
  expect((await door.made('Without Redis')).id).toEqual(expect.any(String))
})

test.each([
  ['another key of secrets', { SECRETS_KEY: 'another key of secrets, long enough' }],
  ['no database', { DATABASE_URL: '' }],
  ['a key that is too short', { SECRETS_KEY: 'short' }],
])('set up with %s it refuses, and its log says why without the values', async (_of, changes) => {
  const one = await stack.startAnother(changes)
  const refused = await askOf(one.url, { method: 'GET', path: '/api/v1/channels' })
  expect(refused).toMatchObject({
    status: 503,
    body: { error: { messageCode: 'edge-not-set-up' } },
  })
  const said = one.said.join('\n')
  expect(said).toMatch(/SECRETS_KEY|DATABASE_URL|sealed with another key/)
  expect(said).not.toContain(stack.variables.UPSTASH_REDIS_REST_TOKEN)
})

test('nothing that is secret is in what the edge says', async () => {
  await edge.ask({ ...LOGIN, body: ADMIN })
  const said = [...stack.edge.said, ...alone.said].join('\n')
  expect(said).toContain('"msg":"request"')
  for (const secret of [PASSWORD, 's3cr3t-passphrase', ...Object.values(stack.plane.tokens)]) {
    expect(said).not.toContain(secret)
  }
})
