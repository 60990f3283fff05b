import { HostSettings } from '@cashbacktv/contract'
import { type Db, settings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { HOST_SETTINGS_KEY } from '../hosts/desired-state.ts'

/** The settings of all hosts; what is not stored, or cannot be understood, is the default. */
export async function readHostSettings(db: Db): Promise<HostSettings> {
  const [row] = await db.select().from(settings).where(eq(settings.key, HOST_SETTINGS_KEY))
  const known = HostSettings.safeParse(row?.value ?? {})
  return known.success ? known.data : HostSettings.parse({})
}
