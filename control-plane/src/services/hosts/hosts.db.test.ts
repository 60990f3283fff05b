import {
  AssetId,
  type HostId,
  type LayerKind,
  OutputSettings,
  Sha256,
  UserId,
} from '@cashbacktv/contract'
import { auditEntries, channels, hosts, logos, sources, withSettings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addTestChannel, enrolTestHost } from '../../link/test/start-test-link.ts'
import { CAPABILITIES, eventOf, reportOf } from '../../link/test/test-agent.ts'
import { type InstanceAlone, startInstanceAlone } from '../../test/start-instance-alone.ts'
import { touchHosts } from '../changes/touch-hosts.ts'
import { appendEvents } from '../events/append.ts'
import { listEvents } from '../events/list.ts'
import { confirmSnapshot } from './confirm-snapshot.ts'
import { loadDesiredState } from './desired-state.ts'
import { drainHost } from './drain.ts'
import { listHosts } from './list.ts'
import { openRooms, placeChannel } from './place-channel.ts'
import { revokeCredential } from './revoke-credential.ts'
import { tellChangedNetworks } from './tell-changed-networks.ts'

let one: InstanceAlone

beforeAll(async () => {
  one = await startInstanceAlone()
})
afterAll(() => one?.close())

const db = () => one.database.handle.db
const revisionOf = async (hostId: HostId) => (await loadDesiredState(one.ctx, hostId))?.revision
const viewOf = async (hostId: HostId) => (await listHosts(one.ctx)).find(({ id }) => id === hostId)

describe('touching hosts', () => {
  it('tells every host, once, when the environment allows other networks than before', async () => {
    const { hostId } = await enrolTestHost(one.database)
    const startWith = (sourceAllowCidrs: string[]) =>
      tellChangedNetworks({ ...one.ctx, config: { ...one.ctx.config, sourceAllowCidrs } })
    await startWith(['10.0.0.0/8', '127.0.0.0/8'])
    const told = (await revisionOf(hostId)) ?? 0
    await startWith(['127.0.0.0/8', '10.0.0.0/8'])
    expect(await revisionOf(hostId)).toBe(told)
    await startWith([])
    expect(await revisionOf(hostId)).toBe(told + 1)
  })

  it('counts every change once, however many happen at the same time and in whatever order', async () => {
    const [a, b] = [
      (await enrolTestHost(one.database)).hostId,
      (await enrolTestHost(one.database)).hostId,
    ]
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        db().transaction((tx) => touchHosts(tx, n % 2 ? [a, b, a, null] : [b, a])),
      ),
    )
    expect([await revisionOf(a), await revisionOf(b)]).toEqual([21, 21])
  })

  it('is undone with the change it belongs to', async () => {
    const { hostId } = await enrolTestHost(one.database)
    const change = db().transaction(async (tx) => {
      await touchHosts(tx, [hostId])
      throw new Error('the change failed')
    })
    await expect(change).rejects.toThrow()
    expect(await revisionOf(hostId)).toBe(1)
  })
})

