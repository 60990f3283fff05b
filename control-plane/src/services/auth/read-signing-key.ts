import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Db, settings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { z } from 'zod'

/** Key of the settings table. */
const SIGNING_KEY = 'signing-key'
const SHORTEST = 32
const Stored = z.object({ key: z.string() })

/**
 * The key that signs access tokens: the one given, else the one in the database, so that control
 * planes of one database take each other's tokens. The first start makes it, or takes over the one
 * that a former version kept in the data folder: whoever is logged in stays so.
 *
 * @throws Error with a sentence for people when a key is too short
 */
export async function readSigningKey(
  db: Db,
  dataDir: string,
  given: string | null,
): Promise<Uint8Array> {
  if (given !== null) return checked(given, 'JWT_SECRET')
  const key = readFormerKey(join(dataDir, 'jwt.key')) ?? randomBytes(48).toString('base64url')
  // Of two first starts at once one writes, and both read that.
  await db.insert(settings).values({ key: SIGNING_KEY, value: { key } }).onConflictDoNothing()
  const [row] = await db.select().from(settings).where(eq(settings.key, SIGNING_KEY))
  return checked(Stored.parse(row?.value).key, 'the database')
}

function readFormerKey(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function checked(key: string, where: string): Uint8Array {
  if (key.length >= SHORTEST) return new Uint8Array(Buffer.from(key))
  throw new Error(`The key in ${where} is too short: it needs at least ${SHORTEST} characters.`)
}
