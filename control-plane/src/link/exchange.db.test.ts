import { ChannelId, type HostEvent, type HostId, RunId } from '@cashbacktv/contract'
import { channels, events, hosts } from '@cashbacktv/db'
import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { announceHosts } from '../services/changes/announce-hosts.ts'
import { touchHosts } from '../services/changes/touch-hosts.ts'
import {
  addTestChannel,
  enrolTestHost,
  sharedLiveStore,
  type startTestInstance,
} from './test/start-test-link.ts'
import { eventOf, helloOf, reportOf } from './test/test-agent.ts'
import { useTestLink } from './test/use-test-link.ts'

const link = useTestLink()
const RUN = RunId.parse(`00000000-${'0'.repeat(24)}`)

async function connect(options?: Parameters<typeof startTestInstance>[1]) {
  const one = await link.instance(options)
  const { hostId, credential } = await enrolTestHost(link.database())
  return { one, hostId, host: await link.agent(one.url, credential) }
}

const touch = (hostId: HostId) =>
  link.database().handle.db.transaction((tx) => touchHosts(tx, [hostId]))
const hostRow = async (hostId: HostId) => {
  const [row] = await link.database().handle.db.select().from(hosts).where(eq(hosts.id, hostId))
  if (!row) throw new Error('no host')
  return row
}

describe('snapshots', () => {
  it('come whole at once, with the channels and the networks the server allows', async () => {
    const one = await link.instance()
    const { hostId, credential } = await enrolTestHost(link.database())
    const channelId = await addTestChannel(link.database(), hostId)
    const host = await link.agent(one.url, credential)
    expect(host.snapshots[0]?.state).toMatchObject({
      hostId,
      revision: 1,
      channels: [{ id: channelId, sources: [{ url: 'testcard://1280x720@25' }] }],
      settings: { sourceAllowCidrs: ['127.0.0.0/8'] },
    })
  })

  it('reach the agent by the announcement, one each, and do not wait for the poll', async () => {
    const { one, hostId, host } = await connect({ pollMs: 3_600_000 })
    for (let n = 0; n < 20; n++) await addTestChannel(link.database(), hostId)
    for (let n = 1; n <= 21; n++) {
      await touch(hostId)
      await announceHosts(one.ctx, [hostId])
      await expect.poll(() => host.snapshots.length, { interval: 1 }).toBe(n + 1)
    }
  })

  it('come by the slow poll when the announcement was lost', async () => {
    const { hostId, host } = await connect({ pollMs: 50 })
    await touch(hostId)
    await expect.poll(host.revisions).toEqual([1, 2])
  })

  it('count on from what the host has when the database was restored to an older state', async () => {
    const one = await link.instance()
    const { hostId, credential } = await enrolTestHost(link.database())
    const before = await link.agent(one.url, credential)
    await before.link.hello.mutate(helloOf({ appliedRevision: 40 }))
    await expect.poll(before.revisions).toEqual([1, 41])
    await before.link.hello.mutate(helloOf({ appliedRevision: 41 }))
    await touch(hostId)
    await announceHosts(one.ctx, [hostId])
    await expect.poll(before.revisions).toEqual([1, 41, 42])
  })

  it('count on from what the host has when the database goes back while it is connected', async () => {
    const { one, hostId, host } = await connect({ pollMs: 3_600_000 })
    const { db } = link.database().handle
    const goBackTo = (desiredRevision: number) =>
      db.update(hosts).set({ desiredRevision }).where(eq(hosts.id, hostId))
    await goBackTo(6)
    await announceHosts(one.ctx, [hostId])
    await expect.poll(host.revisions).toEqual([1, 6])
    // What an operator wants then is heard, whether the host has said yet what it has or not.
    await goBackTo(3)
    await announceHosts(one.ctx, await touch(hostId))
    await expect.poll(host.revisions).toEqual([1, 6, 7])
    await host.link.report.mutate(reportOf(hostId, { appliedRevision: 7 }))
    await goBackTo(7)
    await announceHosts(one.ctx, await touch(hostId))
    await expect.poll(host.revisions).toEqual([1, 6, 7, 8])
  })

  it('count on by the slow poll alone, and without a change, when the database goes back', async () => {
    const { hostId, host } = await connect({ pollMs: 20 })
    const { db } = link.database().handle
    await db.update(hosts).set({ desiredRevision: 6 }).where(eq(hosts.id, hostId))
    await expect.poll(host.revisions).toEqual([1, 6])
    await host.link.report.mutate(reportOf(hostId, { appliedRevision: 6 }))
    await db.update(hosts).set({ desiredRevision: 3 }).where(eq(hosts.id, hostId))
    await expect.poll(host.revisions).toEqual([1, 6, 7])
    expect((await hostRow(hostId)).desiredRevision).toBe(7)
  })

  it('are not sent again while the revision is the same', async () => {
    const { one, hostId, host } = await connect({ pollMs: 20 })
    for (let n = 0; n < 20; n++) await announceHosts(one.ctx, [hostId])
    await touch(hostId)
    await announceHosts(one.ctx, [hostId])
    await expect.poll(host.revisions).toEqual([1, 2])
  })

  it('a burst of changes ends with the last of them', async () => {
    const { one, hostId, host } = await connect()
    await Promise.all(
      Array.from({ length: 20 }, async () => announceHosts(one.ctx, await touch(hostId))),
    )
    await expect.poll(() => host.revisions().at(-1)).toBe(21)
    expect(host.revisions()).toEqual(host.revisions().toSorted((a, b) => a - b))
  })

  it('announced on one instance are sent by the instance that holds the socket', async () => {
    const live = sharedLiveStore()
    const { hostId, host } = await connect({ live })
    const other = await link.instance({ live })
    await announceHosts(other.ctx, await touch(hostId))
    await expect.poll(host.revisions).toEqual([1, 2])
  })
})

