import { ChannelId } from '@cashbacktv/contract'
import { auditEntries, sources } from '@cashbacktv/db'
import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const MAIN = 'http://joe:pw-hunter2@127.0.0.1:8000/live/joe/hunter2/1.ts?pin=4711'
const BACKUP = 'rtmp://127.0.0.1/stream-key-81'
const READING = { userAgent: 'box-hunter2', headers: [{ name: 'X-Token', value: 'tok-hunter2' }] }

let one: TestPlane
let id = ''

beforeAll(async () => {
  one = await startTestPlane({ sourceAllowCidrs: ['127.0.0.0/8'] })
})
beforeEach(async () => {
  const made = await one.as('operator', 'POST', '/channels', {
    name: 'Masked',
    sources: [{ url: MAIN, ...READING }, { url: BACKUP }],
  })
  expect(made.status).toBe(201)
  id = made.body.id
})
afterAll(() => one?.close())

const get = async (role: 'viewer' | 'operator' | 'admin') =>
  (await one.as(role, 'GET', `/channels/${id}`)).body
const put = (body: object) => one.as('operator', 'PUT', `/channels/${id}`, body)
const reveal = async () => (await one.as('operator', 'POST', `/channels/${id}/reveal`)).body.sources
const urls = async () => (await reveal()).map(({ url }: { url: string }) => url)

test('an operator and an admin see sources masked, a viewer their scheme and host alone', async () => {
  for (const role of ['operator', 'admin'] as const) {
    expect((await get(role)).sources).toMatchObject([
      {
        url: 'http://***@127.0.0.1:8000/***.ts?***',
        userAgent: '***',
        headers: [{ value: '***' }],
      },
      { url: 'rtmp://127.0.0.1/***' },
    ])
  }
  const [first, second] = (await get('viewer')).sources
  expect(first).toEqual({ id: first.id, url: 'http://127.0.0.1' })
  expect(second).toEqual({ id: second.id, url: 'rtmp://127.0.0.1' })
})

describe('what was shown, sent back', () => {
  test('changes nothing, with and without ids', async () => {
    const before = await reveal()
    const { sources: shown } = await get('operator')
    expect((await put({ sources: shown })).status).toBe(200)
    const bare = shown.map(({ id: _id, ...rest }: { id: string }) => rest)
    expect((await put({ sources: bare })).status).toBe(200)
    expect(await reveal()).toEqual(before)
    const changes = and(eq(auditEntries.subjectId, id), eq(auditEntries.action, 'channel.update'))
    expect(await one.db.select().from(auditEntries).where(changes)).toEqual([])
  })

  test('keeps each source its own secret when they are put in another order, and when one goes', async () => {
    const [first, second] = (await get('operator')).sources
    expect((await put({ sources: [second, first] })).status).toBe(200)
    expect(await urls()).toEqual([BACKUP, MAIN])
    expect((await put({ sources: [first] })).status).toBe(200)
    expect(await reveal()).toEqual([{ id: first.id, url: MAIN, ...READING }])
  })

  test('that stands for nothing which is stored is refused, and the channel stays as it was', async () => {
    const { sources: shown } = await get('operator')
    const cases: [object, string][] = [
      [{ ...shown[0], url: shown[1].url }, 'source-mask-unknown'],
      [{ url: 'https://elsewhere.example/***.m3u8' }, 'source-mask-unknown'],
      [{ ...shown[1], url: 'http://127.0.0.1/x.ts', userAgent: '***' }, 'value-mask-unknown'],
    ]
    for (const [source, code] of cases) {
      const { status, body } = await put({ sources: [source] })
      expect([status, body.error.details[0].code]).toEqual([422, code])
    }
    // What a viewer sees is no mask, and no way to take a secret away by mistake either.
    const made = await one.as('operator', 'POST', '/channels', {
      name: 'Copy',
      sources: [shown[0]],
    })
    expect(made.status).toBe(422)
    const masked = { name: 'Copy', sources: [{ url: shown[0].url }] }
    expect(
      (await one.as('operator', 'POST', '/channels', masked)).body.error.details[0],
    ).toMatchObject({
      path: 'sources.0.url',
      code: 'address-masked',
    })
    expect(await urls()).toEqual([MAIN, BACKUP])
  })

  test('makes a copy of a channel, which has the secrets without anybody having seen them', async () => {
    const { sources: shown } = await get('operator')
    const body = {
      name: 'Copy',
      sources: [...shown].reverse(),
      copyOf: id,
      id: crypto.randomUUID(),
    }
    for (const status of [201, 201]) {
      expect((await one.as('operator', 'POST', '/channels', body)).status).toBe(status)
    }
    const copy = await one.as('operator', 'POST', `/channels/${body.id}/reveal`)
    expect(copy.body.sources).toMatchObject([{ url: BACKUP }, { url: MAIN, ...READING }])
    const ids = copy.body.sources.map((source: { id: string }) => source.id)
    expect(shown.some((source: { id: string }) => ids.includes(source.id))).toBe(false)
    const alone = await one.as('operator', 'POST', '/channels', { name: 'x', sources: shown })
    expect(alone.body.error.details[0].code).toBe('source-of-other')
  })

  test('goes to the server it was entered for and to no other, by whatever way', async () => {
    const { sources: shown } = await get('operator')
    const [first] = shown
    const url = 'http://127.0.0.1:8001/live/joe/hunter2/1.ts'
    const elsewhere = (...fields: string[]) => ({
      status: 422,
      details: fields.map((path) => ({ path, code: 'source-sent-elsewhere' })),
    })
    const said = ({ status, body }: Awaited<ReturnType<typeof put>>) => ({
      status,
      details: body.error.details.map(({ path, code }: Record<string, string>) => ({ path, code })),
    })
    const ways = [
      { source: { ...first, url }, fields: ['userAgent', 'headers.0.value'] },
      { source: { id: first.id, url }, fields: ['userAgent', 'headers'] },
    ]
    for (const { source, fields } of ways) {
      const refusal = elsewhere(...fields.map((field) => `sources.0.${field}`))
      expect(said(await put({ sources: [source] }))).toEqual(refusal)
      const copy = { name: 'Copy', copyOf: id, sources: [source] }
      expect(said(await one.as('operator', 'POST', '/channels', copy))).toEqual(refusal)
      const { id: sourceId, ...reading } = source
      const probed = { ...reading, sourceId }
      expect(said(await one.as('operator', 'POST', '/sources/probe', probed))).toEqual(
        elsewhere(...fields),
      )
    }
    expect(await urls()).toEqual([MAIN, BACKUP])
    // Of the same server another path is no other place, and what is typed goes where it is wanted.
    const there = 'http://127.0.0.1:8000/new/2.ts'
    expect((await put({ sources: [{ ...first, url: there }] })).status).toBe(200)
    expect(await reveal()).toEqual([{ id: first.id, url: there, ...READING }])
    const typed = { userAgent: null, headers: [{ name: 'X-Token', value: 'typed' }] }
    expect((await put({ sources: [{ id: first.id, url, ...typed }] })).status).toBe(200)
    expect(await reveal()).toEqual([{ id: first.id, url, headers: typed.headers }])
  })

  test('of a list that is imported is refused in its row', async () => {
    const list = 'name,source\nNew,http://h.example/***.ts'
    const { body } = await one.as('operator', 'POST', '/channels/import', {
      list,
      dryRun: true,
    })
    expect(body.rows[0]).toMatchObject({ state: 'bad', problems: [{ code: 'address-masked' }] })
  })
})

