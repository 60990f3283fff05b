import type { ChannelId, HostId, HostReport } from '@cashbacktv/contract'
import { channels, type Db, rolloutChannels } from '@cashbacktv/db'
import { and, eq, inArray } from 'drizzle-orm'
import { judgeChannel } from '../../domain/rollout.ts'
import type { RolloutChannelRow, RolloutRow } from './read-rollouts.ts'

type Reports = ReadonlyMap<HostId, HostReport>
type Changing = RolloutChannelRow & { changedAt: Date }

/** Writes down which channels under way are done or have failed; answers the rows as they are then. */
export async function settleWave(
  tx: Db,
  rollout: RolloutRow,
  parts: readonly RolloutChannelRow[],
  { now, reports }: { now: Date; reports: Reports },
): Promise<RolloutChannelRow[]> {
  const changing = parts.filter(isChanging)
  const wanted = await readWanted(tx, changing)
  const settled = new Map<ChannelId, RolloutChannelRow>()
  for (const part of changing) {
    const report = (part.hostId && reports.get(part.hostId)) || null
    const seen = report?.channels.find(({ channelId }) => channelId === part.channelId) ?? null
    const channel = { ...part, wanted: part.hostId !== null && wanted.has(part.channelId) }
    const timeoutMs = rollout.waveTimeoutSeconds * 1000
    const verdict = judgeChannel(channel, report, seen, { now, timeoutMs })
    if (verdict.kind === 'wait') continue
    const reason = verdict.kind === 'failed' ? verdict.reason : null
    const next = { state: verdict.kind, reason, settledAt: now }
    await tx
      .update(rolloutChannels)
      .set(next)
      .where(
        and(
          eq(rolloutChannels.rolloutId, rollout.id),
          eq(rolloutChannels.channelId, part.channelId),
        ),
      )
    settled.set(part.channelId, { ...part, ...next })
  }
  return parts.map((part) => settled.get(part.channelId) ?? part)
}

function isChanging(part: RolloutChannelRow): part is Changing {
  return part.state === 'changing' && part.changedAt !== null
}

/** Those that are switched on and not deleted. */
async function readWanted(tx: Db, changing: readonly Changing[]): Promise<Set<ChannelId>> {
  if (changing.length === 0) return new Set()
  const ids = changing.map(({ channelId }) => channelId)
  const rows = await tx
    .select({ id: channels.id, on: channels.on, deletedAt: channels.deletedAt })
    .from(channels)
    .where(inArray(channels.id, ids))
  return new Set(rows.filter(({ on, deletedAt }) => on && !deletedAt).map(({ id }) => id))
}
