import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDb } from '@cashbacktv/db'
import { createTestDatabase } from '@cashbacktv/db/test'
import { expect, onTestFinished, test } from 'vitest'
import { readSigningKey } from './read-signing-key.ts'

async function emptyInstallation() {
  const database = await createTestDatabase()
  const handle = createDb(database.url, { max: 2 })
  const dataDir = mkdtempSync(join(tmpdir(), 'key-'))
  onTestFinished(async () => {
    await handle.close()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return { db: handle.db, dataDir }
}
const textOf = (key: Uint8Array) => Buffer.from(key).toString()

test('two first starts at once, and every later one, sign with one key', async () => {
  const { db, dataDir } = await emptyInstallation()
  const read = () => readSigningKey(db, dataDir, null).then(textOf)
  const [one, other] = await Promise.all([read(), read()])
  expect(one).toBe(other)
  expect(one.length).toBeGreaterThanOrEqual(64)
  expect(await readSigningKey(db, '/nowhere', null).then(textOf)).toBe(one)
})

test('the key that a former version kept in the data folder is taken over once', async () => {
  const { db, dataDir } = await emptyInstallation()
  const former = 'a key of the version before, long enough'
  writeFileSync(join(dataDir, 'jwt.key'), former)
  expect(textOf(await readSigningKey(db, dataDir, null))).toBe(former)
  writeFileSync(join(dataDir, 'jwt.key'), 'another that somebody copied here later on')
  expect(textOf(await readSigningKey(db, dataDir, null))).toBe(former)
})

test('a key that is given goes before, and one that is too short is refused in words', async () => {
  const { db, dataDir } = await emptyInstallation()
  const given = 'x'.repeat(32)
  expect(textOf(await readSigningKey(db, dataDir, given))).toBe(given)
  await expect(readSigningKey(db, dataDir, 'short')).rejects.toThrow(
    'The key in JWT_SECRET is too short: it needs at least 32 characters.',
  )
})
