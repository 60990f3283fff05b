import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDb } from '@cashbacktv/db'
import { createTestDatabase } from '@cashbacktv/db/test'
import { expect, onTestFinished, test } from 'vitest'
import { NO_KEYS, readSigningKeys } from './read-signing-key.ts'
import type { KeyRing } from './signing-keys.ts'

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
const textOf = ({ current }: KeyRing) => Buffer.from(current).toString()

test('two first starts at once, and every later one, sign with one key', async () => {
  const { db, dataDir } = await emptyInstallation()
  const read = () => readSigningKeys(db, dataDir, NO_KEYS).then(textOf)
  const [one, other] = await Promise.all([read(), read()])
  expect(one).toBe(other)
  expect(one.length).toBeGreaterThanOrEqual(64)
  expect(await readSigningKeys(db, '/nowhere', NO_KEYS).then(textOf)).toBe(one)
})

test('the key that a former version kept in the data folder is taken over once', async () => {
  const { db, dataDir } = await emptyInstallation()
  const former = 'a key of the version before, long enough'
  writeFileSync(join(dataDir, 'jwt.key'), former)
  expect(textOf(await readSigningKeys(db, dataDir, NO_KEYS))).toBe(former)
  writeFileSync(join(dataDir, 'jwt.key'), 'another that somebody copied here later on')
  expect(textOf(await readSigningKeys(db, dataDir, NO_KEYS))).toBe(former)
})

test('a key that is given goes before, and one that is too short is refused in words', async () => {
  const { db, dataDir } = await emptyInstallation()
  const given = 'x'.repeat(32)
  expect(textOf(await readSigningKeys(db, dataDir, { key: given, formerKey: null }))).toBe(given)
  await expect(readSigningKeys(db, dataDir, { key: 'short', formerKey: null })).rejects.toThrow(
    'The key in JWT_SECRET is too short: it needs at least 32 characters.',
  )
})
