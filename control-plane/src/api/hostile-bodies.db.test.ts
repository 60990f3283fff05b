import { connect } from 'node:net'
import { channels, hosts, users } from '@cashbacktv/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ODD_STRINGS } from '../test/odd-strings.ts'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

let one: TestPlane
let id = ''
beforeAll(async () => {
  one = await startTestPlane()
  id = (await create({ name: 'Known' })).body.id
})
afterAll(() => one?.close())

const sources = [{ url: 'testcard://640x360@25' }]
const create = (body: object) => one.as('admin', 'POST', '/channels', { sources, ...body })
const raw = (path: string, body: string, method = 'POST', type = 'application/json') =>
  one.ask({
    method,
    path,
    raw: body,
    headers: { authorization: `Bearer ${one.tokens.admin}`, 'content-type': type },
  })
const restChannels = '/api/v1/channels'

describe('odd text', () => {
  test.each(ODD_STRINGS)(
    '%j as a name comes back as it was, or is refused with its field',
    async (name) => {
      const made = await create({ name })
      if (made.status === 422) return expect(made.body.error.details[0].path).toBe('name')
      expect(made.status).toBe(201)
      expect(made.body.name).toBe(name.trim())
      expect(made.body.slug).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/)
      const got = await one.as('viewer', 'GET', `/channels/${made.body.id}`)
      expect(Buffer.from(got.body.name).equals(Buffer.from(name.trim()))).toBe(true)
      const found = await one.as(
        'viewer',
        'GET',
        `/channels?${new URLSearchParams({ search: name.trim(), pageSize: '500' })}`,
      )
      expect(found.body.items.map((item: { id: string }) => item.id)).toContain(made.body.id)
    },
  )

  test.each(ODD_STRINGS)('%j in every other place of text is never a fault', async (text) => {
    const encoded = encodeURIComponent(Buffer.from(text).toString())
    const answers = await Promise.all([
      create({ name: 'x', slug: text }),
      create({ name: 'x', sources: [{ url: text }] }),
      create({ name: 'x', sources: [{ url: `http://example.invalid/${text}` }] }),
      create({ name: 'x', output: { presetId: text } }),
      create({ name: 'x', output: { renditions: [{ name: text, height: null }] } }),
      create({ name: 'x', hostId: text }),
      create({ name: 'x', [text]: 1 }),
      create({ name: 'x', logo: { assetId: text } }),
      one.as('admin', 'GET', `/channels?search=${encoded}`),
      one.as('admin', 'GET', `/channels?status=${encoded}`),
      one.as('admin', 'GET', `/channels?page=${encoded}`),
      one.as('admin', 'GET', `/channels/${encoded}`),
      one.as('admin', 'PUT', '/settings', { sourceAllowCidrs: [text] }),
      one.as('admin', 'POST', '/auth/login', { email: text, password: text }),
      one.as('admin', 'POST', '/auth/refresh', { refreshToken: text }),
      raw('/trpc/hosts.createJoinToken', JSON.stringify({ label: text })),
      raw('/trpc/channels.probe', JSON.stringify({ url: text })),
      one.ask({ method: 'GET', path: `/trpc/${encoded}` }),
      raw('/api/v1/auth/login', Buffer.from(text).toString()),
    ])
    expect(answers.filter(({ status }) => status === 500).map(({ text }) => text)).toEqual([])
  })

  test('what is written into the log stays one line of JSON', async () => {
    for (const line of one.log) {
      expect(line.trim().split('\n')).toHaveLength(1)
      expect(JSON.parse(line)).toBeTypeOf('object')
    }
    expect(one.log.some((line) => line.includes('a request failed'))).toBe(false)
  })
})

