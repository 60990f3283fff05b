import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import {
  AlertTargetAddress,
  AlertTargetFilter,
  AlertTargetId,
  type ChannelId,
  type GroupId,
  type HostId,
  HostReport,
  messageOf,
  type Reason,
} from '@cashbacktv/contract'
import { secretKeyOf } from '@cashbacktv/contract/seal'
import {
  alerts,
  alertTargets,
  channelGroups,
  channels,
  deliveries,
  incidents,
  leases,
  recordings,
  sources,
  useSecretKeys,
} from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ServiceContext } from '../../context.ts'
import { reachFrom } from '../../domain/accounts/reach.ts'
import { signatureOf } from '../../domain/alerts/payloads.ts'
import { addTestChannel, enrolTestHost } from '../../link/test/start-test-link.ts'
import { readCounts } from '../../live/view/incident-board.ts'
import { type InstanceAlone, startInstanceAlone } from '../../test/start-instance-alone.ts'
import { putAlertSettings } from '../alert-settings/put.ts'
import { updateAlertTarget } from '../alert-targets/update.ts'
import { claimDeliveries } from '../deliveries/claim.ts'
import { deliverDue } from '../deliveries/deliver.ts'
import { retryDelivery } from '../deliveries/retry.ts'
import { acknowledgeIncident } from '../incidents/acknowledge.ts'
import { getIncident } from '../incidents/get.ts'
import { listIncidents } from '../incidents/read-incidents.ts'
import { createAlertEngine } from './engine.ts'
import { type HookServer, startHookServer } from './test/hook-server.ts'

const CHANNELS = 41
const SECRET = 'a secret of sixteen'
const NETWORK: Reason = { class: 'network', code: 'connection-lost', message: 'It broke off.' }

let one: InstanceAlone
let hook: HookServer
let hostId: HostId
let channelIds: ChannelId[]
// Ahead of the clock by which the live view takes a host for silent.
let nowMs = Date.now() + 3_600_000

beforeAll(async () => {
  one = await startInstanceAlone()
  hook = await startHookServer()
  hostId = (await enrolTestHost(one.database)).hostId
  channelIds = []
  for (let number = 0; number < CHANNELS; number += 1) {
    channelIds.push(await addTestChannel(one.database, hostId))
  }
  await one.database.handle.sql`update channels set "on" = true`
  // As they are in earnest: sealed, each in its own way.
  useSecretKeys(secretKeyOf('the key of the tests of alerts'))
  for (const id of channelIds) {
    const url = `http://user:pw@feeds.example/${id}`
    await one.database.handle.db.update(sources).set({ url }).where(eq(sources.channelId, id))
  }
  // The view may have read them before they were put so.
  await one.live.publish('fleet.changed', { hostId })
  await one.ctx.view.fresh()
})
beforeEach(async () => {
  for (const table of [incidents, alertTargets, leases]) await one.database.handle.db.delete(table)
  hook.received.length = 0
  hook.answers.length = 0
})
afterAll(async () => {
  await hook?.close()
  await one?.close()
})

const db = () => one.database.handle.db
const ctx = (): ServiceContext => ({ ...one.ctx, now: () => new Date(nowMs) })
const target = async (
  name: string,
  address: unknown,
  language: 'en' | 'tr' = 'en',
  groupIds: GroupId[] = [],
) => {
  const parsed = AlertTargetAddress.parse(address)
  const filter = AlertTargetFilter.parse({ groupIds })
  const settings = { enabled: true, language, timeZone: 'Europe/Istanbul', filter }
  await db()
    .insert(alertTargets)
    .values({
      name,
      kind: parsed.kind,
      address: parsed,
      settings: { ...settings, quietHours: null, afterMinutes: 0 },
    })
}
const slack = () => target('slack', { kind: 'slack', url: `${hook.url}/services/T/SECRET` })

function report(lost: ReadonlySet<ChannelId>, recordings?: HostReport['recordings']) {
  const at = new Date(nowMs).toISOString()
  const channels = channelIds.map((channelId) => ({
    channelId,
    since: at,
    restartGeneration: 0,
    nextTryAt: null,
    queuePosition: null,
    ...(lost.has(channelId)
      ? { state: 'backoff', reason: NETWORK, attempt: 2 }
      : { state: 'running', reason: null, attempt: 0 }),
    run: null,
    metrics: null,
    air: {
      showing: lost.has(channelId) ? 'slate' : 'live',
      mediaSequence: 1,
      segments: 3,
      lastPublishedAt: at,
      viewers: 2,
      sentBytes: 0,
    },
  }))
  const origin = { answers: true, lastWordAt: at }
  return one.live.putReport(
    HostReport.parse({
      protocol: 1,
      hostId,
      at,
      appliedRevision: 1,
      sample: null,
      origin,
      channels,
      recordings,
    }),
  )
}