describe('reports', () => {
  it('are kept live with the time of the control plane, whatever the clock of the host says', async () => {
    const { one, hostId, host } = await connect()
    const at = new Date(Date.now() - 3_600_000).toISOString()
    await host.link.report.mutate(reportOf(hostId, { at, appliedRevision: 4 }))
    const report = (await one.live.latestReports()).get(hostId)
    expect(report?.appliedRevision).toBe(4)
    expect(Math.abs(Date.parse(report?.at ?? '') - Date.now())).toBeLessThan(5000)
  })

  it('about another host are refused', async () => {
    const { one, host } = await connect()
    const other = await enrolTestHost(link.database())
    await expect(host.link.report.mutate(reportOf(other.hostId))).rejects.toThrow('another host')
    expect((await one.live.latestReports()).has(other.hostId)).toBe(false)
  })

  it('are written down when the applied revision changes and otherwise rarely', async () => {
    const { hostId, host } = await connect()
    await host.link.hello.mutate(helloOf({ appliedRevision: 1 }))
    const { lastSeenAt } = await hostRow(hostId)
    for (let n = 0; n < 10; n++)
      await host.link.report.mutate(reportOf(hostId, { appliedRevision: 1 }))
    expect((await hostRow(hostId)).lastSeenAt).toEqual(lastSeenAt)
    await host.link.report.mutate(reportOf(hostId, { appliedRevision: 2 }))
    expect((await hostRow(hostId)).appliedRevision).toBe(2)
  })
})

