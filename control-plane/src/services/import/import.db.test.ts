import { randomUUID } from 'node:crypto'
import { auditEntries, channels, hosts, sources } from '@cashbacktv/db'
import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
let host: Awaited<ReturnType<TestPlane['agent']>>
beforeAll(async () => {
  one = await startTestPlane()
  host = await one.agent('small')
})
afterAll(() => one?.close())

type Row = { name: string; state: string; outcome: string; channelId: string; problems: object[] }
const send = (body: object, role: 'viewer' | 'operator' = 'operator') =>
  one.as(role, 'POST', '/channels/import', body)
const rowsOf = ({ body }: { body: { rows: Row[] } }) =>
  body.rows.map(({ name, state, outcome }) => `${name} ${state} ${outcome}`)
const named = (...names: string[]) =>
  one.db.select().from(channels).where(inArray(channels.name, names))
const revision = async () => {
  const [row] = await one.db.select().from(hosts).where(eq(hosts.id, host.hostId))
  return row?.desiredRevision ?? 0
}

test('a trial makes nothing; then every good row is made in one change, and no bad one', async () => {
  const list = [
    'ad;kaynak;user-agent;not',
    'Bir;https://example.com/1.m3u8;VLC/3;elle',
    'İki;javascript:alert(1);;',
    'Üç;http://127.0.0.1:9999/;;',
    'Dört;testcard://640x360@25;;',
  ].join('\n')
  const trial = await send({ list, dryRun: true })
  expect(trial.status).toBe(200)
  expect(rowsOf(trial)).toEqual([
    'Bir ready planned',
    'İki bad planned',
    'Üç bad planned',
    'Dört ready planned',
  ])
  expect(trial.body.rows[2].problems[0]).toMatchObject({
    path: 'sources.0.url',
    code: 'network-refused',
    message: expect.stringContaining('127.0.0.0/8'),
  })
  expect(await named('Bir', 'Dört')).toEqual([])

  const before = await revision()
  const made = await send({ list })
  expect(rowsOf(made)).toEqual([
    'Bir ready created',
    'İki bad left',
    'Üç bad left',
    'Dört ready created',
  ])
  expect(await revision()).toBe(before + 1)
  const rows = await named('Bir', 'Dört', 'İki', 'Üç')
  expect(rows.map(({ slug, on, hostId, settings }) => [slug, on, hostId, settings.note])).toEqual([
    ['bir', false, host.hostId, 'elle'],
    ['dort', false, host.hostId, ''],
  ])
  const [stored] = await one.db
    .select()
    .from(sources)
    .where(eq(sources.channelId, made.body.rows[0].channelId))
  expect(stored).toMatchObject({
    url: 'https://example.com/1.m3u8',
    reading: { userAgent: 'VLC/3' },
  })
  const audit = await one.db
    .select()
    .from(auditEntries)
    .where(
      and(eq(auditEntries.action, 'channel.create'), eq(auditEntries.subjectId, rows[0]?.id ?? '')),
    )
  expect(audit.map(({ detail }) => detail)).toEqual([
    expect.objectContaining({ name: 'Bir', slug: 'bir', together: 2 }),
  ])
})

test('the same request sent again makes no channel twice and answers the same', async () => {
  const wish = { id: randomUUID(), list: 'name;source\nOnce;testcard://320x180@10' }
  const first = await send(wish)
  const again = await send(wish)
  expect(rowsOf(again)).toEqual(['Once ready created'])
  expect(again.body.rows[0].channelId).toBe(first.body.rows[0].channelId)
  expect(await named('Once')).toHaveLength(1)
  const other = await send({ ...wish, id: randomUUID() })
  expect(rowsOf(other)).toEqual(['Once double left'])
})

test('two requests at the same time make one channel of a slug, and the other is told', async () => {
  const list = 'name;source;slug\nRace;testcard://320x180@12;race-slug'
  const answers = await Promise.all([1, 2, 3].map(() => send({ list, id: randomUUID() })))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const outcomes = answers.map(({ body }) => body.rows[0].outcome)
  expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1)
  expect(await named('Race')).toHaveLength(1)
})

test('a double is made when it is named, a bad row never, and what is not named is left', async () => {
  const list = [
    'name;source',
    'Twin;testcard://320x180@14',
    'Twin;testcard://320x180@15',
    'Wrong;ftp://example.com',
    'Rest;testcard://320x180@16',
  ].join('\n')
  const { body } = await send({ list, lines: [2, 3, 4] })
  expect(body.rows.map(({ outcome }: Row) => outcome)).toEqual([
    'created',
    'created',
    'left',
    'left',
  ])
  expect((await named('Twin')).map(({ slug }) => slug).toSorted()).toEqual(['twin', 'twin-2'])
})

test('those that are made are put on air when that is wanted', async () => {
  const { body } = await send({
    list: '#EXTM3U\n#EXTINF:-1 group-title="G",Live\ntestcard://320x180@10',
    start: true,
    lines: [2],
  })
  expect(body).toMatchObject({ started: true, format: 'm3u' })
  expect((await named('Live')).map(({ on, settings }) => [on, settings.note])).toEqual([
    [true, 'G'],
  ])
})

test('a list that cannot be taken is refused at its field, in a sentence and a code', async () => {
  const { status, body } = await send({ list: '<!doctype html><h1>403</h1>' })
  expect([status, body.error.details[0].path, body.error.details[0].code]).toEqual([
    ...[422, 'list', 'import-web-page'],
  ])
  expect((await send({ list: 'a\u0000b' })).status).toBe(422)
  expect((await send({ list: 'x', presetId: 'none' })).status).toBe(422)
})

test('a list may be a megabyte from who may import, and no more than others from who may not', async () => {
  const row = (index: number) => `K ${index};http://x.example/${'a'.repeat(900)}`
  const rows = Array.from({ length: 1000 }, (_, index) => row(index))
  const list = `name;source\n${rows.join('\n')}`
  const { status, body } = await send({ list, dryRun: true })
  expect([status, body.rows.length]).toEqual([200, 1000])
  expect((await send({ list, dryRun: true }, 'viewer')).status).toBe(413)
  expect((await send({ list: 'name', dryRun: true }, 'viewer')).status).toBe(403)
  const long = await send({ list: 'x'.repeat(1_000_001), dryRun: true })
  expect([long.status, long.body.error.details[0].code]).toEqual([422, 'import-too-long'])
  expect((await send({ list: 'x'.repeat(5_000_000), dryRun: true })).status).toBe(413)
})
