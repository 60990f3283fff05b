import type { ChannelId } from '@cashbacktv/contract'
import { auditEntries, settings } from '@cashbacktv/db'
import { eq, sql } from 'drizzle-orm'
import { decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'
import { playbackSecret } from './playback-secret.ts'

let one: TestPlane
let id: ChannelId
let guard: () => unknown
let hostId: string
beforeAll(async () => {
  one = await startTestPlane()
  const made = await one.as('operator', 'POST', '/channels', channelOf({}))
  id = made.body.id
  const host = await one.agent()
  hostId = host.hostId
  await put({ hostId })
  guard = () => host.agent.snapshots.at(-1)?.state.channels.find((spec) => spec.id === id)?.playback
})
afterAll(() => one?.close())

const channelOf = (playback: object) => ({
  name: 'Guarded',
  sources: [{ url: 'testcard://640x360@25' }],
  playback,
})
const put = (body: object) => one.as('operator', 'PUT', `/channels/${id}`, body)
const ask = (path: string, body: object = {}, role: 'operator' | 'viewer' = 'operator') =>
  one.as(role, 'POST', `/channels/${id}/playback/${path}`, body)
const keyOf = async () => (await ask('key')).body.key as string
const verify = (token: string, key: string) =>
  jwtVerify(token, new TextEncoder().encode(key), { algorithms: ['HS256'], audience: id })

test('a channel that everyone may watch is guarded by nobody, and its address not signed', async () => {
  await put({ playback: { signed: false } })
  await expect.poll(guard).toBeNull()
  expect((await one.as('viewer', 'GET', `/channels/${id}`)).body.isGuarded).toBe(false)
  const { status, body } = await ask('addresses')
  expect([status, body.error.code]).toEqual([409, 'conflict'])
  expect(body.error.message).toContain('needs no signature')
})

test('a limit of viewers from before that is higher than can be counted hinders no change beside it', async () => {
  await put({ playback: { signed: true, mostViewers: 20_000 } })
  const refused = await put({ playback: { mostViewers: 20_001 } })
  expect([refused.status, refused.body.error.details[0].path]).toEqual([
    ...[422, 'playback.mostViewers'],
  ])
  await one.db.execute(sql`
    update channels set settings = jsonb_set(settings, '{playback,mostViewers}', '1000000')
    where id = ${id}`)
  const { status, body } = await one.as('viewer', 'GET', `/channels/${id}`)
  expect([status, body.playback.mostViewers]).toEqual([200, 20_000])
  expect((await put({ playback: { encrypted: true } })).status).toBe(200)
  await expect.poll(guard).toMatchObject({ encrypted: true, mostViewers: 20_000 })
  const old = JSON.parse((await one.as('admin', 'GET', '/backup')).text)
  for (const channel of old.channels) channel.playback.mostViewers = 1_000_000
  const restored = await one.as('admin', 'POST', '/backup/restore', old)
  expect([restored.status, restored.text]).toMatchObject([200, expect.anything()])
  expect((await one.as('viewer', 'GET', `/channels/${id}`)).body.playback.mostViewers).toBe(20_000)
  await put({ playback: { encrypted: false, mostViewers: null } })
})

test('an address is signed with the key that the host of the channel has, for as long and for whom is asked', async () => {
  await put({ playback: { signed: true, networks: ['192.0.2.0/24'] } })
  const key = await keyOf()
  await expect
    .poll(guard)
    .toMatchObject({ signed: true, networks: ['192.0.2.0/24'], key, ended: [] })
  const wish = { seconds: 600, viewer: 'ada', network: '192.0.2.7' }
  const { body } = await ask('addresses', wish)
  const { payload } = await verify(body.token, key)
  expect(payload).toMatchObject({ aud: id, sub: 'ada', ip: '192.0.2.7' })
  expect(payload.exp).toBe(Date.parse(body.expiresAt) / 1000)
  expect(Math.abs(Date.parse(body.expiresAt) - Date.now() - 600_000)).toBeLessThan(30_000)
  expect(body.url).toMatch(/\/streams\/guarded[\w-]*\/index\.m3u8\?token=/)
  expect(decodeJwt(body.token)).not.toHaveProperty('exempt')
})

test('who is ended and all who were signed are ended at the host at once, and it is written down', async () => {
  await put({ playback: { signed: true } })
  const before = await keyOf()
  expect((await ask('viewers/end', { viewer: 'ada' })).status).toBe(200)
  await expect.poll(guard).toMatchObject({ key: before, ended: ['ada'] })
  expect((await ask('end')).status).toBe(200)
  const after = await keyOf()
  expect(after).not.toBe(before)
  await expect.poll(guard).toMatchObject({ key: after, ended: [] })
  const { body } = await ask('addresses', { viewer: 'ada' })
  await expect(verify(body.token, before)).rejects.toThrow()
  await expect(verify(body.token, after)).resolves.toBeDefined()
  const entries = await one.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))
  const ended = entries.filter(({ action }) => action === 'channel.playback-end')
  expect(ended.map(({ detail }) => detail)).toMatchObject([{ viewer: 'ada' }, { name: 'Guarded' }])
  expect(entries.some(({ action }) => action === 'channel.playback-key')).toBe(true)
  expect(JSON.stringify(entries)).not.toContain(after)
})

test('a viewer of the product sees no key and signs nothing, and no view has one', async () => {
  for (const path of ['key', 'end', 'addresses', 'viewers/end']) {
    expect([path, (await ask(path, { viewer: 'x' }, 'viewer')).status]).toEqual([path, 403])
  }
  await ask('viewers/end', { viewer: 'hidden-name' })
  const key = await keyOf()
  const [view, list] = [
    await one.as('operator', 'GET', `/channels/${id}`),
    await one.as('operator', 'GET', '/channels'),
  ]
  for (const { body } of [view, list]) {
    expect(JSON.stringify(body)).not.toContain(key)
    expect(JSON.stringify(body)).not.toContain('hidden-name')
  }
})

test('the one secret is sealed where it is stored, and of two first askers both have the same', async () => {
  await one.db.delete(settings).where(eq(settings.key, 'playback-secret'))
  const both = await Promise.all([playbackSecret(one.db), playbackSecret(one.db)])
  expect(new Set(both).size).toBe(1)
  const [stored] = await one.db.execute(
    sql`select value::text as text from settings where key = 'playback-secret'`,
  )
  expect(JSON.stringify(stored)).not.toContain(both[0])
})

test('what is no site and no network is refused at its place', async () => {
  const { status, body } = await put({
    playback: { sites: ['ok.example', 'http://x'], networks: ['10'] },
  })
  expect(status).toBe(422)
  const paths = body.error.details.map(({ path }: { path: string }) => path)
  expect(paths).toEqual(['playback.sites.1', 'playback.networks.0'])
})
