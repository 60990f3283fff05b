import { randomUUID } from 'node:crypto'
import { ChannelId, type Role } from '@cashbacktv/contract'
import { alerts, events, incidents, recordingPlans, recordings, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { proceduresByPath } from './api/rest-procedures.ts'
import type { ProcedureMeta } from './api/trpc.ts'
import { PASSWORD, startTestPlane, type TestPlane } from './test/start-test-plane.ts'

/** Who reaches the group `theirs` alone, while what is asked for is of the group `ours`. */
const STRANGERS = ['operator', 'viewer', 'key'] as const
const SOURCE = 'secret-source.example'
const NAME = 'Gizli Kanal'

let plane: TestPlane
const tokens = {} as Record<(typeof STRANGERS)[number] | 'member', string>
const groups = { ours: '', theirs: '' }
let [ours, theirs] = ['', '']
const incidentId = randomUUID()
const [recordingId, planId] = [randomUUID(), randomUUID()]

type Procedure = {
  name: string
  type: string
  role: Role
  reach: ProcedureMeta['reach']
  input: z.ZodType | null
}
const procedures = Object.entries(proceduresByPath()).flatMap(([name, { _def }]): Procedure[] => {
  const { type, meta, inputs } = _def as typeof _def & { meta?: ProcedureMeta; inputs: z.ZodType[] }
  const { role, reach } = meta ?? {}
  return role ? [{ name, type, role, reach, input: inputs[0] ?? null }] : []
})
/** Administrators reach everything: only what others may call is told apart by reach. */
const forLimited = procedures.filter(({ role }) => role !== 'admin')

/** Dotted paths to the ids of channels that an input may have. */
function channelPaths(schema: unknown, path: readonly string[] = []): string[] {
  if (schema === ChannelId) return [path.join('.')]
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([name, inner]) =>
      channelPaths(inner, [...path, name]),
    )
  }
  if (schema instanceof z.ZodArray) return channelPaths(schema.element, path)
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => channelPaths(option, path))
  }
  if (schema instanceof z.ZodPipe) return channelPaths(schema.def.in, path)
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return channelPaths(schema.def.innerType, path)
  }
  return []
}

const channelBody = (name: string, groupId: string | null) => ({
  name,
  groupId,
  sources: [{ url: `https://${SOURCE}/${encodeURIComponent(name)}.m3u8` }],
})

beforeAll(async () => {
  plane = await startTestPlane()
  const { db } = plane
  for (const name of ['ours', 'theirs'] as const) {
    const { body } = await plane.as('admin', 'POST', '/groups', { name })
    groups[name] = body.id
  }
  ours = (await plane.as('admin', 'POST', '/channels', channelBody(NAME, groups.ours))).body.id
  const their = channelBody('Their channel', groups.theirs)
  theirs = (await plane.as('admin', 'POST', '/channels', their)).body.id
  const login = async (name: string, role: Role, groupId: string) => {
    const email = `${name}@example.org`
    const person = { email, role, password: PASSWORD, groupIds: [groupId] }
    expect((await plane.as('admin', 'POST', '/users', person)).status).toBe(201)
    const body = { email, password: PASSWORD }
    const path = '/api/v1/auth/login'
    return (await plane.ask({ method: 'POST', path, body })).body.accessToken as string
  }
  tokens.operator = await login('stranger', 'operator', groups.theirs)
  tokens.viewer = await login('looker', 'viewer', groups.theirs)
  tokens.member = await login('member', 'operator', groups.ours)
  const key = { name: 'theirs', role: 'operator', groupIds: [groups.theirs] }
  tokens.key = (await plane.as('operator', 'POST', '/api-keys', key)).body.key
  await happen(db)
})
afterAll(() => plane?.close())

