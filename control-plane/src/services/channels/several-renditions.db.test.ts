import { messageOf, tell } from '@cashbacktv/contract'
import { channels, withSettings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const HD = { name: 'hd', height: 720 }
const SD = { name: 'sd', height: 360 }
const SOURCES = [{ url: 'testcard://640x360@25' }]

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

const create = (name: string, output: unknown) =>
  one.as('operator', 'POST', '/channels', { name, sources: SOURCES, output })

/** As an older version stored it. */
async function storeSeveral(id: string) {
  const [row] = await one.db
    .select()
    .from(channels)
    .where(eq(channels.id, id as never))
  if (!row) throw new Error('There is no such channel.')
  const output = { ...row.settings.output, renditions: [HD, SD] }
  const settings = withSettings({ output })
  await one.db.update(channels).set({ settings }).where(eq(channels.id, row.id))
}

test('several sizes are refused where a channel is made and changed, with the field and what to do', async () => {
  const { body: made } = await create('One size', { renditions: [HD] })
  const answers = [
    await create('Several', { renditions: [HD, SD] }),
    await one.as('operator', 'PUT', `/channels/${made.id}`, { output: { renditions: [HD, SD] } }),
  ]
  for (const { status, body } of answers) {
    expect(status).toBe(422)
    expect(body.error.details).toEqual([
      { path: 'output.renditions', ...tell(messageOf('rendition-many')) },
    ])
  }
  const view = await one.as('viewer', 'GET', `/channels/${made.id}`)
  expect(view.body.output.renditions).toEqual([HD])
})

test('a backup with several is refused with the channel it is about, asked only too', async () => {
  await create('Haber', { renditions: [HD] })
  const { body: file } = await one.as('admin', 'GET', '/backup')
  const channel = file.channels.find((known: { name: string }) => known.name === 'Haber')
  channel.output.renditions = [HD, SD]
  for (const query of ['?dryRun=true', '']) {
    const { status, body } = await one.as('admin', 'POST', `/backup/restore${query}`, file)
    expect(status).toBe(422)
    expect(body.error.message).toContain('the channel "Haber", channels.')
    expect(body.error.message).toContain('One size is published')
  }
})

test('what is stored with several is the first of them everywhere, and what is else changed goes through', async () => {
  const { hostId, agent } = await one.agent()
  const { body: made } = await create('Stored', { renditions: [HD] })
  await one.as('operator', 'PUT', `/channels/${made.id}`, { hostId })
  await storeSeveral(made.id)
  const renamed = await one.as('operator', 'PUT', `/channels/${made.id}`, { name: 'Renamed' })
  expect(renamed).toMatchObject({ status: 200, body: { output: { renditions: [HD] } } })
  const bulk = { channelIds: [made.id], action: { kind: 'preset', presetId: 'zerolatency' } }
  expect((await one.as('operator', 'POST', '/channels/bulk', bulk)).status).toBe(200)
  const onHost = () => agent.snapshots.at(-1)?.state.channels.find(({ id }) => id === made.id)
  await expect
    .poll(onHost)
    .toMatchObject({ name: 'Renamed', output: { presetId: 'zerolatency', renditions: [HD] } })
  const { body: backup } = await one.as('admin', 'GET', '/backup')
  expect((await one.as('admin', 'POST', '/backup/restore?dryRun=true', backup)).status).toBe(200)
})

test('a start says once which channels are stored with several', async () => {
  const { body: made } = await create('Older', { renditions: [HD] })
  await storeSeveral(made.id)
  const again = await startTestPlane({ databaseUrl: one.databaseUrl })
  const said = again.log.filter((line) => line.includes('the first alone is published'))
  await again.close()
  expect(said).toHaveLength(1)
  expect(said[0]).toContain('Older')
})