type Engine = ReturnType<typeof createAlertEngine>

async function pass(seconds: number, lost: ReadonlySet<ChannelId>, engines: readonly Engine[]) {
  for (let second = 0; second < seconds; second += 1) {
    nowMs += 1000
    await report(lost)
    await Promise.all(engines.map((engine) => engine.step()))
  }
}
/** Sends what is due, also what has to wait for its turn or its next try, up to so many seconds. */
async function deliver(seconds = 5, count = 1) {
  for (let second = 0; second < seconds; second += 1) {
    const tries = await Promise.all(
      Array.from({ length: count }, () => deliverDue(ctx(), () => 0.5)),
    )
    await Promise.all(tries.map(({ ended }) => ended))
    nowMs += 1000
  }
}
const NONE = new Set<ChannelId>()
const all = () => new Set(channelIds)
const states = async () =>
  (await db().select().from(deliveries)).map(({ news, state }) => `${news} ${state}`)

describe('41 channels that lose one server', () => {
  test('are one incident, one message a target, and one when it is over, with two engines and two senders', async () => {
    await slack()
    await target('hook', { kind: 'webhook', url: `${hook.url}/own`, secret: SECRET }, 'tr')
    const engines = [createAlertEngine(ctx()), createAlertEngine(ctx())]
    await pass(20, all(), engines)
    await deliver(5, 2)
    expect(hook.received.map(({ path }) => path).sort()).toEqual(['/own', '/services/T/SECRET'])
    expect(JSON.stringify(hook.received)).toContain('feeds.example')
    await pass(40, NONE, engines)
    await deliver(5, 2)
    expect(hook.received).toHaveLength(4)
    const [incident, ...more] = await db().select().from(incidents)
    expect(more).toEqual([])
    expect(incident).toMatchObject({ channelsEver: CHANNELS, healing: 'source-back' })
    expect(await db().select().from(alerts)).toHaveLength(CHANNELS)
    const own = hook.received.find(({ path }) => path === '/own')
    const seconds = String(own?.headers['x-cashbacktv-timestamp'])
    expect(own?.headers['x-cashbacktv-signature']).toBe(
      signatureOf(SECRET, seconds, own?.body ?? ''),
    )
    expect(JSON.parse(own?.body ?? '{}').title).toMatch(/^Kritik: .*feeds\.example/)
    for (const engine of engines) await engine.close()
  })

  test('are not raised again by a control plane that was started anew, nor forgotten', async () => {
    await slack()
    const first = createAlertEngine(ctx())
    await pass(15, new Set(channelIds.slice(0, 2)), [first])
    await pass(20, all(), [first])
    await first.close()
    const second = createAlertEngine(ctx())
    await pass(20, all(), [second])
    await deliver()
    expect(await states()).toEqual(['raised sent'])
    await pass(40, NONE, [second])
    await deliver()
    expect(await states()).toEqual(['raised sent', 'over sent'])
    expect(await db().select().from(incidents)).toMatchObject([{ channelsEver: CHANNELS }])
    await second.close()
  })
})