/** An event and an incident of our channel. */
async function happen(db: TestPlane['db']) {
  const { hostId } = await plane.agent('one')
  const [at, channelId] = [new Date(), ChannelId.parse(ours)]
  const happening = { kind: 'sound-lost' as const, channelId }
  await db
    .insert(events)
    .values({ hostId, number: 1, at, kind: 'sound-lost', channelId, happening })
  await db.insert(recordings).values({
    id: recordingId as never,
    channelId,
    hostId,
    name: NAME,
    key: 'a'.repeat(22),
    kind: 'manual',
    startsAt: at,
    endsAt: null,
    isExported: false,
    keepDays: null,
  })
  await db.insert(recordingPlans).values({
    id: planId,
    channelId,
    name: NAME,
    timeZone: 'UTC',
    weekly: { days: [1], start: '08:00', end: '09:00' },
    isExported: false,
    keepDays: null,
  })
  const said = { code: 'alert-channel-dark', params: { name: NAME } }
  await db.insert(incidents).values({
    id: incidentId as never,
    key: 'upstream:x',
    said: said as never,
    severity: 'critical',
    cause: { kind: 'upstream', address: SOURCE },
    since: at,
    openedAt: at,
    tellFrom: at,
    lastRaisedAt: at,
    channels: 2,
    channelsEver: 2,
    viewers: 0,
  })
  for (const [subjectId, subjectName] of [
    [ours, NAME],
    [theirs, 'Their channel'],
  ] as const) {
    await db.insert(alerts).values({
      incidentId: incidentId as never,
      rule: 'channel-dark',
      severity: 'critical',
      subjectKind: 'channel',
      subjectId,
      subjectName,
      since: at,
      raisedAt: at,
    })
  }
}

type Asked = { name: string; type: string; input?: unknown; token: string }

function call({ name, type, input, token }: Asked) {
  const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': `10.0.0.${calls++ % 250}` }
  const path = `/trpc/${name}`
  if (type === 'mutation') return plane.ask({ method: 'POST', path, body: input, headers })
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  return plane.ask({ method: 'GET', path: `${path}${query}`, headers })
}
let calls = 0

/** An input that is complete but for the channel that is put at `path`. */
function inputWith(name: string, path: string, id: string): unknown {
  const more: Record<string, object> = {
    'channels.timelineEntry': { entryId: randomUUID() },
    'channels.create': { ...channelBody('A copy', null) },
    'monitoring.history': { range: '1h' },
  }
  return { ...more[name], [path]: id }
}

test('every procedure that takes a channel says who judges whether it is in reach', () => {
  for (const { name, reach, input } of forLimited) {
    const told = reach === 'all' ? null : [...(reach?.channels ?? []), ...(reach?.service ?? [])]
    if (told) expect(told.toSorted(), name).toEqual([...new Set(channelPaths(input))].sort())
  }
  const judged = forLimited.filter(({ input }) => channelPaths(input).length > 0)
  expect(judged.length).toBeGreaterThan(20)
})

const cells = forLimited.flatMap(({ name, type, role, reach }) => {
  if (reach === undefined || reach === 'all') return []
  return (reach.channels ?? []).map((path) => ({ name, type, role, path }))
})

test.each(cells)('$name answers a channel of another group at $path like none', async (cell) => {
  for (const who of STRANGERS) {
    const asked = { ...cell, token: tokens[who] }
    const there = await call({ ...asked, input: inputWith(cell.name, cell.path, ours) })
    const none = await call({ ...asked, input: inputWith(cell.name, cell.path, randomUUID()) })
    const isRefused = who === 'viewer' && cell.role === 'operator'
    expect(there.status, who).toBe(isRefused ? 403 : 404)
    expect(there.text, who).toBe(none.text)
  }
})

test('who reaches it is let in', async () => {
  for (const { name, type, path } of cells.filter((cell) => cell.type === 'query')) {
    const asked = { name, type, token: tokens.member, input: inputWith(name, path, ours) }
    const { status, text } = await call(asked)
    if (name !== 'channels.timelineEntry') expect(status, `${name} ${text}`).not.toBe(404)
  }
})

test('what touches channels of all groups takes somebody who is not limited', async () => {
  const taking = forLimited.filter(({ reach }) => reach === 'all')
  expect(taking.length).toBeGreaterThan(5)
  for (const { name, type } of taking) {
    for (const who of ['operator', 'key'] as const) {
      const { status } = await call({ name, type, input: {}, token: tokens[who] })
      expect(status, name).toBe(403)
    }
  }
})

const QUERY_INPUTS: Record<string, object> = {
  'events.list': {},
  'monitoring.history': { range: '1h' },
  'presets.get': { id: 'broadcast' },
  'incidents.get': { id: incidentId },
  'recordings.get': { id: recordingId },
}

