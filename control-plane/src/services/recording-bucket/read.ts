import {
  RecordingBucket,
  type RecordingBucketView,
  type ShownRecordingBucket,
} from '@cashbacktv/contract'
import { type Db, settings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { ServiceContext } from '../../context.ts'

/** Key of the settings table. */
export const RECORDING_BUCKET_KEY = 'recording-bucket'

const Stored = z.object({ bucket: RecordingBucket.nullable() })

/** With its secret. What is not stored, or cannot be understood, is none. */
export async function readRecordingBucket(db: Db): Promise<RecordingBucket | null> {
  const [row] = await db.select().from(settings).where(eq(settings.key, RECORDING_BUCKET_KEY))
  const known = Stored.safeParse(row?.value)
  return known.success ? known.data.bucket : null
}

/** Without its secret. */
export async function getRecordingBucket({
  db,
}: Pick<ServiceContext, 'db'>): Promise<RecordingBucketView> {
  const known = await readRecordingBucket(db)
  return { bucket: known && shownBucket(known) }
}

/** As people and the audit may see it. */
export function shownBucket({ secret: _secret, ...shown }: RecordingBucket): ShownRecordingBucket {
  return shown
}