describe('41 channels of two groups', () => {
  const groupIds: GroupId[] = []
  const hookOf = (path: string) => ({ kind: 'webhook', url: `${hook.url}/${path}`, secret: SECRET })
  beforeAll(async () => {
    const values = [{ name: 'first' }, { name: 'second' }]
    const rows = await db().insert(channelGroups).values(values).returning()
    groupIds.push(...rows.map(({ id }) => id))
    for (const [index, id] of channelIds.entries()) {
      const groupId = groupIds[index < 11 ? 0 : 1]
      await db()
        .update(channels)
        .set({ groupId, name: `${index < 11 ? 'mine' : 'theirs'} ${index}` })
        .where(eq(channels.id, id))
    }
    await one.live.publish('fleet.changed', { hostId })
    await one.ctx.view.fresh()
  })
  afterAll(async () => {
    await db().update(channels).set({ groupId: null, name: 'Test' })
    await one.live.publish('fleet.changed', { hostId })
    await one.ctx.view.fresh()
  })

  test('are one incident, of which each target is told only what is theirs', async () => {
    const [mine, theirs] = groupIds as [GroupId, GroupId]
    await target('all', hookOf('all'))
    await target('mine', hookOf('mine'), 'en', [mine])
    await target('theirs', hookOf('theirs'), 'tr', [theirs])
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    await deliver(3)
    await pass(40, NONE, [engine])
    await deliver(3)
    expect(await db().select().from(incidents)).toHaveLength(1)
    const bodiesAt = (path: string) =>
      hook.received.filter((got) => got.path === `/${path}`).map(({ body }) => body)
    const counts = { all: CHANNELS, mine: 11, theirs: CHANNELS - 11 }
    for (const [path, channelsEver] of Object.entries(counts)) {
      const bodies = bodiesAt(path).map((body) => JSON.parse(body))
      expect(bodies.map(({ news }) => news)).toEqual(['raised', 'over'])
      for (const { incident, title } of bodies) {
        expect(incident).toMatchObject({ channelsEver, partial: path !== 'all' })
        expect(title).toMatch(new RegExp(`feeds\\.example.*\\b${channelsEver}\\b`))
      }
    }
    expect(bodiesAt('mine').join()).not.toContain('theirs ')
    expect(bodiesAt('theirs').join()).not.toContain('mine ')
    await engine.close()
  })

  test('say of each channel since when it is well again, while the incident goes on as one', async () => {
    await target('all', hookOf('all'))
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    await deliver(3)
    const wellFrom = nowMs + 1000
    await pass(25, new Set(channelIds.slice(11)), [engine])
    const reach = reachFrom('groups', groupIds.slice(0, 1))
    const actor = { kind: 'user', id: randomUUID(), name: 'A', role: 'operator', reach }
    const limited = { ...ctx(), actor: actor as unknown as ServiceContext['actor'] }
    const [row] = await db().select().from(incidents)
    if (!row) throw new Error('There is no incident.')
    const whole = await getIncident(ctx(), { id: row.id })
    expect(whole).toMatchObject({ state: 'open', channels: 30, wellSince: null, viewersNow: 60 })
    const well = whole.alerts.filter((alert) => alert.clearedAt !== null)
    expect(well).toHaveLength(11)
    for (const { wellSince, clearedAt } of well) {
      expect(Math.abs(Date.parse(wellSince ?? '') - wellFrom)).toBeLessThanOrEqual(1000)
      expect(Date.parse(clearedAt ?? '')).toBeGreaterThan(Date.parse(wellSince ?? ''))
    }
    const part = await getIncident(limited, { id: row.id })
    const [first] = well
    const quiet = { state: 'open', channels: 0, viewersNow: 0, wellSince: first?.clearedAt }
    expect(part).toMatchObject(quiet)
    const { counts } = await readCounts(db(), new Date(nowMs), reach)
    expect(counts).toMatchObject({ open: 1, waiting: 0, critical: 0 })
    expect((await readCounts(db(), new Date(nowMs))).counts).toMatchObject({ waiting: 1 })
    await pass(40, NONE, [engine])
    await deliver(3)
    expect(await states()).toEqual(['raised sent', 'over sent'])
    await engine.close()
  })

  test('are seen in part by a person of one of them, who cannot act on the whole', async () => {
    await target('all', hookOf('all'))
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    await deliver(3)
    const reach = reachFrom('groups', groupIds.slice(0, 1))
    const actor = { kind: 'user', id: randomUUID(), name: 'A', role: 'operator', reach }
    const limited = { ...ctx(), actor: actor as unknown as ServiceContext['actor'] }
    const [row] = await db().select().from(incidents)
    if (!row) throw new Error('There is no incident.')
    await acknowledgeIncident(ctx(), { id: row.id, note: 'theirs 12 is first' })
    const list = await listIncidents(limited, { limit: 10, severity: 'critical' })
    expect(list.items).toMatchObject([{ id: row.id, channels: 11, viewers: null, partial: true }])
    const none = await listIncidents(limited, { limit: 10, severity: 'warning' })
    expect(none.items).toEqual([])
    const view = await getIncident(limited, { id: row.id })
    expect(view.alerts).toHaveLength(11)
    expect(view.timeline.filter(({ kind }) => kind === 'raised')).toHaveLength(11)
    expect(JSON.stringify(view)).not.toContain('theirs')
    expect(view.deliveries).toEqual([])
    const { counts } = await readCounts(db(), new Date(nowMs), reach)
    expect(counts).toMatchObject({ open: 1, waiting: 0 })
    const act = acknowledgeIncident(limited, { id: row.id, note: '' })
    await expect(act).rejects.toMatchObject({ said: { code: 'incident-of-others' } })
    await engine.close()
  })
})

