import { execFile, execFileSync } from 'node:child_process'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { startDebianPostgres, TEST_SECRETS_KEY } from '@cashbacktv/db/test'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startS3Server } from '../../agent/test/s3-server.ts'
import { startTestPlane } from '../../control-plane/src/test/start-test-plane.ts'

const run = promisify(execFile)
let folder: string
let recipient: string
let database: Awaited<ReturnType<typeof startDebianPostgres>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'))
  execFileSync('age-keygen', ['-o', join(folder, 'identity')], { stdio: 'ignore' })
  recipient = /age1[a-z0-9]+/.exec(readFileSync(join(folder, 'identity'), 'utf8'))?.[0] ?? ''
  database = await startDebianPostgres()
})
afterAll(async () => {
  await database?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function script(name: string, args: string[], env: Record<string, string>) {
  const known = {
    PATH: process.env.PATH,
    BACKUP_RECIPIENT: recipient,
    SECRETS_KEY: TEST_SECRETS_KEY,
  }
  return run(join(import.meta.dirname, name), args, { env: { ...known, ...env } })
}

async function emptyMachine() {
  const server = await startDebianPostgres()
  onTestFinished(server.stop)
  return server.url
}

test('an empty machine goes on from a backup: people, channels and the tokens of before', async () => {
  const before = await startTestPlane({ databaseUrl: database.url })
  const sources = [{ url: 'https://user:geheim@tv.example/live.m3u8' }]
  await before.as('operator', 'POST', '/channels', { name: 'Haber', sources })
  const token = before.tokens.operator
  await before.close()

  const kept = join(folder, 'kept')
  const { stdout } = await script('backup.sh', [kept], { DATABASE_URL: database.url })
  const backup = stdout.trim()
  const key = backup.replace('.dump.', '.key.')
  expect(statSync(key).mode & 0o777).toBe(0o600)
  expect(readFileSync(key, 'latin1')).not.toContain(TEST_SECRETS_KEY)
  // Only who has the other half of the key reads it, and nobody else gets at the file.
  expect(readFileSync(backup, 'latin1')).not.toContain('geheim')
  expect(statSync(backup).mode & 0o777).toBe(0o600)

  const url = await emptyMachine()
  const keyFile = join(kept, 'secrets.key')
  const env = { DATABASE_URL: url, SECRETS_KEY_FILE: keyFile }
  await script('restore.sh', [backup, join(folder, 'identity')], env)
  expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  const after = await startTestPlane({
    databaseUrl: url,
    secretKeys: { key: readFileSync(keyFile, 'utf8').trim() },
  })
  onTestFinished(() => after.close())
  const headers = { authorization: `Bearer ${token}` }
  const { status, body } = await after.ask({ method: 'GET', path: '/api/v1/channels', headers })
  expect(status).toBe(200)
  expect(body.items).toMatchObject([{ name: 'Haber' }])
  const revealed = await after.as('operator', 'POST', `/channels/${body.items[0].id}/reveal`)
  expect(revealed.body).toMatchObject({ sources })

  // Not over what is there.
  const again = script('restore.sh', [backup, join(folder, 'identity')], { DATABASE_URL: url })
  await expect(again).rejects.toThrow(/tables already: restore into an empty one/)
})

test('another key and a damaged backup restore nothing', async () => {
  const { stdout } = await script('backup.sh', [join(folder, 'two')], {
    DATABASE_URL: database.url,
  })
  const backup = stdout.trim()
  const url = await emptyMachine()
  execFileSync('age-keygen', ['-o', join(folder, 'other')], { stdio: 'ignore' })
  const withOther = script('restore.sh', [backup, join(folder, 'other')], { DATABASE_URL: url })
  await expect(withOther).rejects.toThrow(/does not open/)
  writeFileSync(backup, readFileSync(backup).subarray(0, -1000))
  const damaged = script('restore.sh', [backup, join(folder, 'identity')], { DATABASE_URL: url })
  await expect(damaged).rejects.toThrow(/does not open|damaged/)
  const plane = await startTestPlane({ databaseUrl: url })
  await plane.close()
})

/** A store that speaks S3, and how rclone is told of it. */
async function remoteStore() {
  const store = await startS3Server()
  onTestFinished(store.close)
  const { endpoint, region, bucket, accessKey, secret } = store.bucket
  const remote = {
    HOME: folder,
    RCLONE_CONFIG_S3_TYPE: 's3',
    RCLONE_CONFIG_S3_PROVIDER: 'Other',
    RCLONE_CONFIG_S3_ENDPOINT: endpoint,
    RCLONE_CONFIG_S3_REGION: region,
    RCLONE_CONFIG_S3_ACCESS_KEY_ID: accessKey,
    RCLONE_CONFIG_S3_SECRET_ACCESS_KEY: secret,
    // This one has its bucket, and takes uploads in parts alone.
    RCLONE_CONFIG_S3_NO_CHECK_BUCKET: 'true',
    RCLONE_CONFIG_S3_UPLOAD_CUTOFF: '0',
  }
  return { store, remote, to: `s3:${bucket}/cashbacktv` }
}

test('a backup is copied to a store that speaks S3, and an empty machine goes on from there', async () => {
  const { store, remote, to } = await remoteStore()
  const env = { ...remote, DATABASE_URL: database.url, BACKUP_COPY_TO: to }
  const { stdout } = await script('backup.sh', [join(folder, 'copied')], env)
  const name = basename(stdout.trim())
  const key = name.replace('.dump.', '.key.')
  expect([...store.objects.keys()].sort()).toEqual([`cashbacktv/${name}`, `cashbacktv/${key}`])

  // The machine and its folder are gone.
  rmSync(join(folder, 'copied'), { recursive: true })
  const back = join(folder, 'back')
  const stamp = name.split('.')[0]
  await run('rclone', ['copy', to, back, '--include', `${stamp}.*`], {
    env: { PATH: process.env.PATH, ...remote },
  })
  const url = await emptyMachine()
  const keyFile = join(back, 'secrets.key')
  const restored = { DATABASE_URL: url, SECRETS_KEY_FILE: keyFile }
  await script('restore.sh', [join(back, name), join(folder, 'identity')], restored)
  expect(readFileSync(keyFile, 'utf8').trim()).toBe(TEST_SECRETS_KEY)

  const kept = join(folder, 'refused')
  const refused = { ...env, RCLONE_CONFIG_S3_SECRET_ACCESS_KEY: 'another' }
  await expect(script('backup.sh', [kept], refused)).rejects.toThrow(/status code: 403/)
  // What could not be copied is there all the same.
  expect(readdirSync(kept)).toHaveLength(2)
})

test('of a store, too, old ones go if that is asked for and the key may delete there, and nothing else does', async () => {
  const { store, remote, to } = await remoteStore()
  const day = (ago: number) => {
    const at = new Date(Date.now() - ago * 86_400_000).toISOString()
    return `cashbacktv-${at.replaceAll(/[-:]|\.\d+/g, '')}`
  }
  const put = (key: string) => store.objects.set(key, { body: Buffer.from('x'), headers: {} })
  const [old, recent, future] = [day(15), day(13), day(-1)]
  const stays = [
    ...[`cashbacktv/${recent}.dump.age`, `cashbacktv/${recent}.key.age`],
    ...[
      `cashbacktv/${future}.dump.age`,
      'cashbacktv/cashbacktv-notes.txt',
      'cashbacktv/0.dump.age',
    ],
    `other/${old}.dump.age`,
  ]
  const goes = [`cashbacktv/${old}.dump.age`, `cashbacktv/${old}.key.age`]
  for (const key of [...stays, ...goes]) put(key)
  const kept = mkdtempSync(join(folder, 'kept-'))
  const backUp = async (variables: Record<string, string> = {}) => {
    const env = { ...remote, DATABASE_URL: database.url, BACKUP_COPY_TO: to, ...variables }
    const { stdout, stderr } = await script('backup.sh', [kept], env)
    const made = basename(stdout.trim())
    expect(store.objects.has(`cashbacktv/${made}`)).toBe(true)
    return stderr
  }
  // Archives that were kept by a rule of their bucket stay so.
  await backUp()
  expect(goes.every((key) => store.objects.has(key))).toBe(true)

  const refused = { status: 403, code: 'AccessDenied' }
  const mayWriteAlone = Array.from({ length: 20 }, () => ({ on: /^DELETE/, fault: refused }))
  store.faults.push(...mayWriteAlone)
  const asked = { BACKUP_COPY_KEEP_DAYS: '14' }
  expect(await backUp(asked)).toContain(`old backups stay in ${to}`)
  expect(goes.every((key) => store.objects.has(key))).toBe(true)

  store.faults.length = 0
  expect(await backUp(asked)).not.toContain('old backups stay')
  expect(goes.filter((key) => store.objects.has(key))).toEqual([])
  expect(stays.filter((key) => !store.objects.has(key))).toEqual([])
})

test('old ones go, and a backup that fails leaves those that are there', async () => {
  const kept = mkdtempSync(join(folder, 'kept-'))
  const old = join(kept, 'cashbacktv-20200101T000000Z.dump.age')
  const foreign = join(kept, 'notes.txt')
  const longAgo = new Date('2020-01-01')
  for (const path of [old, foreign]) {
    writeFileSync(path, 'x')
    utimesSync(path, longAgo, longAgo)
  }
  const away = 'postgres://postgres:geheim@127.0.0.1:1/postgres'
  const failed = await script('backup.sh', [kept], { DATABASE_URL: away }).catch((error) => error)
  expect(failed.stderr).toContain('127.0.0.1')
  expect(failed.stderr).not.toContain('geheim')
  expect(readdirSync(kept).sort()).toEqual(['cashbacktv-20200101T000000Z.dump.age', 'notes.txt'])

  await script('backup.sh', [kept], { DATABASE_URL: database.url })
  const left = readdirSync(kept)
  expect(left).toHaveLength(3)
  expect(left).toContain('notes.txt')
  expect(left).not.toContain('cashbacktv-20200101T000000Z.dump.age')
})

test('a backup without the key of its secrets is kept, and is told as a failure', async () => {
  const kept = mkdtempSync(join(folder, 'kept-'))
  const env = { DATABASE_URL: database.url, SECRETS_KEY: '' }
  await expect(script('backup.sh', [kept], env)).rejects.toThrow(/not the key of its secrets/)
  expect(readdirSync(kept)).toHaveLength(1)
})

test('what is missing is said', async () => {
  await expect(script('backup.sh', [], {})).rejects.toThrow(/DATABASE_URL is missing/)
  const wrong = { DATABASE_URL: database.url, BACKUP_RECIPIENT: 'me' }
  await expect(script('backup.sh', [], wrong)).rejects.toThrow(/is no public key of age/)
})

test.each(['backup.sh', 'restore.sh'])(
  '%s has nothing that shellcheck knows better',
  async (name) => {
    await run('shellcheck', [join(import.meta.dirname, name)])
  },
)

test('where the control plane goes through PgBouncer, the dump goes straight to PostgreSQL', async () => {
  const { stdout } = await script('backup.sh', [join(folder, 'direct')], {
    DATABASE_URL: 'postgres://u:p@127.0.0.1:1/pooled',
    DATABASE_DIRECT_URL: database.url,
  })
  expect(statSync(stdout.trim()).size).toBeGreaterThan(1000)
})

test('programs of PostgreSQL look for that one of several servers which takes writes', async () => {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'pg-service.mjs')], {
    env: { DATABASE_URL: 'postgres://u:a%2Cb@one,two:5433/n?sslmode=require' },
  })
  expect(stdout.split('\n')).toEqual([
    ...['[cashbacktv]', 'host=one,two', 'port=5432,5433', 'user=u', 'password=a,b', 'dbname=n'],
    ...['sslmode=require', 'target_session_attrs=read-write', ''],
  ])
})
