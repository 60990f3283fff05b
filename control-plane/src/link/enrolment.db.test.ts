import { createHash, randomBytes } from 'node:crypto'
import { type EnrolmentReply, Role, Sha256, StoredSettings } from '@cashbacktv/contract'
import { channels, hostCredentials, hosts, joinTokens, logos, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServiceContext } from '../context.ts'
import { createJoinToken } from '../services/hosts/create-join-token.ts'
import { revokeCredential } from '../services/hosts/revoke-credential.ts'
import {
  addTestChannel,
  enrolTestHost,
  openTestDatabase,
  startTestInstance,
  type TestDatabase,
  type TestInstance,
} from './test/start-test-link.ts'
import { tryUpgrade } from './test/test-agent.ts'

let database: TestDatabase
let one: TestInstance
let admin: ServiceContext

beforeAll(async () => {
  database = await openTestDatabase()
  one = await startTestInstance(database)
  const [user] = await database.handle.db
    .insert(users)
    .values({ email: 'admin@example.test', passwordHash: 'x', role: Role.enum.admin })
    .returning({ id: users.id, email: users.email, role: users.role })
  if (!user) throw new Error('no user')
  admin = { ...one.ctx, actor: { ...user, reach: { kind: 'all' } } }
})
afterAll(async () => {
  await one?.close()
  await database?.close()
})

const enrol = async (body: unknown) => {
  const response = await fetch(`${one.url}/link/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return {
    status: response.status,
    body: (await response.json().catch(() => null)) as EnrolmentReply,
  }
}
const newToken = async (lifeMinutes = 60) =>
  (await createJoinToken(admin, { label: '', lifeMinutes })).token

describe('joining', () => {
  it('spends a token for a credential that opens the link; neither is stored as it is', async () => {
    const joinToken = await newToken()
    const { status, body } = await enrol({ protocol: 1, joinToken, name: 'edge-1' })
    expect(status).toBe(201)
    expect(await tryUpgrade(one.url, `Bearer ${body.credential}`)).toBe('open')
    const stored = JSON.stringify([
      await database.handle.db.select().from(joinTokens),
      await database.handle.db.select().from(hostCredentials),
    ])
    expect(stored).not.toContain(joinToken)
    expect(stored).not.toContain(body.credential)
    expect(await enrol({ protocol: 1, joinToken, name: 'edge-2' })).toMatchObject({
      status: 401,
      body: {
        error: { code: 'unauthenticated', message: expect.stringContaining('has been used') },
      },
    })
  })

  it('gives one host to two that spend the same token at once', async () => {
    const joinToken = await newToken()
    const answers = await Promise.all(
      ['twin-1', 'twin-2'].map((name) => enrol({ protocol: 1, joinToken, name })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 401])
  })

  it('takes one of two that come at once under one name, and tells the other why it is not', async () => {
    const tokens = [await newToken(), await newToken(), await newToken()]
    const asked = tokens.map((joinToken) => enrol({ protocol: 1, joinToken, name: 'same-name' }))
    const answers = await Promise.all(asked)
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
  })

  it('refuses an expired and an unknown token, another protocol and what is no enrolment', async () => {
    const joinToken = await newToken()
    await database.handle.db.update(joinTokens).set({ expiresAt: new Date(0) })
    expect((await enrol({ protocol: 1, joinToken, name: 'late' })).status).toBe(401)
    expect((await enrol({ protocol: 1, joinToken: 'x'.repeat(40), name: 'late' })).status).toBe(401)
    expect(await enrol({ protocol: 7, joinToken, name: 'late' })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('speaks protocol 7') } },
    })
    expect((await enrol('{')).status).toBe(422)
    expect((await enrol({ protocol: 1 })).status).toBe(422)
  })

  it('refuses the name of a host that holds a credential and leaves the token unspent', async () => {
    await enrol({ protocol: 1, joinToken: await newToken(), name: 'taken' })
    const joinToken = await newToken()
    expect((await enrol({ protocol: 1, joinToken, name: 'taken' })).status).toBe(409)
    expect((await enrol({ protocol: 1, joinToken, name: 'free' })).status).toBe(201)
  })

  it('lets a revoked host come back as the same host, with a new credential', async () => {
    const first = (await enrol({ protocol: 1, joinToken: await newToken(), name: 'back' })).body
    await revokeCredential(one.ctx, { hostId: first.hostId })
    const again = (await enrol({ protocol: 1, joinToken: await newToken(), name: 'back' })).body
    expect(again.hostId).toBe(first.hostId)
    expect(again.credential).not.toBe(first.credential)
    expect(await tryUpgrade(one.url, `Bearer ${first.credential}`)).toBe(401)
    const rows = await database.handle.db.select().from(hosts).where(eq(hosts.name, 'back'))
    expect(rows).toHaveLength(1)
  })

  it('is not for those who are not logged in', async () => {
    await expect(createJoinToken(one.ctx, { label: '', lifeMinutes: 1 })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })
})

describe('assets', () => {
  it('are given to hosts whose channels show them and to nobody else', async () => {
    const content = randomBytes(1000)
    const sha256 = Sha256.parse(createHash('sha256').update(content).digest('hex'))
    await database.handle.db
      .insert(logos)
      .values({ sha256, mime: 'image/png', width: 10, height: 10, bytes: 1000, content })
    const { hostId, credential } = await enrolTestHost(database)
    const channelId = await addTestChannel(database, hostId)
    await database.handle.db
      .update(channels)
      .set({ settings: StoredSettings.parse({ slate: { picture: sha256 } }) })
      .where(eq(channels.id, channelId))
    const stranger = await enrolTestHost(database)
    const get = (hash: string, authorization?: string) =>
      fetch(`${one.url}/link/assets/${hash}`, { headers: authorization ? { authorization } : {} })

    const found = await get(sha256, `Bearer ${credential}`)
    expect(found.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await found.arrayBuffer())).toEqual(content)
    expect((await get(sha256, `Bearer ${stranger.credential}`)).status).toBe(404)
    expect((await get(sha256)).status).toBe(401)
    expect((await get(sha256, 'Bearer nobody')).status).toBe(401)
    expect((await get('0'.repeat(64), `Bearer ${credential}`)).status).toBe(404)
    expect((await get('..%2f..%2fetc', `Bearer ${credential}`)).status).toBe(404)
  })
})
