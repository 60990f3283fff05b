import { randomUUID } from 'node:crypto'
import type { LiveMessage, Role } from '@cashbacktv/contract'
import { apiKeys } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { PASSWORD, startTestPlane, type TestPlane } from './test/start-test-plane.ts'

/** Connections that were open before somebody lost what they may: each kind that there is. */
let plane: TestPlane
const groups = { ours: '', theirs: '' }
const channels = { ours: '', theirs: '', none: '' }
let opened: Open[] = []

type Open = {
  /** Names of the channels that it tells of by now, in order. */
  told(): string[]
  hasEnded(): boolean
  close(): void
}

beforeAll(async () => {
  plane = await startTestPlane({ recheckMs: 100 })
  for (const name of ['ours', 'theirs'] as const) {
    groups[name] = (await plane.as('admin', 'POST', '/groups', { name })).body.id
  }
  for (const name of ['ours', 'theirs', 'none'] as const) {
    const groupId = name === 'none' ? null : groups[name]
    const body = { name, groupId, sources: [{ url: `https://tv.example/${name}.m3u8` }] }
    channels[name] = (await plane.as('admin', 'POST', '/channels', body)).body.id
  }
})
afterEach(() => {
  for (const { close } of opened) close()
  opened = []
})
afterAll(() => plane?.close())

const namesOf = (ids: Iterable<string>) => {
  const known = new Set(ids)
  return Object.entries(channels).flatMap(([name, id]) => (known.has(id) ? [name] : []))
}

/** The plain socket of metrics, of which each message is whole. */
function openSocket(token: string): Open {
  const headers = { authorization: `Bearer ${token}` }
  const socket = new WebSocket(`${plane.url.replace('http', 'ws')}/api/v1/ws/metrics`, { headers })
  let ids: string[] = []
  let code: number | null = null
  socket.on('error', () => {})
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as { channels: { id: string }[] }
    ids = message.channels.map(({ id }) => id)
  })
  socket.on('close', (why) => {
    code = why
  })
  return {
    told: () => namesOf(ids),
    hasEnded: () => code === 4401,
    close: () => socket.terminate(),
  }
}

/** What pages and programs listen to, put together from its messages. */
function openLive(headers: Record<string, string>): Open {
  const end = new AbortController()
  let ids = new Set<string>()
  let hasEnded = false
  const take = ({ whole, channels: changed, gone }: LiveMessage) => {
    if (whole) ids = new Set()
    for (const { id } of changed) ids.add(id)
    for (const id of gone) ids.delete(id)
  }
  const read = async () => {
    const answer = await fetch(`${plane.url}/trpc/live.watch`, { headers, signal: end.signal })
    let [text, why] = ['', '']
    for await (const part of answer.body ?? []) {
      text += Buffer.from(part).toString('utf8')
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        if (event.includes('event: serialized-error')) why = event
        const data = /^data: (\{.*"whole".*\})$/m.exec(event)?.[1]
        if (data) take(JSON.parse(data))
      }
    }
    hasEnded = why.includes('"code":"unauthenticated"')
  }
  read().catch(() => {})
  return { told: () => namesOf(ids), hasEnded: () => hasEnded, close: () => end.abort() }
}

const KINDS: [string, (token: string) => Open][] = [
  ['the socket of metrics', openSocket],
  ['a live view of a program', (token) => openLive({ authorization: `Bearer ${token}` })],
  ['the live view of a page', (token) => openLive({ cookie: `cbtv_access=${token}` })],
]

type Person = { id: string; token: string; refreshToken: string }

async function person(role: Role, groupIds: string[] = []): Promise<Person> {
  const email = `${randomUUID()}@example.org`
  const made = await plane.as('admin', 'POST', '/users', {
    email,
    role,
    password: PASSWORD,
    ...(groupIds.length > 0 ? { groupIds } : {}),
  })
  expect(made.status, made.text).toBe(201)
  const ask = { method: 'POST', path: '/api/v1/auth/login', body: { email, password: PASSWORD } }
  const { accessToken, refreshToken } = (await plane.ask(ask)).body
  return { id: made.body.id, token: accessToken, refreshToken }
}

