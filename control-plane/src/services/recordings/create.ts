import {
  type CreateRecordingInput,
  messageOf,
  type RecordingId,
  type RecordingView,
} from '@cashbacktv/contract'
import { type Db, recordings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { actorName } from '../../domain/accounts/actor-name.ts'
import { DomainError, fieldError } from '../../domain/errors.ts'
import { spanOf } from '../../domain/recordings/recordings.ts'
import { type Change, commitChange, unchanged } from '../changes/commit-change.ts'
import { madeOnce } from '../changes/made-once.ts'
import { requireChannel } from '../channels/read-channels.ts'
import { getRecording, requireRecording } from './read-recordings.ts'
import { newRecordingKey } from './recording-key.ts'
import { holdChannels, lockRecordingRoom } from './room.ts'

/**
 * Records a channel: from now on, in a time to come, or of a time that its host still has. Sent again
 * with the same id it makes no second one.
 *
 * @throws DomainError `not_found`, `conflict` where the channel is on no host, `validation_failed`
 */
export async function createRecording(
  ctx: RequestContext,
  input: CreateRecordingInput,
): Promise<RecordingView> {
  const id = await madeOnce(() => commitChange(ctx, (tx) => insert(ctx, tx, input)))
  return getRecording(ctx, { id })
}

async function insert(
  ctx: RequestContext,
  tx: Db,
  input: CreateRecordingInput,
): Promise<Change<RecordingId>> {
  if (input.id !== undefined) {
    const [known] = await tx.select().from(recordings).where(eq(recordings.id, input.id))
    if (known) return unchanged(known.id)
  }
  await holdChannels(tx, [input.channelId])
  const hostId = await hostOf(ctx, tx, input)
  if ((await lockRecordingRoom(tx, [hostId])).get(hostId) === 0) {
    throw new DomainError('conflict', messageOf('recording-many'))
  }
  const { channelId, name, isUploaded, keepDays } = input
  const isExported = input.isExported || isUploaded
  const span = spanOf(input, ctx.now())
  const [row] = await tx
    .insert(recordings)
    .values({
      id: input.id,
      channelId,
      hostId,
      name,
      isExported,
      isUploaded,
      keepDays,
      ...span,
      key: newRecordingKey(),
      createdAt: ctx.now(),
      createdBy: ctx.actor && actorName(ctx.actor),
    })
    .returning({ id: recordings.id })
  if (!row) throw new Error('The recording was not stored.')
  const detail = { name, channelId, kind: span.kind, keepDays, isExported, isUploaded }
  const subject = { subjectType: 'recording', subjectId: row.id } as const
  return {
    result: row.id,
    hosts: [hostId],
    audit: [{ action: 'recording.create', ...subject, detail }],
  }
}

/** A part is where the whole is, anything else where the channel is. */
async function hostOf(ctx: RequestContext, tx: Db, { channelId, partOf }: CreateRecordingInput) {
  if (partOf !== undefined) {
    const whole = await requireRecording({ ...ctx, db: tx }, partOf)
    if (whole.channelId !== channelId) throw fieldError('partOf', messageOf('recording-of-other'))
    return whole.hostId
  }
  const { hostId } = await requireChannel(tx, channelId)
  if (hostId === null) throw new DomainError('conflict', messageOf('recording-no-host'))
  return hostId
}
