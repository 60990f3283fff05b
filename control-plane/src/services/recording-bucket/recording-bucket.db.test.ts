import { createServer, type Server } from 'node:http'
import { RecordingBucket } from '@cashbacktv/contract'
import { auditEntries } from '@cashbacktv/db'
import { desc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const SECRET = 'Zsecret1/of+the+bucket'
const PATH = '/settings/recording-bucket'

let one: TestPlane
let host: Awaited<ReturnType<TestPlane['agent']>>
let far: Server
let port: number
/** What the server of the bucket was asked, and how it answers. */
let asked: { method: string; path: string; authorization: string }[]
let reply: { status: number; code?: string }

beforeAll(async () => {
  one = await startTestPlane()
  host = await one.agent()
  const sources = [{ url: 'testcard://640x360@25' }]
  const channel = { name: 'News', sources, hostId: host.hostId }
  const channelId = (await one.as('operator', 'POST', '/channels', channel)).body.id
  // Hosts that copy nothing to the bucket have no business with its keys.
  await one.as('operator', 'POST', '/recordings', {
    channelId,
    name: 'The final',
    isUploaded: true,
  })
  far = createServer((req, res) => {
    const { method = '', url: path = '', headers } = req
    asked.push({ method, path, authorization: headers.authorization ?? '' })
    const error = `<Error><Code>${reply.code}</Code><Message>${SECRET}</Message></Error>`
    res.writeHead(reply.status).end(reply.code === undefined ? '' : error)
  })
  await new Promise<void>((resolve) => far.listen(0, '127.0.0.1', resolve))
  const address = far.address()
  port = typeof address === 'object' ? (address?.port ?? 0) : 0
})
afterAll(async () => {
  far?.close().closeAllConnections()
  await one?.close()
})
beforeEach(async () => {
  asked = []
  reply = { status: 200 }
  await allow(['127.0.0.0/8'])
})

const allow = (sourceAllowCidrs: string[]) =>
  one.as('admin', 'PUT', '/settings', { sourceAllowCidrs })
const shown = () => ({
  endpoint: `http://127.0.0.1:${port}`,
  region: 'eu-test-1',
  bucket: 'recordings',
  prefix: 'tv',
  addressing: 'path',
  accessKey: 'KEY',
})
const put = (bucket: object | null) => one.as('admin', 'PUT', PATH, { bucket })
const wanted = () => host.agent.snapshots.at(-1)?.state.recordingBucket
const acts = () =>
  one.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, 'recording-bucket.put'))
    .orderBy(desc(auditEntries.at))
const attempt = async () => (await one.as('admin', 'POST', `${PATH}/try`)).body

test('hosts that copy to it are told of it at once; its secret is sealed, and shown to nobody', async () => {
  expect((await one.as('admin', 'GET', PATH)).body).toEqual({ bucket: null })
  const { status, text } = await put({ ...shown(), secret: SECRET })
  expect([status, JSON.parse(text)]).toEqual([200, { bucket: shown() }])
  await expect.poll(wanted).toEqual(RecordingBucket.parse({ ...shown(), secret: SECRET }))
  expect((await one.as('admin', 'GET', PATH)).body).toEqual({ bucket: shown() })
  const stored = await one.db.execute(sql`select * from settings`)
  const audit = await one.db.select().from(auditEntries)
  const backup = (await one.as('admin', 'GET', '/backup')).text
  const settings = (await one.as('viewer', 'GET', '/settings')).text
  expect(JSON.stringify([stored, audit, backup, settings, one.log])).not.toContain('Zsecret1')
})

test('a secret that is left out stays with its server, its bucket and its key, and goes nowhere else', async () => {
  await put({ ...shown(), secret: SECRET })
  expect((await put({ ...shown(), prefix: 'other' })).status).toBe(200)
  await expect.poll(() => wanted()?.prefix).toBe('other')
  expect(wanted()?.secret).toBe(SECRET)
  for (const changed of [
    { endpoint: 'https://evil.example' },
    { bucket: 'others' },
    { accessKey: 'OTHER' },
    { addressing: 'host' },
  ]) {
    const { status, body } = await put({ ...shown(), ...changed })
    const [detail] = body.error.details
    expect([status, detail.path, detail.code]).toEqual([
      ...[422, 'bucket.secret', 'bucket-secret-missing'],
    ])
  }
  expect((await put(null)).body).toEqual({ bucket: null })
  await expect.poll(wanted).toBeNull()
})

test('what a change leaves out stays as it was, and the audit has what was before and after', async () => {
  await put(null)
  await put({ ...shown(), secret: SECRET })
  const fields = { region: 'eu-test-2', prefix: 'radio' }
  for (const [name, value] of Object.entries(fields)) {
    const before = (await one.as('admin', 'GET', PATH)).body.bucket
    const { status, body } = await put({ [name]: value })
    expect([status, body.bucket]).toEqual([200, { ...before, [name]: value }])
    const [act] = await acts()
    const changed = { bucket: { before, after: { ...before, [name]: value } } }
    expect(act?.detail).toEqual({ changed, isNewSecret: false })
  }
  expect((await one.as('admin', 'PUT', PATH, {})).body.bucket).toEqual({ ...shown(), ...fields })
  await expect.poll(wanted).toEqual({ ...shown(), ...fields, secret: SECRET })
  await put({ secret: 'another1' })
  expect((await acts())[0]?.detail).toEqual({ changed: {}, isNewSecret: true })
})

