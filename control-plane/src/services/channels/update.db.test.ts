import { messageOf, tell } from '@cashbacktv/contract'
import { auditEntries, channels, hosts, sources } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const SECRET = 's3cr3t-stream-key'
let one: TestPlane
let hostId = ''
let id = ''
let number = 0

beforeAll(async () => {
  one = await startTestPlane({ sourceAllowCidrs: ['127.0.0.0/8'] })
  hostId = (await one.agent()).hostId
})
beforeEach(async () => {
  number += 1
  const made = await one.as('operator', 'POST', '/channels', {
    name: `Channel ${number}`,
    hostId,
    sources: [{ url: `rtmp://127.0.0.1/live/${SECRET}` }, { url: 'testcard://640x360@25' }],
  })
  expect(made.status).toBe(201)
  id = made.body.id
})
afterAll(() => one?.close())

const put = (body: object) => one.as('operator', 'PUT', `/channels/${id}`, body)
const get = async () => (await one.as('operator', 'GET', `/channels/${id}`)).body
const revision = async () => {
  const [host] = await one.db.select().from(hosts).where(eq(hosts.name, 'one'))
  return host?.desiredRevision ?? 0
}
const audit = (action: string) =>
  one.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, id), eq(auditEntries.action, action)))

describe('a change that is none', () => {
  test('tells no host, writes nothing down and leaves the time of the last change', async () => {
    const before = { channel: await get(), revision: await revision() }
    const { name, slug, sources, output, hls, logo, schedule } = before.channel
    const { autoRestart, priority, limits } = before.channel
    for (const body of [
      {},
      { name, slug, sources, output, hls, logo, schedule, autoRestart, priority, limits, hostId },
    ]) {
      expect((await put(body)).status).toBe(200)
    }
    expect(await get()).toEqual(before.channel)
    expect(await revision()).toBe(before.revision)
    expect(await audit('channel.update')).toEqual([])
  })
})

test('a name alone leaves everything that FFmpeg sees: same generation, same ids of sources, one revision more', async () => {
  const [before] = await one.db
    .select()
    .from(channels)
    .where(eq(channels.id, id as never))
  const [from, known] = [await revision(), (await get()).sources]
  expect((await put({ name: 'Another name' })).body.name).toBe('Another name')
  const [after] = await one.db
    .select()
    .from(channels)
    .where(eq(channels.id, id as never))
  const { name: _a, updatedAt: _b, ...was } = before ?? {}
  const { name: _c, updatedAt: _d, ...is } = after ?? {}
  expect(is).toEqual(was)
  expect((await get()).sources).toEqual(known)
  expect(await revision()).toBe(from + 1)
})

test('how a source is read is kept when it is left out, and changed by name', async () => {
  const url = 'https://a.example/live.m3u8'
  const headers = [{ name: 'X-Token', value: 'fourteen' }]
  const made = await put({ sources: [{ url, headers, program: 101 }] })
  const source = made.body.sources[0]
  const whole = async () =>
    (await one.as('operator', 'POST', `/channels/${id}/reveal`)).body.sources
  expect(await whole()).toMatchObject([{ url, headers, program: 101 }])
  const from = await revision()
  expect((await put({ sources: [{ id: source.id, url }] })).body.sources).toEqual([source])
  expect(await revision()).toBe(from)
  const changed = await put({ sources: [{ id: source.id, url, program: null, referer: url }] })
  expect(changed.status).toBe(200)
  expect(await whole()).toEqual([{ id: source.id, url, headers, referer: url }])
  const refused = await put({ sources: [{ url, userAgent: 'a\r\nX-Evil: 1' }] })
  expect(refused.status).toBe(422)
  expect(refused.body.error.details[0].path).toBe('sources.0.userAgent')
})

test('limits are stored, told to the host, and refused with a sentence where none could work', async () => {
  const from = await revision()
  const wanted = { cpuPercent: 150, memoryBytes: 400_000_000 }
  expect((await put({ limits: wanted })).body.limits).toEqual(wanted)
  expect((await put({ limits: { cpuPercent: 50 } })).body.limits).toEqual({
    cpuPercent: 50,
    memoryBytes: 400_000_000,
  })
  expect((await put({ limits: { memoryBytes: null } })).body.limits).toEqual({
    cpuPercent: 50,
    memoryBytes: null,
  })
  expect(await revision()).toBe(from + 3)
  const told = async (limits: object) => (await put({ limits })).body.error.details
  expect(await told({ memoryBytes: 1_000_000 })).toEqual([
    { path: 'limits.memoryBytes', ...tell(messageOf('memory-limit-small')) },
  ])
  expect(await told({ cpuPercent: 'much' })).toEqual([
    { path: 'limits.cpuPercent', ...tell(messageOf('field-number')) },
  ])
})

test('sources keep their ids when one is put before, taken away or reordered', async () => {
  const [first, second] = (await get()).sources
  const added = await put({ sources: [{ url: 'testcard://320x180@25' }, second, first] })
  expect(added.body.sources.slice(1)).toEqual([second, first])
  const less = await put({ sources: [first] })
  expect(less.body.sources).toEqual([first])
  const rows = await one.db
    .select()
    .from(sources)
    .where(eq(sources.channelId, id as never))
  expect(rows).toHaveLength(1)
})

test('a source of another channel, or the same twice, is refused with its place', async () => {
  const [first] = (await get()).sources
  const foreign = { id: '11111111-1111-4111-8111-111111111111', url: 'testcard://640x360@25' }
  const told = async (list: object[]) => (await put({ sources: list })).body.error.details[0].path
  expect(await told([first, foreign])).toBe('sources.1.id')
  expect(await told([first, first])).toMatch(/^sources\.\d\.id$/)
})

