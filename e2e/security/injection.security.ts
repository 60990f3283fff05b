import { randomBytes, randomInt } from 'node:crypto'
import { createServer } from 'node:http'
import { createDb } from '@cashbacktv/db'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { listenLocally } from '../stack/local-server.ts'
import { startStack } from '../stack/start-stack.ts'
import { chooser, isSent } from './attack/choices.ts'
import { type SampleRequest, sampleRequests } from './attack/openapi-requests.ts'
import { injectables } from './attack/sqlmap.ts'
import { startTellingPostgres } from './attack/statements.ts'

type Sql = ReturnType<typeof createDb>['sql']

/** A value as it is put into SQL by one who should not, and by one who should. */
type Show = (sql: Sql, name: string) => Promise<unknown>
const written: Show = (sql, name) => sql.unsafe(`select name from shows where name = '${name}'`)
const SHOWS: Record<string, Show> = {
  search: written,
  shows: written,
  add: written,
  // Nothing of what becomes of it is answered.
  keep: async (sql, name) => {
    await sql.unsafe(`insert into shows values (2, '${name}')`).catch(() => [])
  },
  keys: async (sql, name) => {
    await sql`insert into shows values (3, ${name})`
    return randomBytes(200 + randomInt(600)).toString('base64')
  },
}

async function startShows(sql: Sql) {
  await sql`create table shows as select 1 as id, 'Evening' as name`
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const [, place = '', inPath = ''] = url.pathname.split('/')
    let body = ''
    for await (const part of request) body += part
    const name = body
      ? String(JSON.parse(body).name)
      : (url.searchParams.get('name') ?? decodeURIComponent(inPath))
    const answer = await SHOWS[place]?.(sql, name).catch((error: unknown) => [String(error)])
    response.end(JSON.stringify(answer ?? null))
  })
  return listenLocally(server)
}

test('what is injected in a query, a path or a body is found, and what is bound is not, whatever is answered', async () => {
  const database = await startTellingPostgres()
  const { sql, close: leave } = createDb(database.url)
  const { port, close } = await startShows(sql)
  onTestFinished(async () => {
    await close()
    await leave()
    await database.stop()
  })
  const attack = async (method: string, at: string, body: unknown) => {
    const before = (await database.injected()).length
    const requests = [{ method, path: at, at, body }]
    const { found } = await injectables(`http://127.0.0.1:${port}`, requests)
    const places = found.map(({ place }) => place)
    return { places, isInjected: (await database.injected()).length > before }
  }
  const name = { name: 'Evening' }
  const inBody = { places: ['(custom) POST'], isInjected: true }
  expect(await attack('GET', '/search?name=Evening', null)).toEqual({ ...inBody, places: ['GET'] })
  expect(await attack('GET', '/shows/Evening*', null)).toEqual({ ...inBody, places: ['URI'] })
  expect(await attack('POST', '/add', name)).toEqual(inBody)
  expect((await attack('POST', '/keep', name)).isInjected).toBe(true)
  expect((await attack('POST', '/keys', name)).isInjected).toBe(false)
}, 180_000)

const Id = z.object({ id: z.string() })

/** The product with a channel, on a database that tells what it was asked; both end with the test. */
async function startAttacked() {
  const database = await startTellingPostgres()
  onTestFinished(() => database.stop())
  const stack = await startStack({ env: { DATABASE_URL: database.url } })
  onTestFinished(() => stack.stop())
  const sources = [{ url: 'testcard://320x180@10' }]
  const { id } = await stack.api.createChannel({ name: 'Attacked', sources })
  return { database, stack, id }
}

test('no parameter of a path, a query or a body of the API can be injected', async () => {
  const { database, stack, id } = await startAttacked()
  const hosts = z.object({ items: z.array(Id) }).parse((await stack.api.send('GET', '/hosts')).body)
  const ids = { channels: id, hosts: hosts.items[0]?.id ?? '', settings: 'broadcast' }
  const document = (await stack.api.send('GET', '/openapi.json')).body
  const all = sampleRequests(document, chooser(ids)).filter(isSent)
  const answers = await Promise.all(
    all.map(async ({ method, at, body }) => {
      const { status } = await stack.api.send(method, at, body ?? undefined)
      return { method, at, status }
    }),
  )
  const broken = answers.filter(({ status }) => status >= 500)
  expect(
    broken,
    stack
      .logs()
      .match(/.*"level":"ERROR".*/g)
      ?.join('\n'),
  ).toEqual([])
  // What is refused at the edge never gets to SQL: nearly all are taken, or speak of what is not there.
  expect(answers.filter(({ status }) => status < 400).length).toBeGreaterThan(45)
  expect(answers.filter(({ status }) => status === 422).length).toBeLessThan(12)
  const below = (request: SampleRequest) => ({ ...request, at: `/api/v1${request.at}` })
  const inPaths = all
    .filter(({ path }) => path.includes('{'))
    .map((request) => ({ ...request, at: `${request.at.split('?')[0]}*`, body: null }))
  const inFields = all.filter(({ at, body }) => body !== null || at.includes('?'))
  const headers = { Authorization: `Bearer ${stack.api.token}` }
  for (const requests of [inPaths, inFields]) {
    const { found, output } = await injectables(stack.url, requests.map(below), headers)
    // It infers from answers, and one that holds a new key is another each time: the database knows.
    expect(await database.injected(), JSON.stringify(found)).toEqual([])
    expect(output.match(/might not be injectable/g)?.length).toBeGreaterThan(20)
  }
  expect(await database.functionsThatBuildSql()).toEqual([])
  // It was logged in to the end.
  expect((await stack.api.send('GET', '/auth/me')).status).toBe(200)
}, 540_000)

/** Where patterns are made of what is searched for. */
const SEARCHES = ['/channels?search=', '/monitoring/activity?search=', '/audit?text=']

test('what is searched for cannot be injected by far more of what sqlmap knows, nor can headers', async () => {
  const { database, stack } = await startAttacked()
  const headers = { Authorization: `Bearer ${stack.api.token}` }
  const requests = SEARCHES.map((start) => {
    const at = `/api/v1${start}Attacked`
    return { method: 'GET', path: at, at, body: null }
  })
  const { output } = await injectables(stack.url, requests, headers, { level: 3, risk: 2 })
  expect(output.match(/might not be injectable/g)?.length).toBeGreaterThanOrEqual(3)
  expect(await database.injected()).toEqual([])
  expect((await stack.api.send('GET', '/auth/me')).status).toBe(200)
}, 540_000)
