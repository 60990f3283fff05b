import { BROADCAST_PRESET, MOST_OF_BACKUP } from '@cashbacktv/contract'
import { channels, rolloutChannels, rollouts } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const most = { ...MOST_OF_BACKUP }
let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())
afterEach(() => {
  Object.assign(MOST_OF_BACKUP, most)
})

const sources = [{ url: 'testcard://640x360@25' }]
async function made(path: string, body: object): Promise<string> {
  const answer = await one.as('admin', 'POST', path, body)
  expect(answer.status).toBe(201)
  return answer.body.id
}

async function upload(): Promise<string> {
  const png = await sharp({ create: { width: 8, height: 8, channels: 4, background: 'red' } })
    .png()
    .toBuffer()
  const raw = new FormData()
  raw.set('file', new File([new Uint8Array(png)], 'a.png'))
  const headers = { authorization: `Bearer ${one.tokens.operator}` }
  const { body } = await one.ask({ method: 'POST', path: '/api/v1/uploads/logo', raw, headers })
  return body.id
}

test('no channel comes back where there is no room for it, alone or with others', async () => {
  const id = await made('/channels', { name: 'Haber', sources })
  expect((await one.as('operator', 'DELETE', `/channels/${id}`)).status).toBe(204)
  await made('/channels', { name: 'Spor', sources })
  const bulk = { channelIds: [id], action: { kind: 'restore' } }
  const back = async () => [
    await one.as('operator', 'POST', '/channels/bulk', { ...bulk, dryRun: true }),
    await one.as('operator', 'POST', `/channels/${id}/restore`),
    await one.as('operator', 'POST', '/channels/bulk', bulk),
  ]
  Object.assign(MOST_OF_BACKUP, { channels: 1 })
  for (const { status, text } of await back()) {
    expect([status, text]).toEqual([409, expect.stringContaining('no-room')])
  }
  Object.assign(MOST_OF_BACKUP, { channels: 2 })
  expect((await back()).map(({ status }) => status)).toEqual([200, 200, 200])
})

test('a trial of a list says that there is no room for all that is ready, of which fewer can be made', async () => {
  const list = ['ad;kaynak', ...[1, 2].map((at) => `Bant ${at};testcard://${320 * at}x180@25`)]
  const send = (more: object) =>
    one.as('operator', 'POST', '/channels/import', { list: list.join('\n'), ...more })
  const { body: there } = await one.as('operator', 'GET', '/channels')
  Object.assign(MOST_OF_BACKUP, { channels: there.items.length + 1 })
  const trial = await send({ dryRun: true })
  const said = expect.objectContaining({ path: 'list', code: 'no-room' })
  expect([trial.status, trial.body.leftOut]).toEqual([200, [said]])
  expect((await send({})).status).toBe(409)
  expect((await send({ lines: [2] })).body.rows[0].outcome).toBe('created')
  Object.assign(MOST_OF_BACKUP, { channels: there.items.length + 2 })
  expect((await send({ dryRun: true })).body.leftOut).toEqual([])
})

const encoding = BROADCAST_PRESET
const KINDS = {
  channels: { path: '/channels', add: (name: string) => made('/channels', { name, sources }) },
  presets: {
    path: '/settings/presets',
    add: (name: string) => made('/settings/presets', { name, encoding }),
  },
  pictures: { path: '/uploads', add: upload },
  channelGroups: { path: '/groups', add: (name: string) => made('/groups', { name }) },
}

test.each(['channels', 'presets', 'pictures', 'channelGroups'] as const)(
  'a file brings no more %s to those that are here than there may be',
  async (name) => {
    const { path, add } = KINDS[name]
    const id = await add('First')
    const file = (await one.as('admin', 'GET', '/backup')).body
    const restore = (query = '') => one.as('admin', 'POST', `/backup/restore${query}`, file)
    expect((await one.as('admin', 'DELETE', `${path}/${id}`)).status).toBe(204)
    await add('Second')
    Object.assign(MOST_OF_BACKUP, { [name]: file[name].length })
    for (const query of ['?dryRun=true', '']) {
      const { status, text } = await restore(query)
      expect([status, text]).toEqual([409, expect.stringContaining('no-room')])
    }
    Object.assign(MOST_OF_BACKUP, { [name]: file[name].length + 1 })
    expect((await restore()).status).toBe(200)
    // What is here already is no more than it was.
    Object.assign(MOST_OF_BACKUP, { [name]: file[name].length })
    expect((await restore()).status).toBe(200)
  },
)

test('a trial refuses what is in a roll-out, as the restore does', async () => {
  const restore = (file: object, query: string) =>
    one.as('admin', 'POST', `/backup/restore${query}`, file)
  const id = await made('/channels', { name: 'In a roll-out', sources })
  await one.db.update(channels).set({ on: true }).where(sql`${channels.id} = ${id}`)
  const logo = { assetId: await upload(), x: 0.1, y: 0.1, width: 0.2, opacity: 1 }
  const file = (await one.as('admin', 'GET', '/backup')).body
  const rollout = await made('/rollouts', { channelIds: [id], logo, waveSize: 1 })
  // It would soon find that nothing is to be waited for, and end.
  await one.db.update(rollouts).set({ state: 'paused' }).where(sql`${rollouts.id} = ${rollout}`)
  await one.db.update(rolloutChannels).set({ state: 'waiting' })
  for (const channel of file.channels) if (channel.id === id) channel.name = 'Another name'
  for (const query of ['?dryRun=true', '']) {
    const { status, text } = await restore(file, query)
    expect([status, text]).toEqual([409, expect.stringContaining('rollout-busy')])
  }
  const none = { ...file, channels: [] }
  for (const query of ['?mode=replace&dryRun=true', '?mode=replace']) {
    const { status } = await restore(none, query)
    expect([query, status]).toEqual([query, 409])
  }
})
