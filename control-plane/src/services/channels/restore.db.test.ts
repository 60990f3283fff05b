import { randomUUID } from 'node:crypto'
import type { BulkChannelResult, ChannelId } from '@cashbacktv/contract'
import { auditEntries, channels, hosts, presets } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const HOUR_MS = 3_600_000
let one: TestPlane
let hostId = ''

beforeAll(async () => {
  one = await startTestPlane()
  hostId = (await one.agent()).hostId
})
afterAll(() => one?.close())

const ask = (method: string, path: string, body?: object) =>
  one.as('operator', method, `/channels${path}`, body)
const bulk = (action: object, channelIds: string[], more: object = {}) =>
  ask('POST', '/bulk', { channelIds, action, ...more })
async function add(more: object = {}): Promise<string> {
  const sources = [{ url: 'testcard://640x360@25' }]
  const made = await ask('POST', '', { name: `Back ${randomUUID()}`, hostId, sources, ...more })
  expect(made.status).toBe(201)
  return made.body.id
}
const get = async (id: string) => (await ask('GET', `/${id}`)).body
const isOne = (id: string) => eq(channels.id, id as ChannelId)
const revision = async () => {
  const [host] = await one.db.select().from(hosts).where(eq(hosts.name, 'one'))
  return host?.desiredRevision ?? 0
}
const obstacles = (body: { channels: BulkChannelResult[] }) =>
  body.channels.map(({ outcome, obstacle }) => obstacle ?? outcome)

describe('a deleted channel', () => {
  test('comes back as it was, on if it was on, and its host is told', async () => {
    const picture = await upload()
    const id = await add({ logo: { assetId: picture }, priority: 70 })
    await ask('POST', `/${id}/start`)
    // Since when it is as it is begins anew.
    const { updatedAt: _, since: _since, health: _health, ...before } = await get(id)
    expect((await ask('DELETE', `/${id}`)).status).toBe(204)
    expect((await ask('GET', `/${id}`)).status).toBe(404)
    const told = await revision()
    const back = await ask('POST', `/${id}/restore`)
    expect(back.status).toBe(200)
    expect(back.body).toMatchObject({ ...before, desired: 'on' })
    expect(await revision()).toBe(told + 1)
    const noted = and(eq(auditEntries.subjectId, id), eq(auditEntries.action, 'channel.restore'))
    expect(await one.db.select().from(auditEntries).where(noted)).toHaveLength(1)
  })

  test('is listed with who deleted it, until it is back', async () => {
    const id = await add()
    await ask('DELETE', `/${id}`)
    const listed = async () => {
      const { status, body } = await ask('GET', '/deleted')
      expect(status).toBe(200)
      return body.items.find((item: { id: string }) => item.id === id)
    }
    const item = await listed()
    expect(item).toMatchObject({ desired: 'off', deletedBy: 'operator@example.org' })
    const kept = Date.parse(item.restorableUntil) - Date.parse(item.deletedAt)
    expect(kept).toBe(24 * HOUR_MS)
    await ask('POST', `/${id}/restore`)
    expect(await listed()).toBeUndefined()
  })

  test('does not come back once its slug is taken, and does when it is free again', async () => {
    const slug = `slug-${randomUUID()}`
    const id = await add({ slug })
    await ask('DELETE', `/${id}`)
    const other = await add({ slug })
    const refused = await ask('POST', `/${id}/restore`)
    expect([refused.status, refused.body.error.code]).toEqual([409, 'conflict'])
    await ask('PUT', `/${other}`, { slug: `${slug}-2` })
    expect((await ask('POST', `/${id}/restore`)).status).toBe(200)
  })

  test('is gone for good after a day', async () => {
    const id = await add()
    await ask('DELETE', `/${id}`)
    const deletedAt = new Date(Date.now() - 25 * HOUR_MS)
    await one.db.update(channels).set({ deletedAt }).where(isOne(id))
    expect((await ask('POST', `/${id}/restore`)).status).toBe(404)
  })

  test('comes back without a picture and with the default preset when these are gone', async () => {
    const [encoding] = await one.db.select().from(presets).limit(1)
    if (!encoding) throw new Error('No preset.')
    const presetId = 'gone-later' as typeof encoding.id
    await one.db
      .insert(presets)
      .values({ ...encoding, id: presetId, name: 'Gone later', builtIn: false })
    const picture = await upload()
    const id = await add({ logo: { assetId: picture }, output: { presetId } })
    await ask('DELETE', `/${id}`)
    expect((await one.as('admin', 'DELETE', `/settings/presets/${presetId}`)).status).toBe(204)
    expect((await one.as('operator', 'DELETE', `/uploads/${picture}`)).status).toBe(204)
    const { body } = await ask('POST', `/${id}/restore`)
    expect(body).toMatchObject({ logo: null, output: { presetId: 'broadcast' } })
  })

  test('is brought back by an operator only', async () => {
    const id = await add()
    await ask('DELETE', `/${id}`)
    expect((await one.as('viewer', 'POST', `/channels/${id}/restore`)).status).toBe(403)
    expect((await one.as('viewer', 'GET', '/channels/deleted')).status).toBe(403)
  })
})

describe('many deleted channels', () => {
  test('come back together in one change, each switched as it was', async () => {
    const ids = [await add(), await add(), await add()]
    const [first = ''] = ids
    await ask('POST', `/${first}/start`)
    await bulk({ kind: 'delete' }, ids)
    const told = await revision()
    const preview = await bulk({ kind: 'restore' }, ids, { dryRun: true })
    expect(preview.body.channels.map(({ effect }: BulkChannelResult) => effect)).toEqual([
      ...['starts', 'none', 'none'],
    ])
    const { body } = await bulk({ kind: 'restore' }, ids)
    expect(obstacles(body)).toEqual(['done', 'done', 'done'])
    expect(await revision()).toBe(told + 1)
    const back = await Promise.all(ids.map(get))
    expect(back.map(({ desired }) => desired)).toEqual(['on', 'off', 'off'])
    expect(obstacles((await bulk({ kind: 'restore' }, ids)).body)).toEqual(
      Array(3).fill('unchanged'),
    )
  })

  test('of two that had one slug one comes back, and who is gone is missing', async () => {
    const slug = `twice-${randomUUID()}`
    const first = await add({ slug })
    await ask('DELETE', `/${first}`)
    const second = await add({ slug })
    await ask('DELETE', `/${second}`)
    const { body } = await bulk({ kind: 'restore' }, [first, second, randomUUID()])
    expect(obstacles(body).toSorted()).toEqual(['done', 'missing', 'taken'])
  })

  test('two that bring one back at the same moment bring it back once', async () => {
    const id = await add()
    await ask('DELETE', `/${id}`)
    const both = await Promise.all([
      bulk({ kind: 'restore' }, [id]),
      bulk({ kind: 'restore' }, [id]),
    ])
    const outcomes = both.flatMap(({ body }) => obstacles(body))
    expect(outcomes.toSorted()).toEqual(['done', 'unchanged'])
  })
})

async function upload(): Promise<string> {
  const background = { r: 200, g: 0, b: 0, alpha: 1 }
  const drawing = sharp({ create: { width: 64, height: 32, channels: 4, background } })
  const raw = new FormData()
  raw.set('file', new Blob([new Uint8Array(await drawing.png().toBuffer())]), 'logo.png')
  const headers = { authorization: `Bearer ${one.tokens.operator}` }
  const { body } = await one.ask({ method: 'POST', path: '/api/v1/uploads/logo', raw, headers })
  return body.id
}