describe('bodies that are no bodies', () => {
  test.each([
    ['no JSON', '{', 400],
    ['a byte order mark before', '\ufeff{}', 422],
    ['a list', '[]', 422],
    ['a number', '1', 422],
    ['null', 'null', 422],
    ['text', '"x"', 422],
    ['nesting without end', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 422],
    ['lists without end', `{"sources":${'['.repeat(60_000)}${']'.repeat(60_000)}}`, 422],
    ['a number without end', `{"name":"x","priority":${'9'.repeat(1000)}}`, 422],
    ['single quotes', "{'name':'x'}", 400],
    ['comments', '{"name":"x"/**/}', 400],
  ])('%s', async (_name, body, status) => {
    const answer = await raw(restChannels, body)
    expect([answer.status, typeof answer.body.error.message]).toEqual([status, 'string'])
    expect((await raw('/trpc/channels.create', body)).status).toBeLessThan(500)
  })

  test('another type is 415, a large body 413, of two equal keys one counts', async () => {
    expect((await raw(restChannels, '{}', 'POST', 'text/plain')).status).toBe(415)
    expect((await raw(restChannels, '<x/>', 'POST', 'application/xml')).status).toBe(415)
    expect((await raw(restChannels, `{"name":"${'x'.repeat(300_000)}"}`)).status).toBe(413)
    expect((await raw('/trpc/channels.create', `{"name":"${'x'.repeat(300_000)}"}`)).status).toBe(
      413,
    )
    const twice = await raw(
      restChannels,
      `{"name":"One","name":"Two","sources":${JSON.stringify(sources)}}`,
    )
    expect(twice.body.name).toBe('Two')
  })

  test('a length and chunks at once are refused', async () => {
    const { port } = new URL(one.url)
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1')
      socket.once('data', (data) => {
        resolve(String(data))
        socket.destroy()
      })
      socket.write(
        'POST /api/v1/channels HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      )
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe('what is not offered cannot be set', () => {
  test.each([
    { role: 'admin' },
    { ownerId: 'x' },
    { passwordHash: 'x' },
    { desiredRevision: 99 },
    { restartGeneration: 99 },
    { on: true },
    { pinned: true },
    { deletedAt: null },
    { createdAt: '2000-01-01T00:00:00Z' },
    { status: 'running' },
  ])('%j', async (field) => {
    const [name] = Object.keys(field)
    const made = await create({ name: 'x', ...field })
    expect([made.status, made.body.error.details[0].path]).toEqual([422, name])
    const changed = await one.as('admin', 'PUT', `/channels/${id}`, field)
    expect([changed.status, changed.body.error.details[0].path]).toEqual([422, name])
  })

  test('the id of a channel that is there: the one in the address is the one that counts', async () => {
    const other = { id: '11111111-1111-4111-8111-111111111111' }
    expect((await one.as('admin', 'PUT', `/channels/${id}`, other)).body.id).toBe(id)
  })

  test('nor by log in, nor by the settings', async () => {
    const person = { email: 'viewer@example.org', password: 'x', role: 'admin' }
    expect((await one.as('viewer', 'POST', '/auth/login', person)).status).toBe(422)
    expect((await one.as('admin', 'PUT', '/settings', { desiredRevision: 9 })).status).toBe(422)
    const roles = await one.db.select({ role: users.role }).from(users)
    expect(roles.map(({ role }) => role).sort()).toEqual(['admin', 'operator', 'viewer'])
  })

  test('__proto__ and constructor are keys like any other: nothing is polluted', async () => {
    const bodies = [
      '{"name":"x","__proto__":{"on":true,"polluted":1}}',
      '{"name":"x","constructor":{"prototype":{"polluted":1}}}',
      '{"__proto__":{"name":"x"}}',
      '{"name":"x","output":{"__proto__":{"polluted":1}}}',
      '{"name":"x","hls":{"__proto__":{"polluted":1}}}',
    ]
    for (const body of bodies) {
      const withSources = body.replace(/}$/, `,"sources":${JSON.stringify(sources)}}`)
      for (const path of [restChannels, '/trpc/channels.create']) {
        const answer = await raw(path, withSources)
        expect(answer.status).toBeLessThan(500)
        expect(answer.text).not.toContain('polluted":1')
      }
      expect((await raw(`${restChannels}/${id}`, body, 'PUT')).status).toBeLessThan(500)
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect((await one.db.select().from(channels)).some(({ on }) => on)).toBe(false)
  })

  test('a query that asks for too much or for what there is not is 422', async () => {
    const queries = [
      'page=0',
      'page=-1',
      'page=1e9',
      'pageSize=NaN',
      'pageSize=501',
      'pageSize=1;drop',
    ]
    queries.push(
      'sort=(select 1)',
      'limit=5',
      '__proto__=1',
      'status=unknown',
      `search=${'x'.repeat(201)}`,
    )
    for (const query of queries) {
      expect([query, (await one.as('viewer', 'GET', `/channels?${query}`)).status]).toEqual([
        query,
        422,
      ])
    }
  })
})

describe('tRPC', () => {
  test('names of every object are no procedures', async () => {
    for (const path of [
      '__proto__',
      'constructor',
      'channels.__proto__',
      'channels.constructor',
      'toString',
      'channels.list.toString',
      '_def',
      '',
    ]) {
      expect([path, (await raw(`/trpc/${path}`, '{}')).status]).toEqual([path, 404])
    }
  })

  test('a batch of more than twenty calls is refused, and each call of a batch is judged on its own', async () => {
    const batch = (count: number) => {
      const path = Array(count).fill('settings.get').join(',')
      return one.ask({ method: 'GET', path: `/trpc/${path}?batch=1&input={}` })
    }
    expect((await batch(21)).status).toBe(400)
    const mixed = await one.ask({
      method: 'GET',
      path: '/trpc/auth.me,openapi.x?batch=1&input={}',
      headers: { authorization: `Bearer ${one.tokens.viewer}` },
    })
    expect(mixed.status).toBe(207)
    expect((await batch(2)).status).toBe(401)
  })
})

test('the hosts of others are not touched by what was refused', async () => {
  expect(await one.db.select().from(hosts)).toEqual([])
})
