import {
  isSame,
  messageOf,
  type PutRecordingBucketInput,
  RecordingBucket,
  type RecordingBucketView,
} from '@cashbacktv/contract'
import { settings } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { fieldError } from '../../domain/errors.ts'
import { type Change, commitChange, unchanged } from '../changes/commit-change.ts'
import {
  getRecordingBucket,
  RECORDING_BUCKET_KEY,
  readRecordingBucket,
  shownBucket,
} from './read.ts'

/**
 * Names the bucket that files of recordings are uploaded to, and tells every host. A secret that is left
 * out stays only with its server, its bucket and its access key: it does not sign what goes to a
 * server that whoever edits this names.
 *
 * @throws DomainError `validation_failed` where there is no secret
 */
export async function putRecordingBucket(
  ctx: ServiceContext,
  { bucket }: PutRecordingBucketInput,
): Promise<RecordingBucketView> {
  await commitChange(ctx, async (tx): Promise<Change<undefined>> => {
    await tx.execute(sql`lock table ${settings} in share row exclusive mode`)
    const before = await readRecordingBucket(tx)
    const after =
      bucket && RecordingBucket.parse({ ...bucket, secret: secretAfter(before, bucket) })
    if (isSame(before, after)) return unchanged(undefined)
    const value = { bucket: after }
    await tx
      .insert(settings)
      .values({ key: RECORDING_BUCKET_KEY, value })
      .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: ctx.now() } })
    const subject = { subjectType: 'settings', subjectId: RECORDING_BUCKET_KEY } as const
    const isNewSecret = after !== null && after.secret !== before?.secret
    const detail = { bucket: after && shownBucket(after), isNewSecret }
    const audit = [{ action: 'recording-bucket.put' as const, ...subject, detail }]
    return { result: undefined, hosts: 'all', audit }
  })
  return getRecordingBucket(ctx)
}

function secretAfter(
  known: RecordingBucket | null,
  wanted: NonNullable<PutRecordingBucketInput['bucket']>,
): string {
  if (wanted.secret !== undefined) return wanted.secret
  const places = ['endpoint', 'bucket', 'addressing', 'accessKey'] as const
  if (known !== null && places.every((name) => known[name] === wanted[name])) return known.secret
  throw fieldError('bucket.secret', messageOf('bucket-secret-missing'))
}
