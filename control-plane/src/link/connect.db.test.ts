import { messageOf } from '@cashbacktv/contract'
import { hostCredentials, hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { revokeCredential } from '../services/hosts/revoke-credential.ts'
import { type Connection, createConnection } from './connection.ts'
import { linkRouter } from './router.ts'
import { enrolTestHost, openTestDatabase, sharedLiveStore } from './test/start-test-link.ts'
import { eventOf, helloOf, reportOf, tryUpgrade } from './test/test-agent.ts'
import { rawSocket, useTestLink } from './test/use-test-link.ts'

const link = useTestLink()
const silentSocket = { bufferedAmount: 0, close: () => {}, terminate: () => {} }

describe('who may connect', () => {
  it('answers 401 before any WebSocket to no, a wrong, a malformed and a revoked credential', async () => {
    const { url } = await link.instance()
    const { hostId, credential } = await enrolTestHost(link.database())
    expect(await tryUpgrade(url)).toBe(401)
    expect(await tryUpgrade(url, 'Bearer cbtv_host_wrong')).toBe(401)
    expect(await tryUpgrade(url, `Bearer ${'x'.repeat(5000)}`)).toBe(401)
    expect(await tryUpgrade(url, `Basic ${credential}`)).toBe(401)
    expect(await tryUpgrade(url, `Bearer ${credential}`)).toBe('open')
    await link
      .database()
      .handle.db.update(hostCredentials)
      .set({ revokedAt: new Date() })
      .where(eq(hostCredentials.hostId, hostId))
    expect(await tryUpgrade(url, `Bearer ${credential}`)).toBe(401)
  })

  it('answers 503, not 401, while the database is away, so that no host thinks it was revoked', async () => {
    const other = await openTestDatabase()
    const one = await link.instance({}, other)
    await other.close()
    expect(await tryUpgrade(one.url, 'Bearer cbtv_host_any')).toBe(503)
  })

  it('ends the socket of a host whose credential is revoked, and refuses the next', async () => {
    const one = await link.instance()
    const { hostId, credential } = await enrolTestHost(link.database())
    const host = await link.agent(one.url, credential)
    await revokeCredential(one.ctx, { hostId })
    await expect.poll(() => host.closes).toContain(4401)
    expect(await tryUpgrade(one.url, `Bearer ${credential}`)).toBe(401)
    expect(one.hub.connectedHosts()).toEqual([])
  })

  it('ends the socket of a revoked host by the slow poll when the message about it was lost', async () => {
    const one = await link.instance({ pollMs: 50 })
    const { hostId, credential } = await enrolTestHost(link.database())
    const host = await link.agent(one.url, credential)
    await link
      .database()
      .handle.db.update(hostCredentials)
      .set({ revokedAt: new Date() })
      .where(eq(hostCredentials.hostId, hostId))
    await expect.poll(() => host.closes).toContain(4401)
  })
})

/** All that can be said and asked on the link, by the router's own list. */
const procedures = Object.keys(linkRouter._def.procedures)

describe('two sockets of one host', () => {
  it('the newest wins: the old one is closed and may say nothing more', async () => {
    const one = await link.instance()
    const { hostId, credential } = await enrolTestHost(link.database())
    const old = rawSocket(one.url, credential)
    await old.opened
    const host = await link.agent(one.url, credential)
    expect(await old.closed).toBe(4409)
    await host.link.report.mutate(reportOf(hostId, { appliedRevision: 5 }))
    expect(one.hub.connectedHosts()).toEqual([hostId])
    expect(host.closes).toEqual([])
  })

  it('what still comes in on a connection that is no longer the newest is refused', async () => {
    const one = await link.instance()
    const { hostId } = await enrolTestHost(link.database())
    const admitted = () => ({ hostId, credentialId: crypto.randomUUID(), admittedAt: Date.now() })
    const stale = createConnection(admitted(), silentSocket)
    const newest = createConnection(admitted(), silentSocket)
    one.hub.attach(stale)
    one.hub.attach(newest)
    const saying = (connection: Connection) =>
      linkRouter.createCaller({ service: one.ctx, hub: one.hub, connection })
    await expect(saying(stale).report(reportOf(hostId, { appliedRevision: 1 }))).rejects.toThrow(
      'A newer connection',
    )
    await expect(saying(stale).events({ events: [eventOf(1)] })).rejects.toThrow()
    const refused = (connection: Connection, path: string) => {
      const said: unknown = Reflect.get(saying(connection), path)
      if (typeof said !== 'function') throw new Error(`There is no ${path}.`)
      return Promise.resolve(said(undefined)).catch((error: unknown) => String(error))
    }
    for (const path of procedures) {
      expect(await refused(stale, path), path).toContain('A newer connection')
    }
    newest.refusal = messageOf('link-other-host')
    for (const path of procedures.filter((one) => one !== 'hello')) {
      expect(await refused(newest, path), path).toContain('another host')
    }
    newest.refusal = null
    await saying(newest).report(reportOf(hostId, { appliedRevision: 2 }))
    expect((await one.live.latestReports()).get(hostId)?.appliedRevision).toBe(2)
  })

  it('the newest wins across instances too', async () => {
    const live = sharedLiveStore()
    const [one, two] = [await link.instance({ live }), await link.instance({ live })]
    const { hostId, credential } = await enrolTestHost(link.database())
    const old = rawSocket(one.url, credential)
    await old.opened
    await link.agent(two.url, credential)
    expect(await old.closed).toBe(4409)
    expect(one.hub.connectedHosts()).toEqual([])
    expect(two.hub.connectedHosts()).toEqual([hostId])
  })

  it('word of an older one on another instance that comes late ends nothing', async () => {
    const live = sharedLiveStore()
    const one = await link.instance({ live })
    const { hostId, credential } = await enrolTestHost(link.database())
    const host = await link.agent(one.url, credential)
    const admittedAt = one.hub.connections()[0]?.admittedAt ?? 0
    // By the clock of the database, which these tests share.
    expect(Math.abs(admittedAt - Date.now())).toBeLessThan(60_000)
    const told = { hostId, instanceId: crypto.randomUUID() }
    await live.publish('link.attached', { ...told, admittedAt: admittedAt - 1 })
    await host.link.report.mutate(reportOf(hostId))
    expect(host.closes).toEqual([])
    await live.publish('link.attached', { ...told, admittedAt: admittedAt + 1 })
    await expect.poll(() => host.closes).toEqual([4409])
  })
})

describe('losing the connection', () => {
  it('a killed socket and a restarted server cost a reconnection, after which the snapshot comes anew', async () => {
    const one = await link.instance()
    const { hostId, credential } = await enrolTestHost(link.database())
    const host = await link.agent(one.url, credential)
    host.sockets.at(-1)?.terminate()
    await expect.poll(() => host.snapshots.length).toBe(2)
    await link.end(one)
    expect(host.closes.at(-1)).not.toBe(1000)
    const again = await link.instance({ port: one.port })
    await expect.poll(() => host.snapshots.length, { timeout: 10_000 }).toBe(3)
    await host.link.report.mutate(reportOf(hostId))
    expect(again.hub.connectedHosts()).toEqual([hostId])
  })

  it('a closing instance asks its agents to move and closes with 1012', async () => {
    const one = await link.instance()
    const { credential } = await enrolTestHost(link.database())
    const { socket, opened, closed } = rawSocket(one.url, credential)
    await opened
    const heard: string[] = []
    socket.on('message', (data) => heard.push(String(data)))
    await link.end(one)
    expect(await closed).toBe(1012)
    expect(heard.map((text) => JSON.parse(text))).toContainEqual({ id: null, method: 'reconnect' })
  })
})

describe('hello', () => {
  it('stores what the host is; said again it changes nothing', async () => {
    const one = await link.instance()
    const { hostId, credential } = await enrolTestHost(link.database())
    const host = await link.agent(one.url, credential)
    const first = await host.link.hello.mutate(helloOf({ appliedRevision: 1 }))
    expect(first).toMatchObject({ protocol: 1, hostId, acknowledgedEvent: 0 })
    await host.link.hello.mutate(helloOf({ appliedRevision: 1 }))
    const [row] = await link.database().handle.db.select().from(hosts).where(eq(hosts.id, hostId))
    expect(row).toMatchObject({
      bootId: 'boot-1',
      protocol: 1,
      appliedRevision: 1,
      capabilities: { cores: 4 },
    })
    expect(row?.lastSeenAt).toBeInstanceOf(Date)
  })

  it('of another protocol is refused with the sentence that says whom to upgrade, and nothing else is taken', async () => {
    const one = await link.instance()
    const { hostId, credential } = await enrolTestHost(link.database())
    const host = await link.agent(one.url, credential)
    const sentence =
      'The agent speaks protocol 99, this control plane speaks 1. Upgrade the control plane.'
    await expect(host.link.hello.mutate(helloOf({ protocol: 99 }))).rejects.toThrow(sentence)
    await expect(host.link.report.mutate(reportOf(hostId))).rejects.toThrow(sentence)
    await host.link.hello.mutate(helloOf())
    await host.link.report.mutate(reportOf(hostId))
  })
})
