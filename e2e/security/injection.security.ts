import { createServer } from 'node:http'
import { createDb } from '@cashbacktv/db'
import { startDebianPostgres } from '@cashbacktv/db/test'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { listenLocally } from '../stack/local-server.ts'
import { startStack } from '../stack/start-stack.ts'
import { chooser, isSent } from './attack/choices.ts'
import { type SampleRequest, sampleRequests } from './attack/openapi-requests.ts'
import { injectables } from './attack/sqlmap.ts'

test('sqlmap finds what can be injected: in a query, a path and a body', async () => {
  const database = await startDebianPostgres()
  const { sql, close: leave } = createDb(database.url)
  await sql`create table shows as select 1 as id, 'Evening' as name`
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    let body = ''
    for await (const part of request) body += part
    const wanted = body
      ? String(JSON.parse(body).name)
      : (url.searchParams.get('name') ?? decodeURIComponent(url.pathname.split('/')[2] ?? ''))
    const rows = await sql
      .unsafe(`select name from shows where name = '${wanted}'`)
      .catch((error: unknown) => [String(error)])
    response.end(JSON.stringify(rows))
  })
  const { port, close } = await listenLocally(server)
  onTestFinished(async () => {
    await close()
    await leave()
    await database.stop()
  })
  const sample = (method: string, at: string, body: unknown): SampleRequest => ({
    ...{ method, path: at, at, body },
  })
  const { found } = await injectables(`http://127.0.0.1:${port}`, [
    sample('GET', '/search?name=Evening', null),
    sample('GET', '/shows/Evening*', null),
    sample('POST', '/add', { name: 'Evening' }),
  ])
  expect(new Set(found.map(({ place }) => place))).toEqual(new Set(['GET', 'URI', '(custom) POST']))
}, 180_000)

const Id = z.object({ id: z.string() })

test('no parameter of a path, a query or a body of the API can be injected', async () => {
  const stack = await startStack()
  onTestFinished(() => stack.stop())
  const sources = [{ url: 'testcard://320x180@10' }]
  const { id } = await stack.api.createChannel({ name: 'Attacked', sources })
  const hosts = z.object({ items: z.array(Id) }).parse((await stack.api.send('GET', '/hosts')).body)
  const ids = { channels: id, hosts: hosts.items[0]?.id ?? '', settings: 'broadcast' }
  const document = (await stack.api.send('GET', '/openapi.json')).body
  const all = sampleRequests(document, chooser(ids)).filter(isSent)
  const answers = await Promise.all(
    all.map(
      async ({ method, at, body }) => (await stack.api.send(method, at, body ?? undefined)).status,
    ),
  )
  expect(answers.filter((status) => status >= 500)).toEqual([])
  // What is refused at the edge never gets to SQL: nearly all are taken, or speak of what is not there.
  expect(answers.filter((status) => status < 400).length).toBeGreaterThan(45)
  expect(answers.filter((status) => status === 422).length).toBeLessThan(12)
  const below = (request: SampleRequest) => ({ ...request, at: `/api/v1${request.at}` })
  const inPaths = all
    .filter(({ path }) => path.includes('{'))
    .map((request) => ({ ...request, at: `${request.at.split('?')[0]}*`, body: null }))
  const inFields = all.filter(({ at, body }) => body !== null || at.includes('?'))
  const headers = { Authorization: `Bearer ${stack.api.token}` }
  for (const requests of [inPaths, inFields]) {
    const { found, output } = await injectables(stack.url, requests.map(below), headers)
    expect(found).toEqual([])
    expect(output.match(/might not be injectable/g)?.length).toBeGreaterThan(20)
  }
  // It was logged in to the end.
  expect((await stack.api.send('GET', '/auth/me')).status).toBe(200)
}, 540_000)