test('a lost recording is told by its name, to whoever is told of its channel', async () => {
  await slack()
  const [channelId] = channelIds
  if (!channelId) throw new Error('There is no channel.')
  const [startsAt, endsAt] = [new Date(nowMs - 60_000), new Date(nowMs)]
  const asked = { channelId, hostId, name: 'The final', kind: 'past' as const, key: '0'.repeat(32) }
  const [row] = await db()
    .insert(recordings)
    .values({ ...asked, startsAt, endsAt })
    .returning()
  if (!row) throw new Error('The recording was not stored.')
  const none = { begin: null, end: null, seconds: 0, bytes: 0, seams: 0, gaps: 0 }
  const lost = { ...none, id: row.id, state: 'lost' as const, missingSeconds: 0 }
  const engine = createAlertEngine(ctx())
  for (let second = 0; second < 75; second += 1) {
    nowMs += 1000
    await report(NONE, [lost])
    await engine.step()
  }
  await deliver()
  const [told, ...more] = hook.received.map(({ body }) => body)
  expect(more).toEqual([])
  expect(told).toContain('The final')
  const [incident] = await db().select().from(incidents)
  expect(incident?.cause).toMatchObject({ kind: 'resource', resource: 'recordings', hostId })
  await db().delete(recordings)
  await report(NONE)
  await engine.close()
})

describe('a host that falls silent', () => {
  const silent = async () => {
    const at = new Date(nowMs)
    const cause = { kind: 'machine', hostId, name: 'studio' } as const
    const counts = { channels: CHANNELS, channelsEver: CHANNELS, viewers: 82 }
    const [row] = await db()
      .insert(incidents)
      .values({
        key: `machine:${hostId}`,
        cause,
        severity: 'critical',
        ...counts,
        said: messageOf('incident-machine-silent', { name: 'studio', count: CHANNELS }),
        since: at,
        openedAt: at,
        tellFrom: at,
        lastRaisedAt: at,
      })
      .returning()
    if (!row) throw new Error('The incident was not stored.')
    const subject = { subjectKind: 'host', subjectId: hostId, subjectName: 'studio' } as const
    const dates = { since: at, raisedAt: at }
    const alert = { incidentId: row.id, rule: 'host-silent', severity: 'critical' } as const
    await db()
      .insert(alerts)
      .values({ ...alert, ...subject, ...dates, hostId })
    return row.id
  }
  const limitedTo = (groupId: GroupId): ServiceContext => {
    const reach = reachFrom('groups', [groupId])
    const actor = { kind: 'user', id: randomUUID(), name: 'A', role: 'operator', reach }
    return { ...ctx(), actor: actor as unknown as ServiceContext['actor'] }
  }

  test('is seen by those of whose channels it carries, as a part, and by nobody else', async () => {
    const values = [{ name: 'carried' }, { name: 'elsewhere' }]
    const [carried, elsewhere] = await db().insert(channelGroups).values(values).returning()
    if (!carried || !elsewhere) throw new Error('The groups were not stored.')
    for (const id of channelIds.slice(0, 3)) {
      await db().update(channels).set({ groupId: carried.id }).where(eq(channels.id, id))
    }
    await db()
      .update(channels)
      .set({ on: false })
      .where(eq(channels.id, channelIds[0] as ChannelId))
    const id = await silent()
    const theirs = limitedTo(carried.id)
    const { items } = await listIncidents(theirs, { limit: 10, severity: 'critical' })
    const said = { code: 'incident-machine-silent', params: { name: 'studio', count: 2 } }
    expect(items).toMatchObject([{ id, channels: 2, viewers: null, partial: true, said }])
    const { counts } = await readCounts(db(), new Date(nowMs), reachFrom('groups', [carried.id]))
    expect(counts).toMatchObject({ open: 1 })
    await expect(acknowledgeIncident(theirs, { id, note: '' })).rejects.toMatchObject({
      said: { code: 'incident-of-others' },
    })
    expect((await listIncidents(limitedTo(elsewhere.id), { limit: 10 })).items).toEqual([])
    await expect(getIncident(limitedTo(elsewhere.id), { id })).rejects.toMatchObject({
      code: 'not_found',
    })
    await db().update(channels).set({ groupId: null, on: true })
  })
})

