import { createHash } from 'node:crypto'
import { BROADCAST_PRESET, HostSettings, type RestoreReport } from '@cashbacktv/contract'
import { auditEntries, channels, hosts } from '@cashbacktv/db'
import { eq, inArray, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chunk } from '../../test/png-parts.ts'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

const admin = async (method: string, path: string, body?: unknown) => {
  const answer = await one.as('admin', method, path, body)
  expect(answer.status, `${method} ${path}: ${answer.text.slice(0, 300)}`).toBeLessThan(300)
  return answer.body
}
const restore = (file: unknown, query = '') =>
  one.as('admin', 'POST', `/backup/restore${query}`, file)
const without = ({ createdAt: _, ...rest }: Record<string, unknown>) => rest
const revisions = () => one.db.select({ at: hosts.desiredRevision }).from(hosts).orderBy(hosts.id)

/** Pictures that an upload would not leave as they are. */
async function strangePictures() {
  const plain = sharp({ create: { width: 8, height: 8, channels: 4, background: 'red' } })
  const noted = await plain
    .clone()
    .withExif({ IFD0: { Copyright: 'x' } })
    .png()
    .toBuffer()
  const jpeg = await plain.clone().jpeg().toBuffer()
  const whole = await plain.clone().png().toBuffer()
  const sizes = { width: 8, height: 8 }
  const script = Buffer.from('<script>alert(1)</script><?php system($_GET[0]); ?>')
  const behindHeader = (...extra: Buffer[]) =>
    Buffer.concat([whole.subarray(0, 33), ...extra, whole.subarray(33)])
  return [
    { content: Buffer.concat([whole, script]), ...sizes },
    { content: behindHeader(chunk('tEXt', Buffer.from(`x\0${script}`))), ...sizes },
    { content: behindHeader(chunk('scRi', script)), ...sizes },
    { content: behindHeader(chunk('pHYs', script)), ...sizes },
    { content: noted, ...sizes },
    { content: jpeg, ...sizes },
    { content: whole.subarray(0, whole.length - 20), ...sizes },
    { content: whole, width: 4000, height: 8 },
  ].map(({ content, ...size }) => ({
    content: content.toString('base64'),
    ...size,
    sha256: createHash('sha256').update(content).digest('hex'),
  }))
}

async function picture(colour: string): Promise<{ id: string; sha256: string }> {
  const create = { width: 40, height: 20, channels: 4 as const, background: colour }
  const content = await sharp({ create }).png().toBuffer()
  const form = new FormData()
  form.set('file', new File([new Uint8Array(content)], 'logo.png'))
  const headers = { authorization: `Bearer ${one.tokens.admin}` }
  return (await one.ask({ method: 'POST', path: '/api/v1/uploads/logo', raw: form, headers })).body
}

/** Two hosts, three channels with all that a channel can have, a preset, settings. */
async function fill() {
  const [first] = [await one.agent('edge-1'), await one.agent('edge-2')]
  await expect.poll(() => first.agent.snapshots.length).toBe(1)
  const logo = await picture('red')
  const slate = await picture('blue')
  await admin('PUT', '/settings', { stallSeconds: 11, sourceAllowCidrs: ['10.0.0.0/8'] })
  await admin('PUT', '/settings/quality', { enabled: true, weekly: { days: [6] } })
  const preset = await admin('POST', '/settings/presets', {
    name: 'House',
    encoding: { ...BROADCAST_PRESET, crf: 25 },
  })
  const news = await admin('POST', '/channels', {
    name: 'Haber',
    hostId: first.hostId,
    priority: 80,
    autoRestart: false,
    sources: [{ url: 'testcard://640x360@25' }, { url: 'https://93.184.216.34/live?key=s3cret' }],
    logo: { assetId: logo.id },
    output: { presetId: preset.id },
    slate: { enabled: true, picture: slate.sha256, language: 'en' },
    schedule: {
      timeZone: 'Europe/Istanbul',
      oneOff: [],
      weekly: [{ days: [1, 2], start: '08:00', end: '20:00' }],
    },
  })
  const sources = [{ url: 'testcard://640x360@25' }]
  const sport = await admin('POST', '/channels', { name: 'Spor', sources })
  const film = await admin('POST', '/channels', { name: 'Film', sources })
  await admin('POST', `/channels/${sport.id}/start`)
  return { news, sport, film, preset, logo }
}

