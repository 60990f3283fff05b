import {
  type CreateRecordingInput,
  MOST_RECORDED_HOURS,
  type RecordingKind,
  type RecordingObservation,
  type RecordingSpec,
  type RecordingView,
  type ToldMessage,
} from '@cashbacktv/contract'
import type { recordings } from '@cashbacktv/db'

export type RecordingRow = typeof recordings.$inferSelect

type Span = Pick<RecordingRow, 'kind' | 'startsAt' | 'endsAt' | 'rollingSeconds'>
type Asked = Pick<CreateRecordingInput, 'from' | 'to' | 'rollingHours'>

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** From when to when, and what that is called. A recording that nobody stops ends by itself. */
export function spanOf({ from, to, rollingHours }: Asked, now: Date): Span {
  const startsAt = from === undefined ? now : new Date(from)
  if (rollingHours !== undefined) {
    // What is kept already of that time belongs to it.
    const back = new Date(now.getTime() - rollingHours * HOUR_MS)
    const rolling = { kind: 'rolling' as const, rollingSeconds: rollingHours * 3600 }
    return { ...rolling, startsAt: back, endsAt: null }
  }
  const latest = new Date(startsAt.getTime() + MOST_RECORDED_HOURS * HOUR_MS)
  const endsAt = to === undefined ? latest : new Date(to)
  return { kind: kindOf(startsAt, endsAt, now), startsAt, endsAt, rollingSeconds: null }
}

function kindOf(startsAt: Date, endsAt: Date, now: Date): RecordingKind {
  if (endsAt <= now) return 'past'
  return startsAt > now ? 'planned' : 'manual'
}

export function isOver({ endsAt }: Pick<RecordingRow, 'endsAt'>, now: Date): boolean {
  return endsAt !== null && endsAt <= now
}

/** Null while it is not over, or is kept until somebody deletes it. */
export function expiryOf({
  endsAt,
  keepDays,
}: Pick<RecordingRow, 'endsAt' | 'keepDays'>): Date | null {
  if (endsAt === null || keepDays === null) return null
  return new Date(endsAt.getTime() + keepDays * DAY_MS)
}

/** What its host is told of it; its channel is known in the bucket by the slug it has now. */
export function recordingSpec(row: RecordingRow, slug: string): RecordingSpec {
  const { id, channelId, key, startsAt, endsAt, rollingSeconds, isExported } = row
  const [from, to] = [startsAt.toISOString(), endsAt?.toISOString() ?? null]
  const uploadedAs = row.isUploaded ? slug : null
  return { id, channelId, key, from, to, rollingSeconds, isExported, uploadedAs }
}

export type Around = {
  channelName: string
  hostName: string
  /** Where its host publishes. */
  root: string
  observed: RecordingObservation | null
  problem: ToldMessage | null
}

export function recordingView(row: RecordingRow, around: Around): RecordingView {
  const { id, channelId, hostId, name, kind, rollingSeconds, isExported, isUploaded } = row
  const { root, ...known } = around
  const base = `${root}/_/${channelId}/recordings/${row.key}`
  const isReady = around.observed?.file?.state === 'ready'
  return {
    id,
    channelId,
    hostId,
    name,
    kind,
    isExported,
    isUploaded,
    ...known,
    keepDays: row.keepDays,
    from: row.startsAt.toISOString(),
    to: row.endsAt?.toISOString() ?? null,
    rollingHours: rollingSeconds === null ? null : rollingSeconds / 3600,
    expiresAt: expiryOf(row)?.toISOString() ?? null,
    playUrl: `${base}/index.m3u8`,
    downloadUrl: isReady ? `${base}/recording.mp4` : null,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
  }
}