async function key(wish: object) {
  const { body } = await plane.as('admin', 'POST', '/api-keys', { name: 'one', ...wish })
  return { id: body.id as string, token: body.key as string }
}

const change = async (id: string, body: object) => {
  const { status, text } = await plane.as('admin', 'PATCH', `/users/${id}`, body)
  expect(status, text).toBe(200)
}

async function watched(open: (token: string) => Open, token: string, names: string[]) {
  const connection = open(token)
  opened.push(connection)
  await expect.poll(connection.told).toEqual(names)
  return connection
}

const ALL = ['ours', 'theirs', 'none']

describe.each(KINDS)('%s', (_, open) => {
  test('ends when its person is disabled', async () => {
    const { id, token } = await person('operator')
    const connection = await watched(open, token, ALL)
    await change(id, { disabled: true })
    await expect.poll(connection.hasEnded).toBe(true)
  })

  test('ends when its person is deleted', async () => {
    const { id, token } = await person('viewer')
    const connection = await watched(open, token, ALL)
    expect((await plane.as('admin', 'DELETE', `/users/${id}`)).status).toBe(204)
    await expect.poll(connection.hasEnded).toBe(true)
  })

  test('ends when its session is', async () => {
    const { token, refreshToken } = await person('viewer')
    const connection = await watched(open, token, ALL)
    const headers = { authorization: `Bearer ${token}` }
    const ask = { method: 'POST', path: '/api/v1/auth/logout', body: { refreshToken }, headers }
    expect((await plane.ask(ask)).status).toBeLessThan(300)
    await expect.poll(connection.hasEnded).toBe(true)
  })

  test('tells no more of channels whose group was taken away, and of those of one that was given', async () => {
    const { id, token } = await person('operator', [groups.ours, groups.theirs])
    const connection = await watched(open, token, ['ours', 'theirs'])
    await change(id, { groupIds: [groups.theirs] })
    await expect.poll(connection.told).toEqual(['theirs'])
    await change(id, { groupIds: [groups.ours] })
    await expect.poll(connection.told).toEqual(['ours'])
    expect(connection.hasEnded()).toBe(false)
  })

  test('tells a demoted administrator of the groups of an operator and of a viewer', async () => {
    const { id, token } = await person('admin')
    const connection = await watched(open, token, ALL)
    await change(id, { role: 'viewer', groupIds: [groups.theirs] })
    await expect.poll(connection.told).toEqual(['theirs'])
  })
})

describe.each(KINDS.slice(0, 2))('of a key, %s', (_, open) => {
  test('ends when the key is revoked', async () => {
    const { id, token } = await key({ role: 'operator' })
    const connection = await watched(open, token, ALL)
    expect((await plane.as('admin', 'DELETE', `/api-keys/${id}`)).status).toBe(204)
    await expect.poll(connection.hasEnded).toBe(true)
  })

  test('ends when the time of the key is over', async () => {
    const { id, token } = await key({ role: 'viewer' })
    const connection = await watched(open, token, ALL)
    const expiresAt = new Date(Date.now() - 1000)
    await plane.db.update(apiKeys).set({ expiresAt }).where(eq(apiKeys.id, id))
    await expect.poll(connection.hasEnded).toBe(true)
  })

  test('reaches no more than who made it does by now, and ends with them', async () => {
    const maker = await person('operator', [groups.ours, groups.theirs])
    const made = await plane.ask({
      method: 'POST',
      path: '/api/v1/api-keys',
      body: { name: 'own', role: 'viewer' },
      headers: { authorization: `Bearer ${maker.token}` },
    })
    const connection = await watched(open, made.body.key, ['ours', 'theirs'])
    await change(maker.id, { groupIds: [groups.ours] })
    await expect.poll(connection.told).toEqual(['ours'])
    await change(maker.id, { disabled: true })
    await expect.poll(connection.hasEnded).toBe(true)
  })
})
