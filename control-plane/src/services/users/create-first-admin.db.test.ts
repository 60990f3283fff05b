import { createDb, type DbHandle, users } from '@cashbacktv/db'
import { createTestDatabase, type TestDatabase } from '@cashbacktv/db/test'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPasswords, type Passwords } from '../auth/passwords.ts'
import { createFirstAdmin } from './create-first-admin.ts'

let database: TestDatabase
let handle: DbHandle
let passwords: Passwords

beforeEach(async () => {
  database = await createTestDatabase()
  handle = createDb(database.url)
  passwords = await createPasswords()
})

afterEach(async () => {
  await handle.close()
  await database.drop()
})

test('many instances that start at once make one admin, and one shows its password', async () => {
  const made = await Promise.all(Array.from({ length: 4 }, () => start(null)))
  expect(made.filter((admin) => admin !== null)).toHaveLength(1)
  expect(await handle.db.select().from(users)).toHaveLength(1)
})

test('a lost password is replaced by the one that is given', async () => {
  await start(null)
  await start('another long sentence')
  const [admin] = await handle.db.select().from(users)
  expect(await passwords.verify(admin?.passwordHash ?? null, 'another long sentence')).toBe(true)
  expect(await handle.db.select().from(users)).toHaveLength(1)
})

test('an admin who was disabled or demoted gets back in by the environment', async () => {
  await start('one long sentence')
  await handle.db.update(users).set({ role: 'viewer', disabledAt: new Date() })
  await start('one long sentence')
  const [admin] = await handle.db.select().from(users)
  expect(admin).toMatchObject({ role: 'admin', disabledAt: null })
})

test('without a password in the environment nothing that is there is changed', async () => {
  await start('one long sentence')
  const before = await handle.db.select().from(users)
  expect(await start(null)).toBeNull()
  expect(await handle.db.select().from(users)).toEqual(before)
})

test.each([
  ['short', 'It needs 12 characters.'],
  ['password1234', 'This'],
  ['admin-and-something', 'Leave your name and your address out'],
])('a new password that is easy to guess, as %s, is refused in words', async (password, why) => {
  await expect(start(password)).rejects.toThrow(why)
  await expect(start(password)).rejects.toThrow(/^ADMIN_PASSWORD is easy to guess/)
  expect(await handle.db.select().from(users)).toEqual([])
  await start('one long sentence')
  await expect(start(password)).rejects.toThrow(why)
})

test('one from before that is easy to guess goes on', async () => {
  const passwordHash = await passwords.hash('short')
  await handle.db.insert(users).values({ email: 'admin@example.com', passwordHash, role: 'admin' })
  expect(await start('short')).toBeNull()
})

function start(password: string | null) {
  return createFirstAdmin(handle, passwords, { email: 'Admin@example.com', password })
}