test('no answer tells a stranger anything of the channel', async () => {
  const queries = forLimited.filter(({ type }) => type === 'query')
  for (const { name } of queries) {
    for (const who of STRANGERS) {
      const asked = { name, type: 'query', token: tokens[who], input: QUERY_INPUTS[name] }
      const { text } = await call(asked)
      expect(text, `${name} ${who}`).not.toContain(ours)
      expect(text, `${name} ${who}`).not.toContain(NAME)
      expect(text, `${name} ${who}`).not.toContain(groups.ours)
    }
  }
  const listed = await call({ name: 'channels.listed', type: 'query', token: tokens.viewer })
  expect(listed.body.result.data).toMatchObject({ total: 1, items: [{ id: theirs }] })
})

test('of an incident that hits both, each is told of its own, and only who reaches both acts on it', async () => {
  const ask = (name: string, token: string, input: unknown = { id: incidentId }) =>
    call({ name, type: name === 'incidents.get' ? 'query' : 'mutation', token, input })
  for (const [token, own] of [
    [tokens.member, NAME],
    [tokens.operator, 'Their channel'],
  ] as const) {
    const { body } = await ask('incidents.get', token)
    const seen = body.result.data
    expect(seen).toMatchObject({ partial: true, channelsEver: 1, viewers: null })
    expect(seen.alerts.map(({ subject }: { subject: { name: string } }) => subject.name)).toEqual([
      own,
    ])
    expect(seen.said.params).toEqual({ name: own })
    expect((await ask('incidents.acknowledge', token)).status).toBe(403)
    const mute = { id: incidentId, minutes: 5 }
    expect((await ask('incidents.mute', token, mute)).status).toBe(403)
  }
})

test('a list narrowed to a group has what is of it, and nothing for who does not reach it', async () => {
  const incident = { name: 'incidents.list', mine: incidentId }
  const lists = [
    ...[incident, { name: 'monitoring.activity', mine: `"channelId":"${ours}"` }],
    { name: 'channels.list', mine: ours },
  ]
  const { body } = await plane.as('admin', 'GET', `/incidents?groupId=${groups.ours}`)
  expect(body.items).toMatchObject([
    { id: incidentId, channelsEver: 1, said: { params: { name: NAME } } },
  ])
  const activity = await plane.as('admin', 'GET', `/monitoring/activity?groupId=${groups.theirs}`)
  expect(JSON.stringify(activity.body)).toContain(theirs)
  expect(JSON.stringify(activity.body)).not.toContain(ours)
  for (const { name, mine } of lists) {
    const asked = { name, type: 'query', input: { groupId: groups.ours } }
    expect((await call({ ...asked, token: tokens.member })).text, name).toContain(mine)
    for (const who of STRANGERS) {
      const { status, text } = await call({ ...asked, token: tokens[who] })
      expect(status, name).toBe(200)
      expect(text, `${name} ${who}`).not.toContain(mine)
    }
  }
})

test('a recording of it, and what is recorded every week, is none to a stranger', async () => {
  const asked = [
    { name: 'recordings.get', type: 'query', id: recordingId },
    { name: 'recordings.stop', type: 'mutation', id: recordingId },
    { name: 'recordings.export', type: 'mutation', id: recordingId },
    { name: 'recordings.upload', type: 'mutation', id: recordingId },
    { name: 'recordings.delete', type: 'mutation', id: recordingId },
    { name: 'recordings.unplan', type: 'mutation', id: planId },
  ]
  for (const { name, type, id } of asked) {
    const { status } = await call({ name, type, token: tokens.operator, input: { id } })
    expect(status, name).toBe(404)
  }
  const lists = { list: recordingId, plans: planId }
  for (const [name, id] of Object.entries(lists)) {
    const of = {
      name: `recordings.${name}`,
      type: 'query',
      input: name === 'list' ? {} : undefined,
    }
    expect((await call({ ...of, token: tokens.operator })).text, name).not.toContain(id)
    expect((await call({ ...of, token: tokens.member })).text, name).toContain(id)
  }
})

