import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Db, settings } from '@cashbacktv/db'
import type { KeyRing } from './signing-keys.ts'
import { checkedKey, createKey, readStoredKeys, SIGNING_KEY } from './stored-signing-keys.ts'

/** `JWT_SECRET`, and `JWT_SECRET_OLD` while a change of it is made known to all instances. */
export type GivenKeys = { key: string | null; formerKey: string | null }

export const NO_KEYS: GivenKeys = { key: null, formerKey: null }

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
    const former = formerKey === null ? null : checkedKey(formerKey, 'JWT_SECRET_OLD')
    return {
      current: checkedKey(key, 'JWT_SECRET'),
      former: former && { key: former, until: null },
    }
  }
  const made = readFormerKey(join(dataDir, 'jwt.key')) ?? createKey()
  // Of two first starts at once one writes, and both read that.
  await db
    .insert(settings)
    .values({ key: SIGNING_KEY, value: { key: made } })
    .onConflictDoNothing()
  return readStoredKeys(db)
}

function readFormerKey(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
