import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BackupStage, startBackupStage } from './test/backup-stage.ts'

let stage: BackupStage
beforeAll(async () => {
  stage = await startBackupStage()
})
afterAll(() => stage?.close())

test('of a store, too, old ones go if that is asked for and the key may delete there, and nothing else does', async () => {
  const { store, remote, to } = await stage.remoteStore()
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
  const kept = mkdtempSync(join(stage.folder, 'kept-'))
  const backUp = async (variables: Record<string, string> = {}) => {
    const env = { ...remote, DATABASE_URL: stage.databaseUrl, BACKUP_COPY_TO: to, ...variables }
    const { stdout, stderr } = await stage.script('backup.sh', [kept], env)
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
  const kept = mkdtempSync(join(stage.folder, 'kept-'))
  const old = join(kept, 'cashbacktv-20200101T000000Z.dump.age')
  const foreign = join(kept, 'notes.txt')
  const longAgo = new Date('2020-01-01')
  for (const path of [old, foreign]) {
    writeFileSync(path, 'x')
    utimesSync(path, longAgo, longAgo)
  }
  const away = 'postgres://postgres:geheim@127.0.0.1:1/postgres'
  const failed = await stage
    .script('backup.sh', [kept], { DATABASE_URL: away })
    .catch((error) => error)
  expect(failed.stderr).toContain('127.0.0.1')
  expect(failed.stderr).not.toContain('geheim')
  expect(readdirSync(kept).sort()).toEqual(['cashbacktv-20200101T000000Z.dump.age', 'notes.txt'])

  await stage.script('backup.sh', [kept], { DATABASE_URL: stage.databaseUrl })
  const left = readdirSync(kept)
  expect(left).toHaveLength(3)
  expect(left).toContain('notes.txt')
  expect(left).not.toContain('cashbacktv-20200101T000000Z.dump.age')
})

test('a backup without the key of its secrets is kept, is told as a failure, and deletes none that has one', async () => {
  const { store, remote, to } = await stage.remoteStore()
  const kept = mkdtempSync(join(stage.folder, 'kept-'))
  const longAgo = new Date('2020-01-01')
  const old = ['dump', 'key'].map((kind) => `cashbacktv-20200101T000000Z.${kind}.age`)
  for (const name of old) {
    writeFileSync(join(kept, name), 'x')
    utimesSync(join(kept, name), longAgo, longAgo)
    store.objects.set(`cashbacktv/${name}`, { body: Buffer.from('x'), headers: {} })
  }
  const copied = { ...remote, BACKUP_COPY_TO: to, BACKUP_COPY_KEEP_DAYS: '14' }
  const env = { ...copied, DATABASE_URL: stage.databaseUrl, SECRETS_KEY: '' }
  const failed = await stage.script('backup.sh', [kept], env).catch((error) => error)
  expect(failed.stderr).toMatch(/not the key of its secrets/)
  const made = basename(failed.stdout.trim())
  expect(readdirSync(kept).sort()).toEqual([...old, made].sort())
  const copies = [...old, made].map((name) => `cashbacktv/${name}`)
  expect([...store.objects.keys()].sort()).toEqual(copies.sort())
})
