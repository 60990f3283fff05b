import {
  changedFields,
  isSame,
  messageOf,
  type PutRecordingBucketInput,
  type RecordingBucket,
  type RecordingBucketView,
  ShownRecordingBucket,
} from '@cashbacktv/contract'
import { settings } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { layOverWhole } from '../../domain/channels/lay-over.ts'
import { fieldError } from '../../domain/errors.ts'
import { type Change, commitChange, unchanged } from '../changes/commit-change.ts'
import {
  getRecordingBucket,
  RECORDING_BUCKET_KEY,
  readRecordingBucket,
  shownBucket,
} from './read.ts'

/**
 * Names the bucket that files of recordings are uploaded to, and tells every host. What is left out
 * stays; a secret only with its server, its bucket and its access key: it does not sign what goes to
 * a server that whoever edits this names.
 *
 * @throws DomainError `validation_failed` where there is no secret, or a first one lacks a field
 */
export async function putRecordingBucket(
  ctx: ServiceContext,
  { bucket }: PutRecordingBucketInput,
): Promise<RecordingBucketView> {
  await commitChange(ctx, async (tx): Promise<Change<undefined>> => {
    await tx.execute(sql`lock table ${settings} in share row exclusive mode`)
    const before = await readRecordingBucket(tx)
    const after = bucketAfter(before, bucket)
    if (isSame(before, after)) return unchanged(undefined)
    const value = { bucket: after }
    await tx
      .insert(settings)
      .values({ key: RECORDING_BUCKET_KEY, value })
      .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: ctx.now() } })
    const subject = { subjectType: 'settings', subjectId: RECORDING_BUCKET_KEY } as const
    const isNewSecret = after !== null && after.secret !== before?.secret
    const changed = changedFields(auditedBucket(before), auditedBucket(after))
    const detail = { changed, isNewSecret }
    const audit = [{ action: 'recording-bucket.put' as const, ...subject, detail }]
    return { result: undefined, hosts: 'all', audit }
  })
  return getRecordingBucket(ctx)
}

function bucketAfter(
  before: RecordingBucket | null,
  change: PutRecordingBucketInput['bucket'],
): RecordingBucket | null {
  if (change === undefined) return before
  if (change === null) return null
  const { secret, ...said } = change
  const shown = layOverWhole(ShownRecordingBucket, 'bucket', before && shownBucket(before), said)
  return { ...shown, secret: secret ?? keptSecret(before, shown) }
}

function keptSecret(known: RecordingBucket | null, wanted: ShownRecordingBucket): string {
  const places = ['endpoint', 'bucket', 'addressing', 'accessKey'] as const
  if (known !== null && places.every((name) => known[name] === wanted[name])) return known.secret
  throw fieldError('bucket.secret', messageOf('bucket-secret-missing'))
}

function auditedBucket(bucket: RecordingBucket | null) {
  return { bucket: bucket && shownBucket(bucket) }
}
