import { BROADCAST_PRESET, MOST_OF_BACKUP } from '@cashbacktv/contract'
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
    await one.as('operator', 'POST', `/channels/${id}/restore`),
    await one.as('operator', 'POST', '/channels/bulk', bulk),
  ]
  Object.assign(MOST_OF_BACKUP, { channels: 1 })
  for (const { status, text } of await back()) {
    expect([status, text]).toEqual([409, expect.stringContaining('no-room')])
  }
  Object.assign(MOST_OF_BACKUP, { channels: 2 })
  expect((await back()).map(({ status }) => status)).toEqual([200, 200])
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