describe('people who change the same channel at the same moment', () => {
  test('twenty changes of different fields all stay, each counted once', async () => {
    const from = await revision()
    const bodies = [
      { name: 'New' },
      { priority: 90 },
      { autoRestart: false },
      { slug: `new-${number}` },
    ]
    const answers = await Promise.all(bodies.map(put))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await get()).toMatchObject({
      name: 'New',
      priority: 90,
      autoRestart: false,
      slug: `new-${number}`,
    })
    expect(await revision()).toBe(from + 4)
    expect(await audit('channel.update')).toHaveLength(4)
  })

  test('twenty changes of the sources leave those of one of them, whole', async () => {
    const lists = Array.from({ length: 20 }, (_, n) =>
      [1, 2, 3].map((part) => ({ url: `testcard://${640 + 2 * n}x360@2${part}` })),
    )
    const answers = await Promise.all(lists.map((list) => put({ sources: list })))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    const urls = (await get()).sources.map(({ url }: { url: string }) => url)
    expect(lists.map((list) => list.map(({ url }) => url))).toContainEqual(urls)
  })

  test('of two that want one slug one gets it and the other is told', async () => {
    const other = await one.as('operator', 'POST', '/channels', {
      name: 'Other',
      sources: [{ url: 'testcard://640x360@25' }],
    })
    const slug = `wanted-${number}`
    const both = await Promise.all([
      put({ slug }),
      one.as('operator', 'PUT', `/channels/${other.body.id}`, { slug }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const loser = both.find(({ status }) => status === 409)
    expect(loser?.body.error).toMatchObject({ code: 'conflict', details: [{ path: 'slug' }] })
  })

  test('a change, a switch and a deletion at once end well, in whichever order', async () => {
    const all = await Promise.all([
      put({ priority: 1 }),
      one.as('operator', 'POST', `/channels/${id}/start`),
      one.as('operator', 'DELETE', `/channels/${id}`),
      one.as('operator', 'POST', `/channels/${id}/restart`),
      put({ sources: [{ url: 'testcard://640x360@25' }] }),
    ])
    for (const { status } of all) expect([200, 202, 204, 404]).toContain(status)
    expect((await one.as('operator', 'GET', `/channels/${id}`)).status).toBe(404)
    const [row] = await one.db
      .select()
      .from(channels)
      .where(eq(channels.id, id as never))
    expect(row?.deletedAt).not.toBeNull()
  })
})

test('fifty channels of one name created at once get fifty slugs', async () => {
  const make = () =>
    one.as('operator', 'POST', '/channels', {
      name: 'Ağrı Dağı',
      sources: [{ url: 'testcard://640x360@25' }],
    })
  const made = []
  for (let round = 0; round < 10; round += 1) {
    made.push(...(await Promise.all([make(), make(), make(), make(), make()])))
  }
  expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]))
  const slugs = made.map(({ body }) => body.slug)
  expect(new Set(slugs).size).toBe(50)
  expect(slugs.toSorted((a, b) => a.length - b.length)[0]).toBe('agri-dagi')
})

test('a deleted channel gives its slug back, and a slug must be one', async () => {
  const { slug } = await get()
  await one.as('operator', 'DELETE', `/channels/${id}`)
  const body = { name: 'Next', sources: [{ url: 'testcard://640x360@25' }] }
  expect((await one.as('operator', 'POST', '/channels', { ...body, slug })).status).toBe(201)
  for (const wrong of ['', '-a', 'A', 'ı', 'a b', 'a/b', '..', 'a.', 'x'.repeat(64), 'a\n', '_']) {
    const answer = await one.as('operator', 'POST', '/channels', { ...body, slug: wrong })
    expect([wrong, answer.status, answer.body.error.details?.[0].path]).toEqual([
      wrong,
      422,
      'slug',
    ])
  }
})

describe('the secrets of a source', () => {
  test('they are in no audit entry, no log and no error', async () => {
    await put({ sources: [{ url: `srt://127.0.0.1:9000?passphrase=${SECRET}` }] })
    await put({ sources: [{ url: `http://admin:${SECRET}@127.0.0.1/x.ts` }] })
    const refused = await put({ sources: [{ url: `http://admin:${SECRET}@169.254.169.254/x` }] })
    expect([refused.status, refused.text.includes(SECRET)]).toEqual([422, false])
    const scheme = await put({ sources: [{ url: `gopher://admin:${SECRET}@example.org/` }] })
    expect([scheme.status, scheme.text.includes(SECRET)]).toEqual([422, false])
    await one.as('operator', 'POST', `/channels/${id}/start`)
    await one.as('operator', 'DELETE', `/channels/${id}`)
    const entries = await one.db.select().from(auditEntries)
    expect(entries.length).toBeGreaterThan(3)
    expect(JSON.stringify(entries)).not.toContain(SECRET)
    expect(one.log.join('')).not.toContain(SECRET)
  })
})

test('a group that is not there is said at its field, and nothing is changed', async () => {
  const groupId = '00000000-0000-4000-8000-000000000000'
  const { status, body } = await one.as('admin', 'PUT', `/channels/${id}`, {
    name: 'Moved',
    groupId,
  })
  expect([status, body.error.details?.[0]?.path]).toEqual([422, 'groupId'])
  expect((await get()).name).toBe(`Channel ${number}`)
})