describe('the snapshot of a host', () => {
  it('holds its own channels with sources in order and the pictures they need, each once', async () => {
    const { hostId } = await enrolTestHost(one.database)
    const sha256 = Sha256.parse('ab'.repeat(32))
    const picture = {
      sha256,
      mime: 'image/png' as const,
      width: 9,
      height: 9,
      bytes: 3,
      content: Buffer.from('abc'),
    }
    const [logo] = await db().insert(logos).values(picture).returning({ id: logos.id })
    const shown = { assetId: AssetId.parse(logo?.id), x: 0.1, y: 0.2, width: 0.3, opacity: 1 }
    for (let n = 0; n < 2; n++) {
      const id = await addTestChannel(one.database, hostId)
      const set = { settings: withSettings({ logo: shown }) }
      await db().update(channels).set(set).where(eq(channels.id, id))
      await db()
        .insert(sources)
        .values({ channelId: id, position: 1, url: 'http://example.com/b.ts' })
    }
    const snapshot = await loadDesiredState(one.ctx, hostId)
    expect(snapshot?.channels).toHaveLength(2)
    expect(snapshot?.channels[0]).toMatchObject({
      logo: { sha256, x: 0.1 },
      sources: [{ url: 'testcard://1280x720@25' }, { url: 'http://example.com/b.ts' }],
    })
    expect(snapshot?.assets).toEqual([{ sha256, mime: 'image/png', bytes: 3 }])
  })

  it('names for a while what was deleted or came to another host', async () => {
    const [a, b] = [
      (await enrolTestHost(one.database)).hostId,
      (await enrolTestHost(one.database)).hostId,
    ]
    const [kept, gone, moved, longGone] = [
      await addTestChannel(one.database, a),
      await addTestChannel(one.database, a),
      await addTestChannel(one.database, a),
      await addTestChannel(one.database, a),
    ]
    await db().update(channels).set({ deletedAt: new Date() }).where(eq(channels.id, gone))
    await db().update(channels).set({ hostId: b }).where(eq(channels.id, moved))
    await db()
      .update(channels)
      .set({ deletedAt: new Date(0) })
      .where(eq(channels.id, longGone))
    const snapshot = await loadDesiredState(one.ctx, a)
    expect(snapshot?.channels.map(({ id }) => id)).toEqual([kept])
    expect(snapshot?.removed).toEqual(expect.arrayContaining([gone, moved]))
    expect(snapshot?.removed).not.toContain(longGone)
    expect(snapshot?.removed).not.toContain(kept)
  })

  it('is confirmed only for the revision a person has looked at', async () => {
    const { hostId } = await enrolTestHost(one.database)
    await confirmSnapshot(one.ctx, { hostId, revision: 1 })
    expect(await loadDesiredState(one.ctx, hostId)).toMatchObject({ revision: 2, confirmed: true })
    await expect(confirmSnapshot(one.ctx, { hostId, revision: 1 })).rejects.toMatchObject({
      code: 'conflict',
    })
    await db().transaction((tx) => touchHosts(tx, [hostId]))
    expect(await loadDesiredState(one.ctx, hostId)).toMatchObject({ revision: 3, confirmed: false })
  })
})

describe('the list of hosts', () => {
  it('tells a host that never came from one that is connected and one that is silent', async () => {
    const { hostId } = await enrolTestHost(one.database)
    expect(await viewOf(hostId)).toMatchObject({ link: 'never', lastSeenAt: null, channels: 0 })
    await addTestChannel(one.database, hostId)
    await one.live.putReport(reportOf(hostId, { appliedRevision: 1, heldRevision: 2 }))
    expect(await viewOf(hostId)).toMatchObject({
      link: 'connected',
      appliedRevision: 1,
      heldRevision: 2,
      channels: 1,
    })
    const at = new Date(Date.now() - 21_000)
    await one.live.putReport(reportOf(hostId, { at: at.toISOString() }))
    expect(await viewOf(hostId)).toMatchObject({ link: 'unknown', lastSeenAt: at.toISOString() })
  })

  it('keeps new channels off a draining host', async () => {
    const { hostId } = await enrolTestHost(one.database)
    await db().update(hosts).set({ draining: true })
    await drainHost(one.ctx, { hostId, draining: false })
    expect(await placeChannel(one.ctx)).toMatchObject({ kind: 'placed', hostId })
    await drainHost(one.ctx, { hostId, draining: true })
    expect((await viewOf(hostId))?.draining).toBe(true)
    expect(await placeChannel(one.ctx)).toMatchObject({ kind: 'unplaced' })
  })

  it('puts HEVC on no host whose agent is of before it, whatever its FFmpeg encodes', async () => {
    const encoders = ['libx264', 'libx265']
    const known = { before: { encoders }, now: { encoders, gpuHevc: [] }, lacks: { gpuHevc: [] } }
    const ids = new Map<string, HostId>()
    for (const [name, has] of Object.entries(known)) {
      const { hostId } = await enrolTestHost(one.database)
      ids.set(name, hostId)
      const capabilities = { ...CAPABILITIES, ...has }
      await db().update(hosts).set({ capabilities }).where(eq(hosts.id, hostId))
      const room = { cores: 8, reserveCores: 1, otherCores: 0, heldCores: 0, waiting: 0 }
      await one.live.putReport(reportOf(hostId, { capacity: { ...room, holders: [] } }))
    }
    const roomsFor = await openRooms(one.ctx, true)
    const lacking = (codec: 'h264' | 'hevc') => {
      const output = OutputSettings.parse({ codec })
      const rooms = roomsFor({ output, layers: [], sourceUrl: 'http://source.example/' })
      return [...ids].flatMap(([name, id]) =>
        rooms.some((room) => room.id === id && room.lacksEncoder) ? [name] : [],
      )
    }
    expect(lacking('hevc')).toEqual(['before', 'lacks'])
    expect(lacking('h264')).toEqual([])
  })
})

