import { mkdtempSync, rmSync } from 'node:fs'
import { UserId } from '@cashbacktv/contract'
import { createDb, passwordResets, secondSteps, users } from '@cashbacktv/db'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'
import { reachDatabase } from './reach-database.ts'
import { resetPassword } from './reset-password.ts'

const HOUR_MS = 3_600_000

describe('on a running system', () => {
  let one: TestPlane
  beforeAll(async () => {
    one = await startTestPlane()
  })
  afterAll(() => one?.close())

  const run = (...args: string[]) => resetPassword({ DATABASE_URL: one.databaseUrl }, args)

  test('the command prints a link that sets the password once, within an hour', async () => {
    const said = await run('ADMIN@example.org')
    const token = /\/reset\?token=(\S+)/.exec(said)?.[1]
    const [stored] = await one.db.select().from(passwordResets)
    const lifeMs = Number(stored?.expiresAt) - Number(stored?.createdAt)
    expect(lifeMs).toBe(HOUR_MS)
    expect(JSON.stringify(stored)).not.toContain(token)
    const body = { token, password: 'a much better password' }
    const set = () => one.ask({ method: 'POST', path: '/api/v1/auth/reset', body })
    expect((await set()).status).toBe(204)
    expect((await set()).status).toBe(404)
  })

  test('the link leads to where browsers reach the system', async () => {
    const environment = { DATABASE_URL: one.databaseUrl, PUBLIC_URL: 'https://tv.example' }
    const said = await resetPassword(environment, ['viewer@example.org'])
    expect(said).toContain('https://tv.example/reset?token=')
  })

  test('a second step stays as it is, unless it is to go as well', async () => {
    const [person] = await one.db.select().from(users).where(eq(users.email, 'viewer@example.org'))
    const userId = person?.id ?? UserId.parse('')
    await one.db.insert(secondSteps).values({ userId, secret: 'A', confirmedAt: new Date() })
    await run('viewer@example.org')
    expect(await one.db.select().from(secondSteps)).toHaveLength(1)
    expect(await run('viewer@example.org', '--second-step')).toContain('The second step is off.')
    expect(await one.db.select().from(secondSteps)).toEqual([])
    expect(await run('--second-step', 'viewer@example.org')).toContain('There was no second step.')
  })

  test('who is not known, disabled or not named is said, and gets no link', async () => {
    await one.db
      .update(users)
      .set({ disabledAt: new Date() })
      .where(eq(users.email, 'operator@example.org'))
    await one.db.delete(passwordResets)
    await expect(run('nobody@example.org')).rejects.toThrow('Administrators are: admin@example.org')
    await expect(run('operator@example.org')).rejects.toThrow('is disabled')
    await expect(run()).rejects.toThrow('npm run reset-password -- ')
    expect(await one.db.select().from(passwordResets)).toEqual([])
  })
})

describe('with the embedded database', () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync('/tmp/cbtv-reset-')
    return () => rmSync(dataDir, { recursive: true, force: true })
  })

  test('nothing is made where no database is', async () => {
    const run = resetPassword({ DATA_DIR: dataDir }, ['admin@example.org'])
    await expect(run).rejects.toThrow('There is no database in')
  })

  test('a stopped one is started and stopped again; one in use is left alone', async () => {
    await (await startEmbeddedPostgres({ dataDir, log: () => {} })).stop()
    const env = { DATABASE_URL: null, DATA_DIR: dataDir }
    const stopped = await reachDatabase(env)
    expect(stopped.wasStopped).toBe(true)
    await stopped.leave()

    const own = await startEmbeddedPostgres({ dataDir, log: () => {} })
    try {
      expect(own.adopted).toBe(false)
      const running = await reachDatabase(env)
      expect(running.wasStopped).toBe(false)
      await running.leave()
      const handle = createDb(own.url, { max: 1 })
      expect(await handle.db.select().from(users)).toEqual([])
      await handle.close()
    } finally {
      await own.stop()
    }
  })
})
