import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { startDebianPostgres, TEST_SECRETS_KEY } from '@cashbacktv/db/test'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startTestPlane } from '../../control-plane/src/test/start-test-plane.ts'
import { type BackupStage, startBackupStage } from './test/backup-stage.ts'

const run = promisify(execFile)
let stage: BackupStage
beforeAll(async () => {
  stage = await startBackupStage()
})
afterAll(() => stage?.close())

async function emptyMachine() {
  const server = await startDebianPostgres()
  onTestFinished(server.stop)
  return server.url
}

test('an empty machine goes on from a backup: people, channels and the tokens of before', async () => {
  const before = await startTestPlane({ databaseUrl: stage.databaseUrl })
  const sources = [{ url: 'https://user:geheim@tv.example/live.m3u8' }]
  await before.as('operator', 'POST', '/channels', { name: 'Haber', sources })
  const token = before.tokens.operator
  await before.close()

  const kept = join(stage.folder, 'kept')
  const { stdout } = await stage.script('backup.sh', [kept], { DATABASE_URL: stage.databaseUrl })
  const backup = stdout.trim()
  const key = backup.replace('.dump.', '.key.')
  expect(statSync(key).mode & 0o777).toBe(0o600)
  expect(readFileSync(key, 'latin1')).not.toContain(TEST_SECRETS_KEY)
  // Only who has the other half of the key reads it, and nobody else gets at the file.
  expect(readFileSync(backup, 'latin1')).not.toContain('geheim')
  expect(statSync(backup).mode & 0o777).toBe(0o600)

  const url = await emptyMachine()
  // Of a machine on which nothing is yet.
  const keyFile = join(kept, 'data/secrets.key')
  const env = { DATABASE_URL: url, SECRETS_KEY_FILE: keyFile }
  await stage.script('restore.sh', [backup, join(stage.folder, 'identity')], env)
  expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  expect(readdirSync(dirname(keyFile))).toEqual(['secrets.key'])
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
  const again = stage.script('restore.sh', [backup, join(stage.folder, 'identity')], {
    DATABASE_URL: url,
  })
  await expect(again).rejects.toThrow(/tables already: restore into an empty one/)
})

test('another key and a damaged backup restore nothing', async () => {
  const { stdout } = await stage.script('backup.sh', [join(stage.folder, 'two')], {
    DATABASE_URL: stage.databaseUrl,
  })
  const backup = stdout.trim()
  const url = await emptyMachine()
  execFileSync('age-keygen', ['-o', join(stage.folder, 'other')], { stdio: 'ignore' })
  const withOther = stage.script('restore.sh', [backup, join(stage.folder, 'other')], {
    DATABASE_URL: url,
  })
  await expect(withOther).rejects.toThrow(/does not open/)
  writeFileSync(backup, readFileSync(backup).subarray(0, -1000))
  const damaged = stage.script('restore.sh', [backup, join(stage.folder, 'identity')], {
    DATABASE_URL: url,
  })
  await expect(damaged).rejects.toThrow(/does not open|damaged/)
  const plane = await startTestPlane({ databaseUrl: url })
  await plane.close()
})

test('a key of secrets that is damaged leaves the database empty, for another try with a whole one', async () => {
  const { stdout } = await stage.script('backup.sh', [join(stage.folder, 'three')], {
    DATABASE_URL: stage.databaseUrl,
  })
  const backup = stdout.trim()
  const key = backup.replace('.dump.', '.key.')
  const whole = readFileSync(key)
  writeFileSync(key, whole.subarray(0, -10))
  const data = mkdtempSync(join(stage.folder, 'data-'))
  const env = { DATABASE_URL: await emptyMachine(), DATA_DIR: data }
  const restore = () => stage.script('restore.sh', [backup, join(stage.folder, 'identity')], env)
  await expect(restore()).rejects.toThrow(/does not open .*\.key\.age, or it is damaged/)
  expect(readdirSync(data)).toEqual([])
  writeFileSync(key, whole)
  await restore()
  expect(readFileSync(join(data, 'secrets.key'), 'utf8').trim()).toBe(TEST_SECRETS_KEY)
})

test('a backup is copied to a store that speaks S3, and an empty machine goes on from there', async () => {
  const { store, remote, to } = await stage.remoteStore()
  const env = { ...remote, DATABASE_URL: stage.databaseUrl, BACKUP_COPY_TO: to }
  const { stdout } = await stage.script('backup.sh', [join(stage.folder, 'copied')], env)
  const name = basename(stdout.trim())
  const key = name.replace('.dump.', '.key.')
  expect([...store.objects.keys()].sort()).toEqual([`cashbacktv/${name}`, `cashbacktv/${key}`])

  // The machine and its folder are gone.
  rmSync(join(stage.folder, 'copied'), { recursive: true })
  const back = join(stage.folder, 'back')
  const stamp = name.split('.')[0]
  await run('rclone', ['copy', to, back, '--include', `${stamp}.*`], {
    env: { PATH: process.env.PATH, ...remote },
  })
  const url = await emptyMachine()
  const keyFile = join(back, 'secrets.key')
  const restored = { DATABASE_URL: url, SECRETS_KEY_FILE: keyFile }
  await stage.script('restore.sh', [join(back, name), join(stage.folder, 'identity')], restored)
  expect(readFileSync(keyFile, 'utf8').trim()).toBe(TEST_SECRETS_KEY)

  const kept = join(stage.folder, 'refused')
  const refused = { ...env, RCLONE_CONFIG_S3_SECRET_ACCESS_KEY: 'another' }
  await expect(stage.script('backup.sh', [kept], refused)).rejects.toThrow(/status code: 403/)
  // What could not be copied is there all the same.
  expect(readdirSync(kept)).toHaveLength(2)
})

test('what is missing is said', async () => {
  await expect(stage.script('backup.sh', [], {})).rejects.toThrow(/DATABASE_URL is missing/)
  const wrong = { DATABASE_URL: stage.databaseUrl, BACKUP_RECIPIENT: 'me' }
  await expect(stage.script('backup.sh', [], wrong)).rejects.toThrow(/is no public key of age/)
})

test.each(['backup.sh', 'restore.sh'])(
  '%s has nothing that shellcheck knows better',
  async (name) => {
    await run('shellcheck', [join(import.meta.dirname, name)])
  },
)

test('where the control plane goes through PgBouncer, the dump goes straight to PostgreSQL', async () => {
  const { stdout } = await stage.script('backup.sh', [join(stage.folder, 'direct')], {
    DATABASE_URL: 'postgres://u:p@127.0.0.1:1/pooled',
    DATABASE_DIRECT_URL: stage.databaseUrl,
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