describe('what a channel is expected to take of a host', () => {
  it('goes by all audio that it encodes and by what is drawn on its picture', async () => {
    for (const _ of [1, 2]) await enrolTestHost(one.database)
    const roomsFor = await openRooms(one.ctx, true)
    const needed = (audio: object, layers: { kind: LayerKind }[] = []) => {
      const output = OutputSettings.parse({ audio })
      return roomsFor({ output, layers, sourceUrl: 'http://source.example/' })[0]?.neededCores ?? 0
    }
    const renditions = [{ name: 'eng', track: { language: 'eng' } }]
    expect(needed({ renditions })).toBeGreaterThan(needed({}) + 0.01)
    expect(needed({ renditions, targetLufs: -23 })).toBeGreaterThan(needed({ renditions }) + 0.01)
    expect(needed({}, [{ kind: 'clock' }])).toBeGreaterThan(needed({}))
  })
})

describe('acts of a person on a host', () => {
  it('are written down with who did what to which host, and without any secret', async () => {
    const { hostId, credential } = await enrolTestHost(one.database)
    const id = UserId.parse(crypto.randomUUID())
    const admin = { id, email: 'admin@example.test', role: 'admin' as const }
    const ctx = { ...one.ctx, actor: { ...admin, reach: { kind: 'all' as const } } }
    await drainHost(ctx, { hostId, draining: true })
    await confirmSnapshot(ctx, { hostId, revision: 1 })
    await revokeCredential(ctx, { hostId })
    // Said again, as by somebody whose page is a second old, they change nothing.
    await drainHost(ctx, { hostId, draining: true })
    await revokeCredential(ctx, { hostId })
    const entries = await db()
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, hostId))
      .orderBy(auditEntries.at)
    expect(entries.map(({ action }) => action).toSorted()).toEqual([
      'host.credential-revoked',
      'host.drain-started',
      'host.snapshot-confirmed',
    ])
    expect(entries.every(({ actorId }) => actorId === id)).toBe(true)
    expect(JSON.stringify(entries)).not.toContain(credential)
  })
})

describe('the list of events', () => {
  it('is newest first and narrowed by host, channel, kind, time and number', async () => {
    const { hostId } = await enrolTestHost(one.database)
    const channelId = await addTestChannel(one.database, hostId)
    const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 0, minute)).toISOString()
    const events = [1, 2, 3].map((n) => ({ ...eventOf(n), at: at(n) }))
    const onChannel = { kind: 'slate-on', channelId, reason: null } as const
    await appendEvents(one.ctx, {
      hostId,
      events: [...events, { number: 4, at: at(4), happening: onChannel }],
    })
    const minutes = async (input: Partial<Parameters<typeof listEvents>[1]>) =>
      (await listEvents(one.ctx, { hostId, limit: 100, ...input })).map((view) =>
        view.at.slice(14, 16),
      )
    expect(await minutes({})).toEqual(['04', '03', '02', '01'])
    expect(await minutes({ limit: 2 })).toEqual(['04', '03'])
    expect(await minutes({ before: at(3), after: at(1) })).toEqual(['02'])
    expect(await minutes({ kinds: ['slate-on'] })).toEqual(['04'])
    const [view] = await listEvents(one.ctx, { channelId, limit: 10 })
    expect(view).toMatchObject({
      hostId,
      channelId,
      kind: 'slate-on',
      detail: { reason: null },
      actor: null,
    })
  })
})
