import { BROADCAST_PRESET, BUILT_IN_PRESETS } from '@cashbacktv/contract'
import { auditEntries, hosts } from '@cashbacktv/db'
import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

const AT = '/settings/presets'
const admin = (method: string, path: string, body?: unknown) => one.as('admin', method, path, body)
const sources = [{ url: 'testcard://640x360@25' }]
const encoding = { ...BROADCAST_PRESET, crf: 24 }

async function preset(name: string, changes: object = {}) {
  const answer = await admin('POST', AT, { name, encoding: { ...encoding, ...changes } })
  expect(answer.status).toBe(201)
  return answer.body
}

async function channel(name: string, presetId: string, more: object = {}) {
  const output = { presetId }
  const { body } = await admin('POST', '/channels', { name, sources, output, ...more })
  return body
}

test('a new preset has an id of its name, is used by nobody, and can be deleted', async () => {
  const made = await preset('Çok hızlı')
  expect(made).toMatchObject({ id: 'cok-hizli', builtIn: false, channels: 0, usedBy: [], encoding })
  expect((await one.as('viewer', 'GET', AT)).body.items).toHaveLength(3)
  expect((await admin('DELETE', `${AT}/cok-hizli`)).status).toBe(204)
  expect((await admin('GET', `${AT}/cok-hizli`)).status).toBe(404)
})

test('two presets cannot have one name, and a name in use goes to nobody else', async () => {
  await preset('Night')
  const day = await preset('Day')
  const again = await admin('POST', AT, { name: ' night ', encoding })
  expect([again.status, again.body.error.details[0].path]).toEqual([409, 'name'])
  expect((await admin('PUT', `${AT}/${day.id}`, { name: 'NIGHT' })).status).toBe(409)
  expect((await admin('PUT', `${AT}/${day.id}`, { name: 'DAY' })).status).toBe(200)
})

test('what is built in can be neither changed nor deleted', async () => {
  for (const id of Object.keys(BUILT_IN_PRESETS)) {
    expect((await admin('PUT', `${AT}/${id}`, { name: 'Mine' })).status).toBe(409)
    expect((await admin('DELETE', `${AT}/${id}`)).status).toBe(409)
  }
})

test('a change says before how many running channels get a new run, and tells their host once', async () => {
  const { hostId, agent } = await one.agent('edge')
  await expect.poll(() => agent.snapshots.length).toBe(1)
  const { id } = await preset('Sport')
  const first = await channel('First', id)
  await channel('Second', id)
  await channel('Copy', id, { output: { presetId: id, mode: 'copy' } })
  await admin('POST', `/channels/${first.id}/start`)
  const revision = async () => {
    const [row] = await one.db.select().from(hosts).where(eq(hosts.id, hostId))
    return row?.desiredRevision ?? -1
  }
  const before = await revision()
  const change = { encoding: { ...encoding, crf: 20 } }
  const asked = await admin('PUT', `${AT}/${id}`, { ...change, dryRun: true })
  expect(asked.body).toMatchObject({ dryRun: true, restarts: 1, viewers: 0 })
  expect(asked.body.preset).toMatchObject({ channels: 3, channelsOn: 1, encoding })
  expect(await revision()).toBe(before)
  expect((await admin('PUT', `${AT}/${id}`, change)).body).toMatchObject({ restarts: 1 })
  expect(await revision()).toBe(before + 1)
  const used = () =>
    agent.snapshots.at(-1)?.state.channels.find((spec) => spec.id === first.id)?.output as
      | { encoding?: { crf: number } }
      | undefined
  await expect.poll(() => used()?.encoding?.crf).toBe(20)
  for (const nothing of [change, { name: 'Sports' }, {}]) {
    expect((await admin('PUT', `${AT}/${id}`, nothing)).body.restarts).toBe(0)
  }
  expect(await revision()).toBe(before + 1)
  const [entry] = await one.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, 'preset.update'))
    .orderBy(desc(auditEntries.at))
  expect(entry).toMatchObject({ actorEmail: 'admin@example.org', subjectId: id })
})

test('a preset that channels use cannot be deleted, and the error names them', async () => {
  const { id } = await preset('Films')
  const made = [await channel('Gece', id), await channel('Gündüz', id)]
  const refused = await admin('DELETE', `${AT}/${id}`)
  expect(refused.status).toBe(409)
  expect(refused.body.error.message).toContain('"Gece", "Gündüz"')
  for (const { id: channelId } of made) await admin('DELETE', `/channels/${channelId}`)
  expect((await admin('DELETE', `${AT}/${id}`)).status).toBe(204)
})

test('a change keeps what it leaves out, is judged as a whole and written down with what was before', async () => {
  const { id } = await preset('Part')
  const part = { encoding: { crf: 30 } }
  const { body } = await admin('PUT', `${AT}/${id}`, part)
  expect(body.preset).toMatchObject({ name: 'Part', encoding: { ...encoding, crf: 30 } })
  expect((await admin('GET', `${AT}/${id}`)).body.encoding).toEqual({ ...encoding, crf: 30 })
  const refused = await admin('PUT', `${AT}/${id}`, { encoding: { tune: 'zerolatency' } })
  expect([refused.status, refused.body.error.details[0].path]).toEqual([
    ...[422, 'encoding.lookaheadFrames'],
  ])
  const entries = await one.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))
  const updates = entries.filter(({ action }) => action === 'preset.update')
  const changed = { encoding: { before: encoding, after: { ...encoding, crf: 30 } } }
  expect(updates.map(({ detail }) => detail)).toEqual([{ name: 'Part', changed, restarts: 0 }])
})

test('keyframes rarer than the segments of a channel are refused with its name', async () => {
  const { id } = await preset('News')
  await channel('Haber', id)
  const refused = await admin('PUT', `${AT}/${id}`, {
    encoding: { ...encoding, keyframeSeconds: 4 },
  })
  expect([refused.status, refused.body.error.details[0].path]).toEqual([
    422,
    'encoding.keyframeSeconds',
  ])
  expect(refused.body.error.message).toContain('"Haber"')
})

test.each([
  [{ profile: 'baseline', bFrames: 2 }, 'bFrames'],
  [{ level: '3.1', profile: 'main', maxBitrateKbps: 14_001 }, 'maxBitrateKbps'],
  [{ level: '3.1', profile: 'high', maxBitrateKbps: 17_501 }, 'maxBitrateKbps'],
  [{ tune: 'zerolatency' }, 'lookaheadFrames'],
  [{ bFrames: 4, lookaheadFrames: 3 }, 'lookaheadFrames'],
  [{ crf: 5 }, 'crf'],
  [{ speed: 'placebo' }, 'speed'],
  [{ colour: 'red' }, 'colour'],
])('%j does not go together and is refused with its field', async (changes, field) => {
  const answer = await admin('POST', AT, { name: 'Odd', encoding: { ...encoding, ...changes } })
  const paths = answer.body.error.details.map(({ path }: { path: string }) => path)
  expect([answer.status, paths]).toEqual([422, [`encoding.${field}`]])
})
