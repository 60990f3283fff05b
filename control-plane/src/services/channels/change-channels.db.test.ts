import type { BulkChannelResult } from '@cashbacktv/contract'
import { auditEntries, hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const GONE = '10000000-0000-4000-8000-00000000dead'
let one: TestPlane
let hostId = ''
let ids: string[] = []

beforeAll(async () => {
  one = await startTestPlane()
  hostId = (await one.agent()).hostId
})
beforeEach(async () => {
  ids = []
  for (const mode of ['transcode', 'transcode', 'copy']) {
    const made = await one.as('operator', 'POST', '/channels', {
      name: `Bulk ${mode}`,
      hostId,
      output: { mode },
      sources: [{ url: 'testcard://640x360@25' }],
    })
    expect(made.status).toBe(201)
    ids.push(made.body.id)
  }
})
afterAll(() => one?.close())

const bulk = (action: object, more: object = {}) =>
  one.as('operator', 'POST', '/channels/bulk', { channelIds: ids, action, ...more })
const desired = async () => {
  const all = await Promise.all(ids.map((id) => one.as('viewer', 'GET', `/channels/${id}`)))
  return all.map(({ body }) => body.desired)
}
const revision = async () => {
  const [host] = await one.db.select().from(hosts).where(eq(hosts.name, 'one'))
  return host?.desiredRevision ?? 0
}
const outcomes = (body: { channels: BulkChannelResult[] }) =>
  body.channels.map(({ outcome, effect, obstacle }) => obstacle ?? `${outcome} ${effect}`)

describe('many channels at once', () => {
  test('a preview says what would happen, and nothing does', async () => {
    const before = await revision()
    const { status, body } = await bulk({ kind: 'start' }, { dryRun: true })
    expect({ status, outcomes: outcomes(body) }).toEqual({
      status: 200,
      outcomes: Array(3).fill('done starts'),
    })
    expect(await desired()).toEqual(['off', 'off', 'off'])
    expect(await revision()).toBe(before)
  })

  test('all start together, the host is told once, and those that are on are left alone', async () => {
    const before = await revision()
    expect((await bulk({ kind: 'start' })).status).toBe(200)
    expect(await desired()).toEqual(['on', 'on', 'on'])
    expect(await revision()).toBe(before + 1)
    const again = await bulk({ kind: 'start' })
    expect(outcomes(again.body)).toEqual(Array(3).fill('unchanged none'))
    expect(await revision()).toBe(before + 1)
  })

  test('of one and of many the same is written down, with what was before', async () => {
    const [alone, ...others] = ids
    const detailOf = async (id = '') => {
      const rows = await one.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))
      return rows.find(({ action }) => action === 'channel.start')?.detail
    }
    expect((await one.as('operator', 'POST', `/channels/${alone}/start`)).status).toBe(202)
    await bulk({ kind: 'start' })
    const changed = { on: { before: false, after: true } }
    expect(await detailOf(alone)).toEqual({ name: 'Bulk transcode', changed })
    for (const id of others) expect(await detailOf(id)).toMatchObject({ together: 2, changed })
  })

  test('one that is gone and one that copies say so, and the others are changed', async () => {
    const action = { kind: 'preset', presetId: 'sport' }
    const presets = await one.as('viewer', 'GET', '/settings/presets')
    const other = presets.body.items.find(({ id }: { id: string }) => id !== 'broadcast')
    const { body } = await bulk({ ...action, presetId: other.id }, { channelIds: [...ids, GONE] })
    expect(outcomes(body)).toEqual(['done none', 'done none', 'copies', 'missing'])
    const changed = await one.as('viewer', 'GET', `/channels/${ids[0]}`)
    expect(changed.body.output).toMatchObject({ mode: 'transcode', presetId: other.id })
    expect(body.channels[0].previous.presetId).toBe('broadcast')
  })

  test('deleted ones are gone, and a second time missing', async () => {
    expect(outcomes((await bulk({ kind: 'delete' })).body)).toEqual(Array(3).fill('done none'))
    expect((await one.as('viewer', 'GET', `/channels/${ids[0]}`)).status).toBe(404)
    expect(outcomes((await bulk({ kind: 'delete' })).body)).toEqual(Array(3).fill('missing'))
  })

  test('a preset or a picture that is not there is refused with its field, and a viewer at all', async () => {
    const missing = await bulk({ kind: 'preset', presetId: 'no-such' })
    expect(missing.status).toBe(422)
    expect(missing.body.error.details[0].path).toBe('action.presetId')
    const logo = { assetId: GONE, x: 0, y: 0, width: 0.1, opacity: 1 }
    expect((await bulk({ kind: 'logo', logo })).status).toBe(422)
    const input = { channelIds: ids, action: { kind: 'stop' } }
    expect((await one.as('viewer', 'POST', '/channels/bulk', input)).status).toBe(403)
  })
})