test('things done to many leave it out as one that is gone', async () => {
  const token = tokens.operator
  const ask = (name: string, input: unknown) => call({ name, type: 'mutation', token, input })
  const bulk = { channelIds: [ours, theirs], action: { kind: 'start' } }
  const { body } = await ask('channels.bulk', bulk)
  expect(body.result.data.channels).toMatchObject([
    { channelId: ours, name: '', outcome: 'failed', obstacle: 'missing' },
    { channelId: theirs, outcome: 'done' },
  ])
  const revealed = await ask('sources.revealMany', { ids: [ours, theirs] })
  expect(revealed.body.result.data.items.map(({ id }: { id: string }) => id)).toEqual([theirs])
  const rollout = await ask('rollouts.create', { channelIds: [ours], logo: null })
  expect(rollout.status).toBe(404)
  const again = await ask('channels.create', { ...channelBody('Mine', null), id: ours })
  expect(again.status).toBe(409)
  expect(again.text).not.toContain(NAME)
})

test('a channel goes into a group of who makes it, and moves only between groups in reach', async () => {
  const token = tokens.operator
  const ask = (name: string, input: unknown) => call({ name, type: 'mutation', token, input })
  const made = await ask('channels.create', channelBody('Made', null))
  expect(made.body.result.data).toMatchObject({ groupId: groups.theirs })
  const foreign = await ask('channels.create', channelBody('Made', groups.ours))
  expect(foreign.status).toBe(422)
  expect((await ask('channels.update', { id: theirs, groupId: groups.ours })).status).toBe(422)
  const list = `name;source\n${NAME};https://${SOURCE}/${encodeURIComponent(NAME)}.m3u8\n`
  const imported = await ask('channels.import', { list })
  // Neither its name nor its source is told to be there.
  expect(imported.body.result.data.rows).toMatchObject([{ state: 'ready', outcome: 'created' }])
})

/** What the first message of the plain socket has. */
function firstMessage(token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}` }
  const socket = new WebSocket(`${plane.url.replace('http', 'ws')}/api/v1/ws/metrics`, { headers })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('message', (data) => {
      resolve(String(data))
      socket.close()
    })
  })
}

/** The first event of the live view that has channels. */
async function firstLive(token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
  const end = new AbortController()
  const answer = await fetch(`${plane.url}/trpc/live.watch`, { headers, signal: end.signal })
  let text = ''
  for await (const part of answer.body ?? []) {
    text += Buffer.from(part).toString('utf8')
    if (text.includes('"channels":[{')) break
  }
  end.abort()
  return text
}

test('sockets and the live view tell of what is in reach', async () => {
  for (const read of [firstMessage, firstLive]) {
    const [stranger, member] = [await read(tokens.key), await read(tokens.member)]
    expect(stranger).toContain(theirs)
    expect(stranger).not.toContain(ours)
    expect(member).toContain(ours)
    expect(member).not.toContain(theirs)
  }
})

test('who is limited to a group that is deleted reaches nothing, and no key reaches more than its maker', async () => {
  const { body: gone } = await plane.as('admin', 'POST', '/groups', { name: 'gone' })
  const [person] = await plane.db.select().from(users).where(eq(users.email, 'looker@example.org'))
  const path = `/users/${person?.id}`
  await plane.as('admin', 'PATCH', path, { groupIds: [gone.id] })
  expect((await plane.as('admin', 'DELETE', `/groups/${gone.id}`)).status).toBe(204)
  const { body } = await call({ name: 'channels.listed', type: 'query', token: tokens.viewer })
  expect(body.result.data.total).toBe(0)
  await plane.as('admin', 'PATCH', path, { groupIds: [groups.theirs] })
  const refused = await plane.as('admin', 'DELETE', `/groups/${groups.theirs}`)
  expect(refused.status).toBe(409)
  const key = { name: 'more', role: 'viewer', groupIds: [groups.ours] }
  const input = { name: 'apiKeys.create', type: 'mutation', token: tokens.operator, input: key }
  expect((await call(input)).status).toBe(422)
  const own = await call({ ...input, input: { name: 'own', role: 'viewer' } })
  const { body: seen } = await call({
    name: 'channels.listed',
    type: 'query',
    token: own.body.result.data.key,
  })
  expect(seen.result.data.items.every(({ id }: { id: string }) => id !== ours)).toBe(true)
})
