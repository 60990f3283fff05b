import { type HostId, messageOf, type RecordingId } from '@cashbacktv/contract'
import { channels, type Db, hosts, recordingPlans, recordings } from '@cashbacktv/db'
import { and, asc, eq, gt, inArray, isNull, lte, min, ne, or, sql } from 'drizzle-orm'
import { type DomainError, fieldError } from '../../domain/errors.ts'
import { shareRoom } from '../../domain/recordings/share-room.ts'
import { lockRecordingRoom } from './room.ts'

type Leaving = { hostId: HostId; name: string; moveTo: HostId | null; now: Date }

/** `lost`: of so many something was kept there, which goes with the host. `hosts`: where others go on. */
export type Left = { lost: number; moved: number; hosts: readonly HostId[] }

type Row = Awaited<ReturnType<typeof readAhead>>[number]
type Room = ReadonlyMap<HostId, number>

/**
 * Has recordings of a host that is taken away go on, or begin, where their channels are by now. Those of
 * a weekly plan are planned again once their channel is somewhere, or there is room where it is.
 *
 * @throws DomainError `validation_failed` at `moveTo` when others have nowhere to go on, or no room there
 */
export async function leaveHost(tx: Db, leaving: Leaving): Promise<Left> {
  const { hostId, now } = leaving
  const isBegun = and(eq(recordings.hostId, hostId), lte(recordings.startsAt, now))
  const lost = await tx.$count(recordings, isBegun)
  const ahead = await readAhead(tx, leaving)
  const targets = ahead.flatMap(({ to }) => to ?? [])
  const room = await lockRecordingRoom(tx, targets)
  const { going, stranded } = shareRoom(ahead, room)
  const refused = stranded.filter(({ mustGoOn }) => mustGoOn)
  if (refused.length > 0) throw await refusal(tx, leaving, refused, { ahead, room })
  for (const [to, rows] of going) {
    const ids = rows.map(({ id }) => id)
    await goOn(tx, to, ids, now)
  }
  const plans = new Set(stranded.flatMap(({ planId }) => planId ?? []))
  for (const planId of plans) await planAgain(tx, planId, leaving)
  return { lost, moved: ahead.length - stranded.length, hosts: [...going.keys()] }
}

const isAhead = (hostId: HostId, now: Date) =>
  and(eq(recordings.hostId, hostId), or(isNull(recordings.endsAt), gt(recordings.endsAt, now)))

/**
 * What is not over, by its begin. Of a deleted channel nothing goes on, but what is planned every week
 * is planned again should the channel come back.
 */
async function readAhead(tx: Db, { hostId, moveTo, now }: Leaving) {
  const { id, planId, startsAt } = recordings
  const { hostId: channelHostId, deletedAt } = channels
  const rows = await tx
    .select({ id, planId, channelHostId, deletedAt })
    .from(recordings)
    .innerJoin(channels, eq(channels.id, recordings.channelId))
    .where(isAhead(hostId, now))
    .orderBy(asc(startsAt), asc(id))
    .for('update', { of: recordings })
  return rows.map(({ channelHostId, deletedAt, ...row }) => {
    const isThere = deletedAt === null
    const to = isThere ? (channelHostId ?? moveTo) : null
    return { ...row, to, mustGoOn: isThere && row.planId === null }
  })
}

async function goOn(tx: Db, to: HostId, ids: readonly RecordingId[], now: Date): Promise<void> {
  // What it had before is not there.
  const startsAt = sql`greatest(${recordings.startsAt}, ${now.toISOString()}::timestamptz)`
  await tx
    .update(recordings)
    .set({ hostId: to, startsAt })
    .where(inArray(recordings.id, [...ids]))
}

type Asked = { ahead: readonly Row[]; room: Room }

/** Where some have no host that is said first: one may be chosen. Else of the first host without room. */
async function refusal(
  tx: Db,
  { name }: Leaving,
  refused: readonly Row[],
  { ahead, room }: Asked,
): Promise<DomainError> {
  const to = refused.some((row) => row.to === null) ? null : (refused[0]?.to ?? null)
  if (to === null) {
    const count = refused.filter((row) => row.to === null).length
    return fieldError('moveTo', messageOf('host-has-recordings', { name, count }))
  }
  const [full] = await tx.select({ name: hosts.name }).from(hosts).where(eq(hosts.id, to))
  const count = ahead.filter((row) => row.mustGoOn && row.to === to).length
  const params = { name, count, to: full?.name ?? '', room: room.get(to) ?? 0 }
  return fieldError('moveTo', messageOf('host-recordings-no-room', params))
}

/**
 * From the first one that goes with the host, after those of it that lie elsewhere: these are not made
 * twice.
 */
async function planAgain(tx: Db, planId: string, { hostId, now }: Leaving): Promise<void> {
  const isOfPlan = eq(recordings.planId, planId)
  const first = tx
    .select({ first: sql`${min(recordings.startsAt)} - interval '1 millisecond'` })
    .from(recordings)
    .where(and(isOfPlan, isAhead(hostId, now)))
  const elsewhere = tx
    .select({ last: sql`max(${recordings.startsAt})` })
    .from(recordings)
    .where(and(isOfPlan, ne(recordings.hostId, hostId)))
  const plannedUntil = sql`greatest((${first}), (${elsewhere}))`
  await tx.update(recordingPlans).set({ plannedUntil }).where(eq(recordingPlans.id, planId))
}