test('a first bucket has to be said whole, but for what has a default', async () => {
  await put(null)
  const { status, body } = await put({ prefix: 'tv' })
  const paths = body.error.details.map(({ path }: { path: string }) => path).sort()
  expect([status, paths]).toEqual([422, ['bucket.accessKey', 'bucket.bucket', 'bucket.endpoint']])
  const { endpoint, bucket, accessKey } = shown()
  const made = await put({ endpoint, bucket, accessKey, secret: SECRET })
  expect(made.body.bucket).toMatchObject({ region: 'us-east-1', prefix: '', addressing: 'path' })
})

test('what is not changed tells no host and is not written down', async () => {
  await put({ ...shown(), secret: SECRET })
  await expect.poll(() => wanted()?.prefix).toBe('tv')
  const [told, written] = [host.agent.snapshots.length, await one.db.$count(auditEntries)]
  expect((await put(shown())).status).toBe(200)
  expect([host.agent.snapshots.length, await one.db.$count(auditEntries)]).toEqual([told, written])
})

test('it takes an admin', async () => {
  for (const role of ['viewer', 'operator'] as const) {
    const answers = [
      await one.as(role, 'GET', PATH),
      await one.as(role, 'PUT', PATH, { bucket: null }),
      await one.as(role, 'POST', `${PATH}/try`),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
  }
})

test.each([
  ['an address with a path', { endpoint: 'https://s3.example/x' }, 'endpoint'],
  ['an address with a user', { endpoint: 'https://a:b@s3.example' }, 'endpoint'],
  ['a folder that climbs', { prefix: 'a/../b' }, 'prefix'],
  ['a name that is none', { bucket: 'Recordings' }, 'bucket'],
  ['a key with a line break', { accessKey: 'a\nb' }, 'accessKey'],
])('%s is refused at its field', async (_, changes, field) => {
  const { status, body } = await put({ ...shown(), secret: SECRET, ...changes })
  expect([status, body.error.details[0].path]).toEqual([422, `bucket.${field}`])
})

test('tried, an object is put and deleted, and who tried is written down', async () => {
  await put({ ...shown(), secret: SECRET })
  expect(await attempt()).toMatchObject({ ok: true, problem: null })
  expect(asked.map(({ method }) => method)).toEqual(['PUT', 'DELETE'])
  for (const { path, authorization } of asked) {
    expect(path).toMatch(/^\/recordings\/tv\/cashbacktv-try-[0-9a-f-]{36}\.txt$/)
    expect(authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=KEY\/\d{8}\/eu-test-1\/s3\//)
  }
  const isTry = eq(auditEntries.action, 'recording-bucket.try')
  const acts = await one.db.select().from(auditEntries).where(isTry)
  expect(acts).toMatchObject([{ detail: { ok: true, bucket: 'recordings' } }])
})

test.each([
  [{ status: 403, code: 'SignatureDoesNotMatch' }, 'bucket-wrong-key'],
  [{ status: 403, code: 'InvalidAccessKeyId' }, 'bucket-wrong-key'],
  [{ status: 403, code: 'RequestTimeTooSkewed' }, 'bucket-clock'],
  [{ status: 403, code: 'AccessDenied' }, 'bucket-denied'],
  [{ status: 404, code: 'NoSuchBucket' }, 'bucket-missing'],
  [{ status: 301, code: 'PermanentRedirect' }, 'bucket-region'],
  [{ status: 400, code: 'AuthorizationHeaderMalformed' }, 'bucket-region'],
  [{ status: 503, code: 'SlowDown' }, 'bucket-busy'],
  [{ status: 400, code: 'SomethingElse' }, 'bucket-answer'],
])('%j is said as %s, without what the other side repeats', async (answer, code) => {
  await put({ ...shown(), secret: SECRET })
  reply = answer
  const tried = await attempt()
  expect([tried.ok, tried.problem.code]).toEqual([false, code])
  expect(JSON.stringify(tried)).not.toContain('Zsecret1')
})

test('a server that is not there, and one in a network that is refused, are told apart', async () => {
  await put({ ...shown(), endpoint: 'http://127.0.0.1:9', secret: SECRET })
  expect((await attempt()).problem.code).toBe('bucket-unreachable')
  await allow([])
  expect((await attempt()).problem.code).toBe('egress-refused')
  await put(null)
  const { status, body } = await one.as('admin', 'POST', `${PATH}/try`)
  expect([status, body.error.code]).toEqual([409, 'conflict'])
})
