import { randomBytes } from 'node:crypto'
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

export function createKey(): string {
  return randomBytes(48).toString('base64url')
}

/** @throws Error when there are none */
export async function readStoredKeys(db: Db): Promise<KeyRing> {
  const [row] = await db.select().from(settings).where(eq(settings.key, SIGNING_KEY))
  const { key, former } = StoredKeys.parse(row?.value)
  const where = 'the database'
  return {
    current: checkedKey(key, where),
    former: former ? { key: checkedKey(former.key, where), until: new Date(former.until) } : null,
  }
}

/** @throws Error with a sentence for people when it is too short */
export function checkedKey(key: string, where: string): SigningKey {
  if (key.length >= SHORTEST) return new Uint8Array(Buffer.from(key))
  throw new Error(`The key in ${where} is too short: it needs at least ${SHORTEST} characters.`)
}