describe('events', () => {
  const stored = async (hostId: HostId) => {
    const rows = await link
      .database()
      .handle.db.select({ number: events.number })
      .from(events)
      .where(eq(events.hostId, hostId))
      .orderBy(asc(events.number))
    return rows.map(({ number }) => number)
  }
  const versions = async (hostId: HostId) => {
    const { happening } = events
    const { db } = link.database().handle
    const rows = await db
      .select({ happening })
      .from(events)
      .where(eq(events.hostId, hostId))
      .orderBy(asc(events.number))
    return rows.map((row) => 'version' in row.happening && row.happening.version)
  }
  const batch = (...numbers: number[]) => ({ events: numbers.map(eventOf) })

  it('sent twice, in disorder and from two sockets at once are kept once each', async () => {
    const { hostId, host } = await connect()
    const acknowledged = await Promise.all([
      host.link.events.mutate(batch(2, 1, 3, 2)),
      host.link.events.mutate(batch(1, 2, 3, 4)),
      host.link.events.mutate(batch(1, 2, 3)),
    ])
    expect(Math.max(...acknowledged.map((answer) => answer.acknowledged))).toBe(4)
    expect(await stored(hostId)).toEqual([1, 2, 3, 4])
  })

  it('after a gap are not acknowledged, so that the host sends what is missing', async () => {
    const { hostId, host } = await connect()
    expect(await host.link.events.mutate(batch(1, 2, 5))).toEqual({ acknowledged: 2 })
    expect(await host.link.events.mutate(batch(5, 6))).toEqual({ acknowledged: 2 })
    expect(await host.link.events.mutate(batch(3, 4, 5, 6))).toEqual({ acknowledged: 6 })
    expect(await stored(hostId)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('of a channel that was not on the host then are not kept, and not sent again', async () => {
    const { hostId, host } = await connect()
    const other = await enrolTestHost(link.database())
    const own = await addTestChannel(link.database(), hostId)
    const foreign = await addTestChannel(link.database(), other.hostId)
    const moved = await addTestChannel(link.database(), hostId)
    const back = await addTestChannel(link.database(), hostId)
    const gone = ChannelId.parse(crypto.randomUUID())
    const { db } = link.database().handle
    const place = (id: ChannelId, on: HostId | null) =>
      db.update(channels).set({ hostId: on }).where(eq(channels.id, id))
    await place(moved, other.hostId)
    await place(back, null)
    await place(back, hostId)
    const now = Date.now()
    // A host that was away tells late of what it had; of what others have since it has nothing to say.
    const told = [
      ...[own, foreign, moved, gone, foreign].map((channelId) => ({ channelId, ms: now })),
      ...[moved, own, back].map((channelId) => ({ channelId, ms: now + 3_600_000 })),
      { channelId: moved, ms: now - 3_600_000 },
    ]
    const batch = told.map(({ channelId, ms }, index): HostEvent => {
      const happening = { kind: 'stalled', channelId, runId: RUN, silentSeconds: 9 } as const
      return { number: index + 1, at: new Date(ms).toISOString(), happening }
    })
    expect(await host.link.events.mutate({ events: batch })).toEqual({ acknowledged: 9 })
    const kept = await db
      .select({ channelId: events.channelId })
      .from(events)
      .where(eq(events.hostId, hostId))
      .orderBy(asc(events.number))
    expect(kept.map(({ channelId }) => channelId)).toEqual([own, moved, gone, own, back])
    const next = { events: [eventOf(10)], oldestHeld: 10 }
    expect(await host.link.events.mutate(next)).toEqual({ acknowledged: 10 })
  })

  it('that the host dropped are not waited for', async () => {
    const { hostId, host } = await connect()
    await host.link.events.mutate(batch(1, 2))
    const answer = await host.link.events.mutate({ ...batch(8, 9), oldestHeld: 8 })
    expect(answer).toEqual({ acknowledged: 9 })
    expect(await stored(hostId)).toEqual([1, 2, 8, 9])
  })

  it('are kept with a mark where text was cut within a character, or has none that can be kept', async () => {
    const { hostId, host } = await connect()
    const happening = (version: string) => ({ kind: 'agent-started' as const, version, adopted: 0 })
    const cut = '😀'.slice(0, 1)
    const told = [`cut ${cut}`, '\0', 'whole 😀'].map(happening)
    const events = told.map((one, at) => ({ ...eventOf(at + 1), happening: one }))
    expect(await host.link.events.mutate({ events })).toEqual({ acknowledged: 3 })
    expect(await versions(hostId)).toEqual(['cut \ufffd', '\ufffd', 'whole 😀'])
  })

  it('are kept although one among them cannot be read, which is said and not sent again', async () => {
    const log: string[] = []
    const { hostId, host } = await connect({ log })
    const strange = JSON.parse('{"kind":"of-the-future"}')
    const old = { ...eventOf(4), at: '0000-01-01T00:00:00.000Z' }
    const events = [eventOf(1), { ...eventOf(2), happening: strange }, eventOf(3), old, eventOf(5)]
    expect(await host.link.events.mutate({ events })).toEqual({ acknowledged: 5 })
    expect(await stored(hostId)).toEqual([1, 3, 5])
    const alone = [{ ...eventOf(6), happening: strange }]
    expect(await host.link.events.mutate({ events: alone, oldestHeld: 6 })).toEqual({
      acknowledged: 6,
    })
    const said = log.filter((line) => line.includes('cannot be read'))
    expect(said.map((line) => JSON.parse(line).lost)).toEqual([[2, 4], [6]])
  })

  it('without a number are refused, which is said once', async () => {
    const log: string[] = []
    const { hostId, host } = await connect({ log })
    const { number: _number, ...nameless } = eventOf(1)
    const events = JSON.parse(JSON.stringify([nameless]))
    for (let n = 0; n < 3; n++) {
      await expect(host.link.events.mutate({ events })).rejects.toThrow('not understood')
    }
    expect(log.filter((line) => line.includes('not understood'))).toHaveLength(1)
    expect(await stored(hostId)).toEqual([])
  })

  it('already kept are told to the host in its hello', async () => {
    const { host } = await connect()
    await host.link.events.mutate(batch(1, 2, 3))
    expect((await host.link.hello.mutate(helloOf())).acknowledgedEvent).toBe(3)
  })
})

it('hears a newer agent of what is known here, which is said once', async () => {
  const log: string[] = []
  const { one, hostId, host } = await connect({ log })
  const { capabilities } = helloOf()
  const newer = { ...capabilities, unheld: ['gravity'] }
  await host.link.hello.mutate(
    JSON.parse(JSON.stringify(helloOf({ capabilities: newer as never }))),
  )
  const channels = JSON.parse('[{"state":"levitating"}]')
  for (const appliedRevision of [1, 2]) {
    await host.link.report.mutate(reportOf(hostId, { channels, appliedRevision }))
  }
  const report = (await one.live.latestReports()).get(hostId)
  expect(report).toMatchObject({ appliedRevision: 2, channels: [] })
  expect(log.filter((line) => line.includes('not understood'))).toHaveLength(1)
})

describe('questions', () => {
  const question = { kind: 'command', channelId: crypto.randomUUID() } as never
  const answer = { kind: 'command', command: 'ffmpeg -i x' } as const

  it('are answered by the host they were put to', async () => {
    const { one, hostId, host } = await connect()
    const asked = one.hub.ask(hostId, question)
    await expect.poll(() => host.requests.length, { interval: 5 }).toBe(1)
    await host.link.reply.mutate({ id: host.requests[0]?.id ?? '', answer })
    expect(await asked).toEqual(answer)
  })

  it('to a host that is not connected fail at once on a single instance', async () => {
    const { one } = await connect()
    const { hostId } = await enrolTestHost(link.database())
    const from = performance.now()
    await expect(one.hub.ask(hostId, question)).rejects.toMatchObject({ code: 'host_unreachable' })
    // Not after the time that an answer may take.
    expect(performance.now() - from).toBeLessThan(1000)
  })

  it('to a host that no instance holds fail soon on many instances', async () => {
    const { one } = await connect({ live: sharedLiveStore() })
    const { hostId } = await enrolTestHost(link.database())
    await expect(one.hub.ask(hostId, question)).rejects.toMatchObject({ code: 'host_unreachable' })
  })

  it('that are not answered in time fail with the time that was waited', async () => {
    const { one, hostId } = await connect()
    await expect(one.hub.ask(hostId, question, 50)).rejects.toMatchObject({
      code: 'host_unreachable',
      message: expect.stringContaining('0.1 s'),
    })
  })

  it('may start on an instance that does not hold the socket', async () => {
    const live = sharedLiveStore()
    const { hostId, host } = await connect({ live })
    const other = await link.instance({ live })
    const asked = other.hub.ask(hostId, question)
    await expect.poll(() => host.requests.length, { interval: 5 }).toBe(1)
    await host.link.reply.mutate({ id: host.requests[0]?.id ?? '', answer })
    expect(await asked).toEqual(answer)
  })

  it('cannot be answered by another host', async () => {
    const { one, hostId, host } = await connect()
    const stranger = await link.agent(one.url, (await enrolTestHost(link.database())).credential)
    const asked = one.hub.ask(hostId, question)
    await expect.poll(() => host.requests.length, { interval: 5 }).toBe(1)
    const id = host.requests[0]?.id ?? ''
    await stranger.link.reply.mutate({ id, answer: { kind: 'command', command: 'a lie' } })
    await host.link.reply.mutate({ id, answer })
    expect(await asked).toEqual(answer)
  })
})
