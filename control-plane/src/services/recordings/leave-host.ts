import { type HostId, MOST_RECORDINGS, messageOf, type RecordingId } from '@cashbacktv/contract'
import { channels, type Db, recordingPlans, recordings } from '@cashbacktv/db'
import { and, eq, gt, inArray, isNull, lte, min, or, sql } from 'drizzle-orm'
import { fieldError } from '../../domain/errors.ts'

type Leaving = { hostId: HostId; name: string; moveTo: HostId | null; now: Date }

/** `lost`: of so many something was kept there, which goes with the host. `hosts`: where others go on. */
export type Left = { lost: number; moved: number; hosts: readonly HostId[] }

type Row = Awaited<ReturnType<typeof readAhead>>[number]

/**
 * Has recordings of a host that is taken away go on, or begin, where their channels are by now. Those of
 * a weekly plan whose channel is nowhere are planned again once it is somewhere.
 *
 * @throws DomainError `validation_failed` at `moveTo` when others have nowhere to go on, or no room there
 */
export async function leaveHost(tx: Db, leaving: Leaving): Promise<Left> {
  const { hostId, name, moveTo, now } = leaving
  const isBegun = and(eq(recordings.hostId, hostId), lte(recordings.startsAt, now))
  const lost = await tx.$count(recordings, isBegun)
  const ahead = await readAhead(tx, hostId, now)
  const going = new Map<HostId, RecordingId[]>()
  const stranded: Row[] = []
  for (const row of ahead) {
    const to = row.channelHostId ?? moveTo
    if (to === null) stranded.push(row)
    else going.set(to, [...(going.get(to) ?? []), row.id])
  }
  const alone = stranded.filter(({ planId }) => planId === null)
  if (alone.length > 0) {
    throw fieldError('moveTo', messageOf('host-has-recordings', { name, count: alone.length }))
  }
  for (const [to, ids] of going) await goOn(tx, to, ids, now)
  const plans = new Set(stranded.flatMap(({ planId }) => planId ?? []))
  for (const planId of plans) await planAgain(tx, planId, leaving)
  return { lost, moved: ahead.length - stranded.length, hosts: [...going.keys()] }
}

const isAhead = (hostId: HostId, now: Date) =>
  and(eq(recordings.hostId, hostId), or(isNull(recordings.endsAt), gt(recordings.endsAt, now)))

/** What is not over, of channels that are there. */
function readAhead(tx: Db, hostId: HostId, now: Date) {
  const { id, planId } = recordings
  return tx
    .select({ id, planId, channelHostId: channels.hostId })
    .from(recordings)
    .innerJoin(channels, eq(channels.id, recordings.channelId))
    .where(and(isAhead(hostId, now), isNull(channels.deletedAt)))
    .for('update', { of: recordings })
}

async function goOn(tx: Db, to: HostId, ids: readonly RecordingId[], now: Date): Promise<void> {
  const there = await tx.$count(recordings, eq(recordings.hostId, to))
  if (there + ids.length > MOST_RECORDINGS) throw fieldError('moveTo', messageOf('recording-many'))
  // What it had before is not there.
  const startsAt = sql`greatest(${recordings.startsAt}, ${now.toISOString()}::timestamptz)`
  await tx
    .update(recordings)
    .set({ hostId: to, startsAt })
    .where(inArray(recordings.id, [...ids]))
}

/** From the first one that goes with the host. */
async function planAgain(tx: Db, planId: string, { hostId, now }: Leaving): Promise<void> {
  const isOfPlan = and(isAhead(hostId, now), eq(recordings.planId, planId))
  const [row] = await tx
    .select({ first: min(recordings.startsAt) })
    .from(recordings)
    .where(isOfPlan)
  if (!row?.first) return
  const plannedUntil = new Date(row.first.getTime() - 1)
  await tx.update(recordingPlans).set({ plannedUntil }).where(eq(recordingPlans.id, planId))
}
