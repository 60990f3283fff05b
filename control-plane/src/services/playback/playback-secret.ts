import { randomBytes } from 'node:crypto'
import { type Db, settings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { z } from 'zod'

/** Key of the settings table. */
const PLAYBACK_SECRET = 'playback-secret'
const Stored = z.object({ secret: z.string().min(32) })

/**
 * What the keys of signed addresses are made of: one secret of the installation, made when it is first
 * asked for. Of two that make one at once one writes, and both read that.
 */
export async function playbackSecret(db: Db): Promise<string> {
  const known = await read(db)
  if (known !== null) return known
  const secret = randomBytes(48).toString('base64url')
  await db
    .insert(settings)
    .values({ key: PLAYBACK_SECRET, value: { secret } })
    .onConflictDoNothing()
  return (await read(db)) ?? secret
}

async function read(db: Db): Promise<string | null> {
  const [row] = await db.select().from(settings).where(eq(settings.key, PLAYBACK_SECRET))
  return row === undefined ? null : Stored.parse(row.value).secret
}
