import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AlertTargetAddress, SourceId } from '@cashbacktv/contract'
import { secretKeyOf } from '@cashbacktv/contract/seal'
import {
  alertTargets,
  channels,
  createDb,
  secondSteps,
  settings,
  sources,
  useSecretKeys,
} from '@cashbacktv/db'
import { createTestDatabase } from '@cashbacktv/db/test'
import { asc, sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { createLogger } from './logging.ts'
import { openSecrets } from './open-secrets.ts'

const URL = 'http://joe:hunter2@h.example/live.ts?pin=4711'
const READING = { userAgent: 'box-hunter2', headers: [{ name: 'X-Token', value: 'hunter2' }] }
const HOOK: AlertTargetAddress = { kind: 'slack', url: 'https://hooks.example/hunter2' }
const SECRET = 'SECRETOFTHEAPP4711'
const MAIL = { email: { password: 'hunter2' } }
const [A, B, C] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string]
const log = createLogger({ level: 'error' })

/** A database as a release that sealed nothing left it. */
async function plainInstallation() {
  const database = await createTestDatabase()
  const handle = createDb(database.url, { max: 2 })
  const dataDir = mkdtempSync(join(tmpdir(), 'secrets-'))
  onTestFinished(async () => {
    await handle.close()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const { db } = handle
  const [channel] = await db
    .insert(channels)
    .values({
      name: 'One',
      slug: 'one',
      priority: 100,
      on: false,
      pinned: false,
      settings: {},
    } as never)
    .returning()
  const id = SourceId.parse(crypto.randomUUID())
  await db.execute(sql`insert into sources (id, channel_id, position, url, reading)
    values (${id}, ${channel?.id}, 0, ${URL}, ${JSON.stringify(READING)}::jsonb)`)
  await db.execute(sql`insert into alert_targets (name, kind, settings, address)
    values ('Hook', 'slack', '{}', ${JSON.stringify(HOOK)}::jsonb)`)
  await db.execute(sql`insert into users (id, email, password_hash, role)
    values (${id}, 'one@example.org', 'none', 'viewer')`)
  await db.execute(sql`insert into second_steps (user_id, secret) values (${id}, ${SECRET})`)
  await db.execute(sql`insert into settings (key, value)
    values ('alerts', ${JSON.stringify(MAIL)}::jsonb)`)
  return {
    db,
    dataDir,
    open: (keys: Parameters<typeof openSecrets>[2] = {}) => openSecrets({ db, log }, dataDir, keys),
  }
}
type Db = Awaited<ReturnType<typeof plainInstallation>>['db']

/** All that lies in the four tables, as whoever has a copy of the database reads it. */
async function rawOf(db: Db): Promise<string> {
  const rows = await db.execute(sql`select
    (select json_agg(s)::text from sources s) as sources,
    (select json_agg(t)::text from alert_targets t) as targets,
    (select json_agg(s)::text from second_steps s) as second_steps,
    (select json_agg(s)::text from settings s) as settings`)
  return JSON.stringify([...rows])
}

async function readAll(db: Db) {
  const [source] = await db.select().from(sources)
  const [target] = await db.select().from(alertTargets)
  const rows = await db.select().from(settings).orderBy(asc(settings.key))
  const mail = rows.find(({ key }) => key === 'alerts')?.value
  const [step] = await db.select().from(secondSteps)
  return [source?.url, source?.reading, target?.address, mail, step?.secret]
}
const WHOLE = [URL, READING, HOOK, MAIL, SECRET]

test('a start seals what is plain, with a key of its own that only it can read, and reads it as it was', async () => {
  const { db, dataDir, open } = await plainInstallation()
  expect(await rawOf(db)).toContain('hunter2')
  expect(await readAll(db)).toEqual(WHOLE)
  await open()
  expect(await rawOf(db)).not.toMatch(/hunter2|4711/)
  expect(await readAll(db)).toEqual(WHOLE)
  const file = join(dataDir, 'secrets.key')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const raw = await rawOf(db)
  const made = readFileSync(file, 'utf8')
  await open()
  expect([await rawOf(db), readFileSync(file, 'utf8')]).toEqual([raw, made])
})

test('another key is refused with what to do, and changes nothing; so it is where nothing was typed yet', async () => {
  const { db, dataDir, open } = await plainInstallation()
  await open({ key: A })
  const raw = await rawOf(db)
  await expect(open({ key: B })).rejects.toThrow(/^The key in SECRETS_KEY does not open/)
  const file = join(dataDir, 'secrets.key')
  writeFileSync(file, C)
  await expect(open()).rejects.toThrow(`The key in ${file} does not open`)
  rmSync(file)
  await expect(open()).rejects.toThrow(/secrets\.key does not open/)
  expect(await rawOf(db)).toBe(raw)
  await db.execute(sql`delete from sources`)
  await db.execute(sql`delete from alert_targets`)
  await db.execute(sql`delete from second_steps`)
  await db.execute(sql`delete from settings where key <> 'secrets-key'`)
  await expect(open({ key: B })).rejects.toThrow(/does not open/)
  await open({ key: A })
})

test('with the former key beside it a new one is taken, and all is sealed with that', async () => {
  const { db, open } = await plainInstallation()
  await open({ key: A })
  await open({ key: B, oldKey: A })
  const ids = new Set((await rawOf(db)).match(/sealed:1:[0-9a-f]{12}/g))
  expect([...ids]).toEqual([`sealed:1:${secretKeyOf(B).id}`])
  expect(await readAll(db)).toEqual(WHOLE)
})

test('what was sealed for one column is not read in another, nor what was changed', async () => {
  const { db, open } = await plainInstallation()
  await open({ key: A })
  await db.execute(sql`update alert_targets set address = to_jsonb((select url from sources))`)
  await expect(db.select().from(alertTargets)).rejects.toThrow()
  await db.execute(sql`update sources set url = left(url, -4) || 'AAAA'`)
  await expect(db.select().from(sources)).rejects.toThrow()
})

test('a key that is short or cannot be read is refused in words', async () => {
  const { open } = await plainInstallation()
  await expect(open({ key: 'short' })).rejects.toThrow(
    'The key in SECRETS_KEY is too short: it needs at least 32 characters.',
  )
  await expect(open({ key: A, oldKey: 'short' })).rejects.toThrow(/SECRETS_KEY_OLD is too short/)
  useSecretKeys(secretKeyOf(A))
})
