import { QualitySchedule } from '@cashbacktv/contract'
import { type Db, settings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'

/** Key of the settings table. */
export const QUALITY_SCHEDULE_KEY = 'quality'

/** What is not stored, or cannot be understood, is the default: nothing is measured by itself. */
export async function readQualitySchedule(db: Db): Promise<QualitySchedule> {
  const [row] = await db.select().from(settings).where(eq(settings.key, QUALITY_SCHEDULE_KEY))
  const known = QualitySchedule.safeParse(row?.value ?? {})
  return known.success ? known.data : QualitySchedule.parse({})
}