describe('a message', () => {
  test('whose sender was killed before it sent is sent once, by another', async () => {
    await slack()
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    expect(await claimDeliveries(db(), new Date(nowMs))).toHaveLength(1)
    await deliver(5)
    expect(hook.received).toEqual([])
    nowMs += 61_000
    await deliver(3)
    expect(hook.received).toHaveLength(1)
    await engine.close()
  })

  test('to a server that asks to be left alone waits for as long, and is not lost', async () => {
    await slack()
    hook.answers.push({ status: 429, headers: { 'retry-after': '30' } })
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    await deliver(10)
    expect(hook.received).toEqual([])
    nowMs += 25_000
    await deliver(3)
    expect(hook.received).toHaveLength(1)
    await engine.close()
  })

  test('that is to be tried again does not wait for a target that says nothing', async () => {
    const silent = createServer()
    await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await slack()
    await target('silent', { kind: 'teams', url: `http://127.0.0.1:${port}/` })
    hook.answers.push({ status: 429, headers: { 'retry-after': '1' } })
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    const changed = new Promise<void>((resolve) => {
      one.live.subscribe('alerts.changed', () => resolve())
    })
    const { ended } = await deliverDue(ctx())
    await changed
    const problems = (await db().select().from(deliveries)).map(({ problem }) => problem?.code)
    expect(problems.sort()).toEqual(['delivery-answer', undefined])
    silent.closeAllConnections()
    await ended
    await new Promise((resolve) => silent.close(resolve))
    await engine.close()
  })

  test('outlives ten minutes of outage, in its order, and its secrets are nowhere', async () => {
    await slack()
    const engine = createAlertEngine(ctx())
    hook.answers.push(...Array.from({ length: 40 }, () => ({ status: 503, body: 'down' })))
    await pass(20, all(), [engine])
    await deliver(20)
    await pass(60, NONE, [engine])
    for (let minute = 0; minute < 12; minute += 1) {
      nowMs += 60_000
      await deliver(1)
    }
    hook.answers.length = 0
    nowMs += 900_000
    await deliver(3)
    nowMs += 900_000
    await deliver(3)
    expect(hook.received.map(({ body }) => JSON.parse(body).text.split(':')[0])).toEqual([
      'Critical',
      'Over',
    ])
    expect(JSON.stringify(await db().select().from(deliveries))).not.toContain('SECRET')
    await engine.close()
  })

  test('that was not delivered for a day is given up, and what would follow it is dropped', async () => {
    await slack()
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    await pass(40, NONE, [engine])
    nowMs += 86_400_000
    hook.answers.push({ status: 500 })
    await deliver(3)
    expect((await states()).sort()).toEqual(['over dropped', 'raised dead'])
    await engine.close()
  })

  test('was never told where the message was given up, so that it is over is not told either', async () => {
    await slack()
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    nowMs += 86_400_000
    hook.answers.push({ status: 500 })
    await deliver(3)
    expect(await states()).toEqual(['raised dead'])
    await pass(40, NONE, [engine])
    expect(await states()).toEqual(['raised dead'])
    await engine.close()
  })

  test.each([
    ['before the end was to be told', 40, 0],
    ['after the end was dropped with it', 0, 40],
  ])(
    'that was given up %s and is sent again later is followed by the end',
    async (_, then, first) => {
      await slack()
      const engine = createAlertEngine(ctx())
      await pass(20, all(), [engine])
      await pass(first, NONE, [engine])
      nowMs += 86_400_000
      hook.answers.push({ status: 500 })
      await deliver(3)
      await pass(then, NONE, [engine])
      const [raised] = await db().select().from(deliveries).where(eq(deliveries.news, 'raised'))
      await retryDelivery(ctx(), { id: raised?.id ?? '' })
      await deliver(5)
      await pass(5, NONE, [engine])
      await deliver(5)
      expect(hook.received.map(({ body }) => JSON.parse(body).text.split(':')[0])).toEqual([
        'Critical',
        'Over',
      ])
      expect((await states()).sort()).toEqual(['over sent', 'raised sent'])
      await engine.close()
    },
  )

  test('that would come after the end is not sent again, and says why', async () => {
    await slack()
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    await deliver(3)
    await pass(40, NONE, [engine])
    await deliver(3)
    const [raised] = await db().select().from(deliveries).where(eq(deliveries.news, 'raised'))
    const worse = { ...raised, id: randomUUID(), news: 'worse' as const, state: 'dead' as const }
    await db()
      .insert(deliveries)
      .values(worse as typeof deliveries.$inferInsert)
    await expect(retryDelivery(ctx(), { id: worse.id })).rejects.toMatchObject({
      said: { code: 'delivery-overtaken' },
    })
    await engine.close()
  })

  test('a target that is switched off hears nothing more, nor later what waited for it', async () => {
    await slack()
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    const [{ id } = { id: '' }] = await db().select().from(alertTargets)
    const targetId = AlertTargetId.parse(id)
    await updateAlertTarget(ctx(), { id: targetId, enabled: false })
    await pass(40, NONE, [engine])
    await updateAlertTarget(ctx(), { id: targetId, enabled: true })
    await deliver(5)
    expect(hook.received).toEqual([])
    expect(await states()).toEqual(['raised dropped'])
    await engine.close()
  })

  test('that one of several numbers did not get is sent again to that one alone', async () => {
    await target('sms', {
      kind: 'sms',
      url: `${hook.url}/sms`,
      to: ['+90 1', '+90 2', '+90 3'],
      body: '{"to":"{{to}}"}',
    })
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    hook.answers.push({ status: 200 }, { status: 500 })
    await deliver(1)
    expect(await states()).toEqual(['raised waiting'])
    await deliver(10)
    expect(hook.received.map(({ body }) => JSON.parse(body).to)).toEqual([
      '+90 1',
      '+90 3',
      '+90 2',
    ])
    expect(await states()).toEqual(['raised sent'])
    await engine.close()
  })

  test('to a network that sources may not be in is not sent', async () => {
    await target('inside', { kind: 'slack', url: 'http://10.1.2.3/hook' })
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    await deliver(1)
    const [row] = await db().select().from(deliveries)
    expect(row).toMatchObject({ state: 'waiting', problem: { code: 'egress-refused' } })
    await engine.close()
  })

  test('by mail, Discord, Teams and SMS is what each of them takes', async () => {
    const mails: string[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          mails.push(Buffer.concat(parts).toString())
          done()
        })
      },
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const address = server.server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await putAlertSettings(ctx(), {
      smtp: {
        server: '127.0.0.1',
        port,
        security: 'none',
        user: null,
        from: 'tv@example.org',
        password: null,
      },
    })
    await target('mail', { kind: 'email', to: ['a@example.org'] })
    await target('discord', { kind: 'discord', url: `${hook.url}/discord` })
    await target('teams', { kind: 'teams', url: `${hook.url}/teams` })
    await target('sms', {
      kind: 'sms',
      url: `${hook.url}/sms?n={{to}}`,
      to: ['+90 555'],
      body: '{"to":"{{to}}","text":"{{text}}"}',
    })
    const engine = createAlertEngine(ctx())
    await pass(20, all(), [engine])
    await deliver(2)
    const bodyAt = (path: string) => {
      return JSON.parse(hook.received.find((one) => one.path.startsWith(path))?.body ?? '{}')
    }
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatch(/^Subject: Critical: /m)
    expect(bodyAt('/discord').embeds[0].title).toMatch(/^Critical: /)
    expect(bodyAt('/teams').attachments[0].content.type).toBe('AdaptiveCard')
    expect(bodyAt('/sms')).toMatchObject({
      to: '+90 555',
      text: expect.stringMatching(/^Critical/),
    })
    expect(hook.received.map(({ path }) => path)).toContain('/sms?n=%2B90%20555')
    await engine.close()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  })
})

test('an incident shows who has it in hand and who was told', async () => {
  await slack()
  const engine = createAlertEngine(ctx())
  await pass(20, all(), [engine])
  await deliver(2)
  const [row] = await db().select().from(incidents)
  if (!row) throw new Error('There is no incident.')
  await acknowledgeIncident(ctx(), { id: row.id, note: 'The provider is called.' })
  const view = await getIncident(ctx(), { id: row.id })
  expect(view.acknowledged).toMatchObject({ note: 'The provider is called.' })
  const kinds = view.timeline.map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'raised')).toHaveLength(CHANNELS)
  expect(kinds.slice(-2).sort()).toEqual(['acknowledged', 'told'])
  await engine.close()
})
