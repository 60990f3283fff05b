import {
  messageOf,
  type RecordingAct,
  type RecordingId,
  type RecordingView,
} from '@cashbacktv/contract'
import { recordings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext, ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { isOver, type RecordingRow } from '../../domain/recordings/recordings.ts'
import { type Change, commitChange, unchanged } from '../changes/commit-change.ts'
import { readRecordingBucket } from '../recording-bucket/read.ts'
import { getRecording, requireRecording } from './read-recordings.ts'

type ById = { id: RecordingId }

/** Ends it now; one that was still to begin is no more than its name. @throws DomainError `not_found`, `conflict` */
export async function stopRecording(ctx: RequestContext, { id }: ById): Promise<RecordingView> {
  await commitChange(ctx, async (tx): Promise<Change<undefined>> => {
    const row = await requireRecording({ ...ctx, db: tx }, id, { lock: true })
    const now = ctx.now()
    if (isOver(row, now)) throw new DomainError('conflict', messageOf('recording-over'))
    const isBegun = row.startsAt <= now
    const endsAt = isBegun ? now : row.startsAt
    await tx.update(recordings).set({ endsAt }).where(eq(recordings.id, id))
    return changeOf(row, 'recording.stop')
  })
  return getRecording(ctx, { id })
}

/** Has a file made of it; where one is made already nothing changes. @throws DomainError `not_found`, `conflict` */
export async function exportRecording(ctx: RequestContext, { id }: ById): Promise<RecordingView> {
  await commitChange(ctx, async (tx): Promise<Change<undefined>> => {
    const row = await requireRecording({ ...ctx, db: tx }, id, { lock: true })
    if (row.isExported) return unchanged(undefined)
    if (row.endsAt === null) throw new DomainError('conflict', messageOf('recording-not-over'))
    await tx.update(recordings).set({ isExported: true }).where(eq(recordings.id, id))
    return changeOf(row, 'recording.export')
  })
  return getRecording(ctx, { id })
}

/**
 * Has its file uploaded to the bucket, and made where there is none; where that is so already nothing
 * changes. @throws DomainError `not_found`, `conflict`
 */
export async function uploadRecording(ctx: RequestContext, { id }: ById): Promise<RecordingView> {
  await commitChange(ctx, async (tx): Promise<Change<undefined>> => {
    const row = await requireRecording({ ...ctx, db: tx }, id, { lock: true })
    if (row.isUploaded) return unchanged(undefined)
    if (row.endsAt === null) throw new DomainError('conflict', messageOf('recording-not-over'))
    if ((await readRecordingBucket(tx)) === null) {
      throw new DomainError('conflict', messageOf('bucket-none'))
    }
    const change = { isExported: true, isUploaded: true }
    await tx.update(recordings).set(change).where(eq(recordings.id, id))
    return changeOf(row, 'recording.upload')
  })
  return getRecording(ctx, { id })
}

/** Gives it up, with its file. A copy in the bucket stays there. What viewers can still go back to stays. @throws DomainError `not_found` */
export function deleteRecording(ctx: ServiceContext, { id }: ById): Promise<Record<string, never>> {
  return commitChange(ctx, async (tx): Promise<Change<Record<string, never>>> => {
    const row = await requireRecording({ ...ctx, db: tx }, id, { lock: true })
    await tx.delete(recordings).where(eq(recordings.id, id))
    return { ...changeOf(row, 'recording.delete'), result: {} }
  })
}

function changeOf(row: RecordingRow, action: RecordingAct): Change<undefined> {
  const { id, name, channelId, hostId } = row
  const subject = { subjectType: 'recording', subjectId: id } as const
  return {
    result: undefined,
    hosts: [hostId],
    audit: [{ action, ...subject, detail: { name, channelId } }],
  }
}
