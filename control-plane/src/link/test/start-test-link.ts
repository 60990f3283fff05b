import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ChannelId, type HostId, StoredSettings } from '@cashbacktv/contract'
import { channels, createDb, type DbHandle, sources } from '@cashbacktv/db'
import { createTestDatabase } from '@cashbacktv/db/test'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import pino from 'pino'
import { createAnswersInFlight } from '../../answers-in-flight.ts'
import type { ServiceContext } from '../../context.ts'
import type { LiveStore } from '../../live/live-store.ts'
import { memoryLiveStore } from '../../live/memory-live-store.ts'
import { createHost } from '../../services/hosts/create-host.ts'
import { createTurns } from '../../short-turns.ts'
import { type AttachedLink, attachLink, type LinkOptions } from '../attach-link.ts'
import { createHostHub, type HostHub } from '../host-hub.ts'
import { linkRoutes } from '../link-routes.ts'
import { testContext } from './test-context.ts'

export type TestDatabase = { handle: DbHandle; close(): Promise<void> }

export async function openTestDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  const handle = createDb(database.url)
  return {
    handle,
    async close() {
      await handle.close()
      await database.drop()
    },
  }
}

export type TestInstance = {
  ctx: ServiceContext
  hub: HostHub
  live: LiveStore
  port: number
  url: string
  close(): Promise<void>
}

type InstanceOptions = Partial<Pick<LinkOptions, 'pollMs' | 'socketTimes'>> & {
  live?: LiveStore
  port?: number
  log?: string[]
}

/** A control plane reduced to its link: a real server, a real database, sockets on loopback. */
export async function startTestInstance(
  { handle }: TestDatabase,
  options: InstanceOptions = {},
): Promise<TestInstance> {
  const live = options.live ?? memoryLiveStore()
  const log = pino({ level: 'debug' }, { write: (line) => void options.log?.push(line) })
  const hub = createHostHub({ live, log })
  const ctx = testContext({ db: handle.db, live, hosts: hub, log, now: () => new Date() })
  const server = createServer(getRequestListener(linkServer(ctx)))
  const inTurn = createTurns(createAnswersInFlight())
  const pollMs = options.pollMs ?? 60_000
  const link = attachLink({ server, ctx, hub, inTurn, ...options, pollMs })
  await listen(server, options.port ?? 0)
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const close = async () => {
    ctx.view.close()
    await closeInstance(server, link)
  }
  return { ctx, hub, live, port, url, close }
}

/** A live store that two instances in one process share as they would share a Redis. */
export function sharedLiveStore(): LiveStore {
  return { ...memoryLiveStore(), shared: true }
}

function linkServer(ctx: ServiceContext) {
  const app = new Hono<{ Variables: { request: ServiceContext } }>()
  app.use(async (c, next) => {
    c.set('request', ctx)
    await next()
  })
  return app.route('/', linkRoutes()).fetch
}

let hostNumber = 0

export function enrolTestHost({ handle }: TestDatabase) {
  return createHost(handle.db, `host-${++hostNumber}`)
}

let channelNumber = 0

/** A channel as the API would store it, with one source. */
export async function addTestChannel({ handle }: TestDatabase, hostId: HostId): Promise<ChannelId> {
  const [row] = await handle.db
    .insert(channels)
    .values({
      name: 'Test',
      slug: `test-${++channelNumber}`,
      settings: StoredSettings.parse({}),
      hostId,
    })
    .returning({ id: channels.id })
  if (!row) throw new Error('no channel')
  await handle.db
    .insert(sources)
    .values({ channelId: row.id, position: 0, url: 'testcard://1280x720@25' })
  return row.id
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

async function closeInstance(server: Server, link: AttachedLink): Promise<void> {
  await link.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