test('a backup brings everything back after everything was changed, and a second restore does nothing', async () => {
  const { news, sport, film, preset, logo } = await fill()
  const before = await admin('GET', '/backup')
  expect(before.channels).toHaveLength(3)

  await admin('PUT', '/settings', HostSettings.parse({}))
  await admin('PUT', '/settings/quality', { enabled: false, timeZone: 'UTC' })
  await admin('PUT', `/settings/presets/${preset.id}`, { name: 'Else', encoding: BROADCAST_PRESET })
  await admin('DELETE', `/channels/${news.id}`)
  await admin('DELETE', `/uploads/${logo.id}`)
  await admin('PUT', `/channels/${sport.id}`, { slug: 'between' })
  await admin('PUT', `/channels/${film.id}`, { slug: 'spor', name: 'Other', priority: 1 })
  await admin('PUT', `/channels/${sport.id}`, { slug: 'film', hls: { segmentSeconds: 4 } })
  await admin('POST', `/channels/${sport.id}/stop`)
  const extra = await admin('POST', '/channels', {
    name: 'Extra',
    sources: [{ url: 'testcard://640x360@25' }],
  })
  await admin('POST', `/channels/${extra.id}/start`)

  const asked = (await restore(before, '?dryRun=true&mode=replace')).body as RestoreReport
  expect(asked).toMatchObject({ dryRun: true, starts: 1, stops: 1, unknownHosts: [] })
  const changes = (kind: string) =>
    asked.items.filter((item) => item.kind === kind).map((item) => [item.name, item.change])
  expect(changes('channel')).toEqual(
    expect.arrayContaining([
      ['Haber', 'create'],
      ['Spor', 'change'],
      ['Film', 'change'],
      ['Extra', 'delete'],
    ]),
  )
  expect(changes('preset')).toEqual([['House', 'change']])
  expect((await admin('GET', '/channels')).total).toBe(3)

  const done = await restore(before, '?mode=replace')
  expect(done.body).toEqual({ ...asked, dryRun: false })
  expect(without(await admin('GET', '/backup'))).toEqual(without(before))
  await expectWrittenDown({ preset, logo })

  const told = await revisions()
  const again = (await restore(before, '?mode=replace')).body as RestoreReport
  expect(again.items.every(({ change }) => change === 'same')).toBe(true)
  expect(again).toMatchObject({ starts: 0, stops: 0, restarts: 0 })
  expect(await revisions()).toEqual(told)
})

/** What a restore changed of settings, presets and pictures, with what was before and after. */
async function expectWrittenDown({
  preset,
  logo,
}: {
  preset: { id: string }
  logo: { id: string; sha256: string }
}) {
  const entries = await one.db
    .select()
    .from(auditEntries)
    .where(sql`${auditEntries.detail} ->> 'restored' = 'true'`)
  const detailOf = (action: string, subjectId: string) =>
    entries.find((entry) => entry.action === action && entry.subjectId === subjectId)?.detail
  const { stallSeconds } = HostSettings.parse({})
  expect(detailOf('settings.put', 'host')).toEqual({
    restored: true,
    changed: {
      stallSeconds: { before: stallSeconds, after: 11 },
      sourceAllowCidrs: { before: [], after: ['10.0.0.0/8'] },
    },
  })
  expect(detailOf('quality-schedule.put', 'quality')).toMatchObject({
    changed: { enabled: { before: false, after: true } },
  })
  expect(detailOf('preset.update', preset.id)).toEqual({
    restored: true,
    name: 'Else',
    changed: {
      name: { before: 'Else', after: 'House' },
      encoding: { before: BROADCAST_PRESET, after: { ...BROADCAST_PRESET, crf: 25 } },
    },
  })
  expect(detailOf('logo.upload', logo.id)).toEqual({
    restored: true,
    sha256: logo.sha256,
    width: 40,
    height: 20,
  })
}

test('replacing writes down the presets and pictures that it deletes', async () => {
  const file = await admin('GET', '/backup')
  const preset = await admin('POST', '/settings/presets', {
    name: 'Short-lived',
    encoding: BROADCAST_PRESET,
  })
  const logo = await picture('green')
  await restore(file, '?mode=replace')
  const acts = await one.db
    .select({ action: auditEntries.action, detail: auditEntries.detail })
    .from(auditEntries)
    .where(inArray(auditEntries.subjectId, [preset.id, logo.id]))
  expect(acts).toContainEqual({
    action: 'preset.delete',
    detail: { name: 'Short-lived', encoding: BROADCAST_PRESET, restored: true },
  })
  expect(acts).toContainEqual({
    action: 'logo.delete',
    detail: { sha256: logo.sha256, width: 40, height: 20, restored: true },
  })
})

test('merging leaves what the file does not have', async () => {
  const file = await admin('GET', '/backup')
  const [kept, ...others] = file.channels
  const { qualitySchedule, ...rest } = file
  expect(qualitySchedule).toMatchObject({ enabled: true, weekly: { days: [6] } })
  const { body } = await restore({ ...rest, presets: [], pictures: [], channels: [kept] })
  const left = body.items.filter(({ change }: { change: string }) => change === 'left')
  expect(left).toHaveLength(others.length + file.presets.length + file.pictures.length)
  expect(without(await admin('GET', '/backup'))).toEqual(without(file))
})

