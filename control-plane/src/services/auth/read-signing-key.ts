import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Db, settings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { KeyRing, SigningKey } from './signing-keys.ts'

/** Key of the settings table. */
export const SIGNING_KEY = 'signing-key'
const SHORTEST = 32

/** As it is stored: what signs, and what was replaced lately. */
export const StoredKeys = z.object({
  key: z.string(),
  former: z.object({ key: z.string(), until: z.iso.datetime() }).optional(),
})

/** `JWT_SECRET`, and `JWT_SECRET_OLD` while a change of it is made known to all instances. */
export type GivenKeys = { key: string | null; formerKey: string | null }

export const NO_KEYS: GivenKeys = { key: null, formerKey: null }

export function createKey(): string {
  return randomBytes(48).toString('base64url')
}

/**
 * The keys of access tokens: those given, else those in the database, so that control planes of one
 * database take each other's tokens. The first start makes one, or takes over the one that a former
 * version kept in the data folder: whoever is logged in stays so.
 *
 * @throws Error with a sentence for people when a key is too short
 */
export async function readSigningKeys(
  db: Db,
  dataDir: string,
  { key, formerKey }: GivenKeys,
): Promise<KeyRing> {
  if (key !== null) {
    const former = formerKey === null ? null : checked(formerKey, 'JWT_SECRET_OLD')
    return { current: checked(key, 'JWT_SECRET'), former: former && { key: former, until: null } }
  }
  const made = readFormerKey(join(dataDir, 'jwt.key')) ?? createKey()
  // Of two first starts at once one writes, and both read that.
  await db
    .insert(settings)
    .values({ key: SIGNING_KEY, value: { key: made } })
    .onConflictDoNothing()
  return readStoredKeys(db)
}

/** @throws Error when there are none */
export async function readStoredKeys(db: Db): Promise<KeyRing> {
  const [row] = await db.select().from(settings).where(eq(settings.key, SIGNING_KEY))
  const { key, former } = StoredKeys.parse(row?.value)
  const where = 'the database'
  return {
    current: checked(key, where),
    former: former ? { key: checked(former.key, where), until: new Date(former.until) } : null,
  }
}

function readFormerKey(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function checked(key: string, where: string): SigningKey {
  if (key.length >= SHORTEST) return new Uint8Array(Buffer.from(key))
  throw new Error(`The key in ${where} is too short: it needs at least ${SHORTEST} characters.`)
}
