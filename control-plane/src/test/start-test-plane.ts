import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HostId, type Role, WHOEVER_CONNECTS } from '@cashbacktv/contract'
import { createDb, type DbHandle, users } from '@cashbacktv/db'
import { createTestDatabase, TEST_SECRETS_KEY } from '@cashbacktv/db/test'
import { type ControlPlane, type ControlPlaneOptions, startControlPlane } from '../index.ts'
import { startTestAgent, type TestAgent } from '../link/test/test-agent.ts'
import { createLogger } from '../logging.ts'
import { createHost } from '../services/hosts/create-host.ts'
import { unlikeDocument } from './as-documented.ts'

export const PASSWORD = 'correct horse battery'

export type Answer = {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer is for the test to know
  body: any
}
export type Ask = {
  method: string
  path: string
  body?: unknown
  headers?: Record<string, string>
  /** Sent as it is, whatever `body` says. */
  raw?: string | Uint8Array<ArrayBuffer> | FormData
}

export type TestPlane = Awaited<ReturnType<typeof startTestPlane>>

/** A whole control plane with its own database, a user of each role, and what it logs. */
export async function startTestPlane(options: Partial<ControlPlaneOptions> = {}) {
  const database = options.databaseUrl ? null : await createTestDatabase()
  const databaseUrl = options.databaseUrl ?? database?.url ?? ''
  const dataDir = mkdtempSync(join(tmpdir(), 'cp-'))
  const log: string[] = []
  const plane = await startControlPlane({
    host: '127.0.0.1',
    port: 0,
    redis: null,
    dataDir,
    demo: false,
    version: 'test',
    adminEmail: 'admin@example.org',
    adminPassword: PASSWORD,
    sourceAllowCidrs: [],
    trustedProxies: WHOEVER_CONNECTS,
    secretKeys: { key: TEST_SECRETS_KEY },
    log: createLogger({ level: 'debug', output: { write: (line) => void log.push(line) } }),
    ...options,
    databaseUrl,
  })
  const handle = createDb(databaseUrl, { max: 2 })
  await addUsers(handle)
  const agents: TestAgent[] = []
  const tokens = {} as Record<Role, string>
  for (const role of ['viewer', 'operator', 'admin'] as const) {
    tokens[role] = (await login(plane, role)).accessToken
  }
  return {
    plane,
    handle,
    db: handle.db,
    log,
    tokens,
    dataDir,
    url: plane.url,
    databaseUrl,
    ask: (ask: Ask) => request(plane, ask),
    /** As a person of a role, in JSON. */
    as: (role: Role, method: string, path: string, body?: unknown) =>
      request(plane, {
        method,
        path: `/api/v1${path}`,
        body,
        headers: { authorization: `Bearer ${tokens[role]}` },
      }),
    login: (role: Role) => login(plane, role),
    agent: (name = 'one') => startHost(plane, handle, name, agents),
    async close() {
      for (const agent of agents) await agent.close()
      await handle.close().catch(() => {})
      await plane.close()
      await database?.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function addUsers({ db }: DbHandle): Promise<void> {
  const [admin] = await db.select().from(users)
  if (!admin) throw new Error('No admin.')
  for (const role of ['viewer', 'operator'] as const) {
    const { passwordHash } = admin
    const email = `${role}@example.org`
    await db.insert(users).values({ email, passwordHash, role }).onConflictDoNothing()
  }
}

async function login(plane: ControlPlane, role: Role) {
  const body = { email: `${role}@example.org`, password: PASSWORD }
  const { body: answer } = await request(plane, {
    method: 'POST',
    path: '/api/v1/auth/login',
    body,
  })
  return answer as { accessToken: string; refreshToken: string }
}

async function startHost(plane: ControlPlane, { db }: DbHandle, name: string, agents: TestAgent[]) {
  const identity: { hostId: HostId; credential: string } = await createHost(db, name)
  const agent = startTestAgent(plane.url, identity.credential)
  agents.push(agent)
  return { ...identity, agent }
}

const request = (plane: ControlPlane, ask: Ask) => askOf(plane.url, ask)

/** Asks whoever answers at an address, which answers as the document of the API says. */
export async function askOf(url: string, ask: Ask): Promise<Answer> {
  const json = ask.body === undefined ? null : JSON.stringify(ask.body)
  const asJson: Record<string, string> =
    json === null || ask.raw ? {} : { 'content-type': 'application/json' }
  const response = await fetch(`${url}${ask.path}`, {
    method: ask.method,
    headers: { ...asJson, ...ask.headers },
    body: ask.raw ?? json,
  })
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  const isJson = /json/.test(type)
  const { method, path } = ask
  const unlike = unlikeDocument({ method, path, status: response.status, text, type })
  if (unlike !== null) throw new Error(unlike)
  const body = isJson && text ? JSON.parse(text) : null
  return { status: response.status, headers: response.headers, text, body }
}