describe('a reveal', () => {
  test('gives one source or all, and says who saw them, when and from where', async () => {
    const { sources: shown } = await get('operator')
    const only = await one.as('operator', 'POST', `/channels/${id}/reveal`, {
      sourceId: shown[1].id,
    })
    expect(only.body.sources).toEqual([{ id: shown[1].id, url: BACKUP }])
    expect(await urls()).toEqual([MAIN, BACKUP])
    const entries = await one.db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, id), eq(auditEntries.action, 'channel.reveal')))
    expect(entries).toHaveLength(2)
    expect(entries[0]).toMatchObject({
      actorEmail: 'operator@example.org',
      subjectType: 'channel',
      detail: { name: 'Masked', address: '127.0.0.1' },
    })
    expect(JSON.stringify(entries)).not.toMatch(/hunter2|stream-key/)
    const timeline = await one.as('operator', 'GET', `/channels/${id}/timeline`)
    expect(timeline.body.items[0]).toMatchObject({ kind: 'channel.reveal' })
  })

  test('is for who may edit the channel, and of what is there', async () => {
    expect((await one.as('viewer', 'POST', `/channels/${id}/reveal`)).status).toBe(403)
    const none = '00000000-0000-4000-8000-000000000000'
    const wrong = [`/channels/${none}/reveal`, `/channels/${id}/reveal`]
    const answers = await Promise.all([
      one.as('operator', 'POST', wrong[0] ?? ''),
      one.as('operator', 'POST', wrong[1] ?? '', { sourceId: none }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  })

  test('through a key is told by its name, and a key of a viewer has none', async () => {
    const keyOf = async (role: string) => {
      const input = { name: `script of a ${role}`, role }
      const { body } = await one.as('admin', 'POST', '/api-keys', input)
      return { authorization: `Bearer ${body.key}` }
    }
    const path = `/api/v1/channels/${id}`
    const [viewer, operator] = [await keyOf('viewer'), await keyOf('operator')]
    const shown = await one.ask({ method: 'GET', path, headers: viewer })
    expect(shown.body.sources[0].url).toBe('http://127.0.0.1')
    const refused = await one.ask({ method: 'POST', path: `${path}/reveal`, headers: viewer })
    expect(refused.status).toBe(403)
    const given = await one.ask({ method: 'POST', path: `${path}/reveal`, headers: operator })
    expect(given.body.sources[0].url).toBe(MAIN)
    const [entry] = await one.db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, id), eq(auditEntries.action, 'channel.reveal')))
    expect(entry?.actorEmail).toContain('script of a operator')
  })
})

test('the secrets of a source that is replaced are in no audit entry, no log and no error', async () => {
  const SECRET = 's3cr3t-stream-key'
  const kept = await put({ sources: [{ url: `srt://127.0.0.1:9000?passphrase=${SECRET}` }] })
  const refused = await put({ sources: [{ url: `http://admin:${SECRET}@169.254.169.254/x` }] })
  const scheme = await put({ sources: [{ url: `gopher://admin:${SECRET}@example.org/` }] })
  expect([kept.status, refused.status, scheme.status]).toEqual([200, 422, 422])
  expect(kept.text + refused.text + scheme.text).not.toContain(SECRET)
  const stored = eq(sources.channelId, ChannelId.parse(id))
  expect(
    await one.db.select().from(sources).where(stored).orderBy(asc(sources.position)),
  ).toHaveLength(1)
  expect(JSON.stringify(await one.db.select().from(auditEntries))).not.toContain(SECRET)
  expect(one.log.join('')).not.toContain(SECRET)
})