test('a channel that is here under another id is the one with its slug', async () => {
  const file = await admin('GET', '/backup')
  const [channel] = file.channels
  const sources = [{ id: crypto.randomUUID(), url: 'testcard://320x180@25' }]
  const moved = { ...channel, id: crypto.randomUUID(), sources }
  const { body } = await restore({ ...file, channels: [moved] })
  expect(body.items.find(({ name }: { name: string }) => name === channel.name)).toMatchObject({
    change: 'change',
    fields: ['sources'],
  })
  expect((await admin('GET', `/channels/${channel.id}`)).sources).toEqual(sources)
  await restore(file)
})

test('a pin to a host that is not here is named and left out', async () => {
  const file = await admin('GET', '/backup')
  const channel = { ...file.channels[0], host: 'gone' }
  const asked = await restore({ ...file, channels: [channel] }, '?dryRun=true')
  expect(asked.body.unknownHosts).toEqual(['gone'])
})

test('what is wrong with a file is said with its place, and nothing is changed', async () => {
  const file = await admin('GET', '/backup')
  const [first, ...rest] = file.channels
  const with0 = (changes: object) => ({ ...file, channels: [{ ...first, ...changes }, ...rest] })
  const cases: [unknown, string][] = [
    [{ ...file, format: 2 }, 'format'],
    [{ hello: 'world' }, 'format'],
    [with0({ slug: 'No Slug' }), 'channels.0.slug'],
    [
      with0({ sources: [{ id: crypto.randomUUID(), url: 'gopher://x' }] }),
      'channels.0.sources.0.url',
    ],
    [with0({ output: { ...first.output, presetId: 'nowhere' } }), 'channels.0.output.presetId'],
    [with0({ logo: { ...first.logo, assetId: crypto.randomUUID() } }), 'channels.0.logo.assetId'],
    [
      with0({
        output: {
          ...first.output,
          audio: { ...first.output.audio, mode: 'none', asVariant: true },
        },
      }),
      'channels.0.output.audio.asVariant',
    ],
    [with0({ name: 'a\u0000b' }), 'channels.0.name'],
    [{ ...file, channels: [first, first] }, 'channels.1'],
    [{ ...file, pictures: [{ ...file.pictures[0], content: 'AAAA' }] }, 'pictures.0.content'],
    [{ ...file, users: [] }, 'users'],
    [{ ...file, channels: Array(5001).fill(first) }, 'channels'],
    ...(await strangePictures()).map((strange): [unknown, string] => [
      { ...file, pictures: [{ ...file.pictures[0], ...strange }] },
      'pictures.0.content',
    ]),
  ]
  const told = await revisions()
  for (const [wrong, path] of cases) {
    const answer = await restore(wrong)
    expect([answer.status, answer.body.error.details[0].path]).toEqual([422, path])
  }
  const cut = await one.ask({
    method: 'POST',
    path: '/api/v1/backup/restore',
    raw: '{"format":1,',
    headers: {
      authorization: `Bearer ${one.tokens.admin}`,
      'content-type': 'application/json',
    },
  })
  expect(cut.status).toBe(400)
  // As large as a backup may be: none of these is made into anything before it is refused.
  for (const raw of [
    `{"format":1,"channels":[${'[],'.repeat(2_000_000)}[]]}`,
    `{"x":${'['.repeat(40e6)}`,
    '{"a":'.repeat(8e6),
    `{"format":1,"a":"${'b'.repeat(40e6)}","c":${'['.repeat(30)}`,
  ]) {
    const full = await one.ask({
      method: 'POST',
      path: '/api/v1/backup/restore',
      raw,
      headers: {
        authorization: `Bearer ${one.tokens.admin}`,
        'content-type': 'application/json',
      },
    })
    expect(full.status).toBe(422)
    expect(full.body.error.message).toContain('more in it than any backup')
  }
  expect(await revisions()).toEqual(told)
  expect(without(await admin('GET', '/backup'))).toEqual(without(file))
})

test('it takes an administrator, and holds no people and no credentials', async () => {
  for (const role of ['viewer', 'operator'] as const) {
    expect((await one.as(role, 'GET', '/backup')).status).toBe(403)
    expect((await one.as(role, 'POST', '/backup/restore', {})).status).toBe(403)
  }
  const text = JSON.stringify(await admin('GET', '/backup'))
  expect(text).not.toMatch(/example\.org|password|argon|hash"/i)
  const actions = await one.db.select({ action: auditEntries.action }).from(auditEntries)
  expect(actions).toContainEqual({ action: 'backup.download' })
  expect(actions).toContainEqual({ action: 'backup.restore' })
  expect(one.log.join('')).not.toContain('s3cret')
  expect(await one.db.select().from(channels).where(eq(channels.slug, 'haber'))).toHaveLength(1)
})
