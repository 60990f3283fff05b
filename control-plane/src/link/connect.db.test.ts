import { hostCredentials, hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { revokeCredential } from '../services/hosts/revoke-credential.ts'
import { type Connection, createConnection } from './connection.ts'
import { SOCKET_TIMES } from './guard-socket.ts'
import { linkRouter } from './router.ts'
import {
  enrolTestHost,
  openTestDatabase,
  sharedLiveStore,
  startTestInstance,
  type TestDatabase,
  type TestInstance,
} from './test/start-test-link.ts'
import {
  eventOf,
  helloOf,
  reportOf,
  startTestAgent,
  type TestAgent,
  tryUpgrade,
} from './test/test-agent.ts'

let database: TestDatabase
const instances: TestInstance[] = []
const agents: TestAgent[] = []

beforeAll(async () => {
  database = await openTestDatabase()
})
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.close()
  for (const instance of instances.splice(0)) await instance.close()
})
afterAll(() => database?.close())

const instance = async (options?: Parameters<typeof startTestInstance>[1]) => {
  const started = await startTestInstance(database, options)
  instances.push(started)
  return started
}
const agent = async (url: string, credential: string) => {
  const started = startTestAgent(url, credential)
  agents.push(started)
  await expect.poll(() => started.snapshots.length, { interval: 5 }).toBeGreaterThan(0)
  return started
}
const rawSocket = (url: string, credential: string, autoPong = true) => {
  const headers = { authorization: `Bearer ${credential}` }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/link`, { headers, autoPong })
  socket.on('error', () => {})
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  const opened = new Promise<void>((resolve) => socket.once('open', () => resolve()))
  return { socket, opened, closed }
}

const silentSocket = { bufferedAmount: 0, close: () => {}, terminate: () => {} }

describe('who may connect', () => {
  it('answers 401 before any WebSocket to no, a wrong, a malformed and a revoked credential', async () => {
    const { url } = await instance()
    const { hostId, credential } = await enrolTestHost(database)
    expect(await tryUpgrade(url)).toBe(401)
    expect(await tryUpgrade(url, 'Bearer cbtv_host_wrong')).toBe(401)
    expect(await tryUpgrade(url, `Bearer ${'x'.repeat(5000)}`)).toBe(401)
    expect(await tryUpgrade(url, `Basic ${credential}`)).toBe(401)
    expect(await tryUpgrade(url, `Bearer ${credential}`)).toBe('open')
    await database.handle.db
      .update(hostCredentials)
      .set({ revokedAt: new Date() })
      .where(eq(hostCredentials.hostId, hostId))
    expect(await tryUpgrade(url, `Bearer ${credential}`)).toBe(401)
  })

  it('answers 503, not 401, while the database is away, so that no host thinks it was revoked', async () => {
    const other = await openTestDatabase()
    const one = await startTestInstance(other)
    instances.push(one)
    await other.close()
    expect(await tryUpgrade(one.url, 'Bearer cbtv_host_any')).toBe(503)
  })

  it('ends the socket of a host whose credential is revoked, and refuses the next', async () => {
    const one = await instance()
    const { hostId, credential } = await enrolTestHost(database)
    const host = await agent(one.url, credential)
    await revokeCredential(one.ctx, { hostId })
    await expect.poll(() => host.closes).toContain(4401)
    expect(await tryUpgrade(one.url, `Bearer ${credential}`)).toBe(401)
    expect(one.hub.connectedHosts()).toEqual([])
  })

  it('ends the socket of a revoked host by the slow poll when the message about it was lost', async () => {
    const one = await instance({ pollMs: 50 })
    const { hostId, credential } = await enrolTestHost(database)
    const host = await agent(one.url, credential)
    await database.handle.db
      .update(hostCredentials)
      .set({ revokedAt: new Date() })
      .where(eq(hostCredentials.hostId, hostId))
    await expect.poll(() => host.closes).toContain(4401)
  })
})

describe('two sockets of one host', () => {
  it('the newest wins: the old one is closed and may say nothing more', async () => {
    const one = await instance()
    const { hostId, credential } = await enrolTestHost(database)
    const old = rawSocket(one.url, credential)
    await old.opened
    const host = await agent(one.url, credential)
    expect(await old.closed).toBe(4409)
    await host.link.report.mutate(reportOf(hostId, { appliedRevision: 5 }))
    expect(one.hub.connectedHosts()).toEqual([hostId])
    expect(host.closes).toEqual([])
  })

  it('what still comes in on a connection that is no longer the newest is refused', async () => {
    const one = await instance()
    const { hostId } = await enrolTestHost(database)
    const stale = createConnection(hostId, crypto.randomUUID(), silentSocket)
    const newest = createConnection(hostId, crypto.randomUUID(), silentSocket)
    one.hub.attach(stale)
    one.hub.attach(newest)
    const saying = (connection: Connection) =>
      linkRouter.createCaller({ service: one.ctx, hub: one.hub, connection })
    await expect(saying(stale).report(reportOf(hostId, { appliedRevision: 1 }))).rejects.toThrow(
      'A newer connection',
    )
    await expect(saying(stale).events({ events: [eventOf(1)] })).rejects.toThrow()
    await saying(newest).report(reportOf(hostId, { appliedRevision: 2 }))
    expect((await one.live.latestReports()).get(hostId)?.appliedRevision).toBe(2)
  })

  it('the newest wins across instances too', async () => {
    const live = sharedLiveStore()
    const [one, two] = [await instance({ live }), await instance({ live })]
    const { hostId, credential } = await enrolTestHost(database)
    const old = rawSocket(one.url, credential)
    await old.opened
    await agent(two.url, credential)
    expect(await old.closed).toBe(4409)
    expect(one.hub.connectedHosts()).toEqual([])
    expect(two.hub.connectedHosts()).toEqual([hostId])
  })
})

describe('bad peers', () => {
  it('drops a half-open peer, and by default within 15 s', async () => {
    expect(SOCKET_TIMES.tickMs + SOCKET_TIMES.deadAfterMs).toBeLessThanOrEqual(15_000)
    const one = await instance({ socketTimes: { tickMs: 20, deadAfterMs: 100 } })
    const { credential } = await enrolTestHost(database)
    const silent = rawSocket(one.url, credential, false)
    await silent.opened
    expect(await silent.closed).toBe(1006)
    await expect.poll(() => one.hub.connectedHosts()).toEqual([])
  })

  it('keeps a quiet peer that answers pings', async () => {
    const one = await instance({ socketTimes: { tickMs: 20, deadAfterMs: 100 } })
    const { hostId, credential } = await enrolTestHost(database)
    const quiet = rawSocket(one.url, credential)
    await quiet.opened
    let pings = 0
    quiet.socket.on('ping', () => {
      pings += 1
    })
    await expect.poll(() => pings).toBeGreaterThan(10)
    expect(one.hub.connectedHosts()).toEqual([hostId])
    quiet.socket.terminate()
  })

  it.each([
    [
      'a message of more than 1 MiB',
      1009,
      (socket: WebSocket) => socket.send('x'.repeat(1_100_000)),
    ],
    ['a binary message', 1003, (socket: WebSocket) => socket.send(Buffer.from([1, 2, 3]))],
    [
      'text that is not UTF-8',
      1007,
      (socket: WebSocket) => socket.send(Buffer.from([0xff, 0xfe]), { binary: false }),
    ],
    [
      'a flood of messages',
      4429,
      (socket: WebSocket) => {
        for (let n = 0; n < 20_000; n++) socket.send('PING')
      },
    ],
    [
      'a flood of pings',
      4429,
      (socket: WebSocket) => {
        for (let n = 0; n < 20_000; n++) socket.ping()
      },
    ],
  ])('ends a socket that sends %s, and no other', async (_what, code, send) => {
    const one = await instance()
    const [bad, good] = [await enrolTestHost(database), await enrolTestHost(database)]
    const bystander = await agent(one.url, good.credential)
    const { socket, opened, closed } = rawSocket(one.url, bad.credential)
    await opened
    send(socket)
    // 1006: the flood filled the connection so far that the word about it did not get through.
    expect(code === 4429 ? [4429, 1006] : [code]).toContain(await closed)
    await bystander.link.report.mutate(reportOf(good.hostId))
    expect(one.hub.connectedHosts()).toEqual([good.hostId])
  })

  it('answers nonsense with an error that tells nothing of the inside, and goes on', async () => {
    const log: string[] = []
    const one = await instance({ log })
    const { credential } = await enrolTestHost(database)
    const { socket, opened } = rawSocket(one.url, credential)
    await opened
    const heard: string[] = []
    socket.on('message', (data) => heard.push(String(data)))
    socket.send('{')
    socket.send(
      JSON.stringify({ id: 1, method: 'mutation', params: { path: 'report', input: { x: 1 } } }),
    )
    socket.send(JSON.stringify({ id: 2, method: 'mutation', params: { path: 'dropTables' } }))
    await expect.poll(() => heard.length).toBe(3)
    expect(heard.join()).not.toMatch(/stack|node_modules|\.ts/)
    socket.terminate()
  })
})

describe('losing the connection', () => {
  it('a killed socket and a restarted server cost a reconnection, after which the snapshot comes anew', async () => {
    const one = await instance()
    const { hostId, credential } = await enrolTestHost(database)
    const host = await agent(one.url, credential)
    host.sockets.at(-1)?.terminate()
    await expect.poll(() => host.snapshots.length).toBe(2)
    await one.close()
    instances.length = 0
    expect(host.closes.at(-1)).not.toBe(1000)
    const again = await instance({ port: one.port })
    await expect.poll(() => host.snapshots.length, { timeout: 10_000 }).toBe(3)
    await host.link.report.mutate(reportOf(hostId))
    expect(again.hub.connectedHosts()).toEqual([hostId])
  })

  it('a closing instance asks its agents to move and closes with 1012', async () => {
    const one = await instance()
    const { credential } = await enrolTestHost(database)
    const { socket, opened, closed } = rawSocket(one.url, credential)
    await opened
    const heard: string[] = []
    socket.on('message', (data) => heard.push(String(data)))
    await one.close()
    instances.length = 0
    expect(await closed).toBe(1012)
    expect(heard.map((text) => JSON.parse(text))).toContainEqual({ id: null, method: 'reconnect' })
  })
})

describe('hello', () => {
  it('stores what the host is; said again it changes nothing', async () => {
    const one = await instance()
    const { hostId, credential } = await enrolTestHost(database)
    const host = await agent(one.url, credential)
    const first = await host.link.hello.mutate(helloOf({ appliedRevision: 1 }))
    expect(first).toMatchObject({ protocol: 1, hostId, acknowledgedEvent: 0 })
    await host.link.hello.mutate(helloOf({ appliedRevision: 1 }))
    const [row] = await database.handle.db.select().from(hosts).where(eq(hosts.id, hostId))
    expect(row).toMatchObject({
      bootId: 'boot-1',
      protocol: 1,
      appliedRevision: 1,
      capabilities: { cores: 4 },
    })
    expect(row?.lastSeenAt).toBeInstanceOf(Date)
  })

  it('of another protocol is refused with the sentence that says whom to upgrade, and nothing else is taken', async () => {
    const one = await instance()
    const { hostId, credential } = await enrolTestHost(database)
    const host = await agent(one.url, credential)
    const sentence =
      'The agent speaks protocol 99, this control plane speaks 1. Upgrade the control plane.'
    await expect(host.link.hello.mutate(helloOf({ protocol: 99 }))).rejects.toThrow(sentence)
    await expect(host.link.report.mutate(reportOf(hostId))).rejects.toThrow(sentence)
    await host.link.hello.mutate(helloOf())
    await host.link.report.mutate(reportOf(hostId))
  })
})
