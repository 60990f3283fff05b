import type { ChannelId, HostId, HostReport } from '@cashbacktv/contract'
import { channels, type Db, rolloutChannels } from '@cashbacktv/db'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { judgeChannel } from '../../domain/rollouts/rollout.ts'
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
    const hostId = wanted.get(part.channelId) ?? null
    const report = (hostId && reports.get(hostId)) || null
    const seen = report?.channels.find(({ channelId }) => channelId === part.channelId) ?? null
    // Where it came to since, every run of it is of the change.
    const revision = hostId === part.hostId ? part.revision : null
    const channel = { ...part, revision, wanted: hostId !== null }
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

/** Where those are now that are switched on and not deleted: nobody else is believed about them. */
async function readWanted(
  tx: Db,
  changing: readonly Changing[],
): Promise<Map<ChannelId, HostId | null>> {
  if (changing.length === 0) return new Map()
  const ids = changing.map(({ channelId }) => channelId)
  const rows = await tx
    .select({ id: channels.id, hostId: channels.hostId })
    .from(channels)
    .where(and(inArray(channels.id, ids), channels.on, isNull(channels.deletedAt)))
  return new Map(rows.map(({ id, hostId }) => [id, hostId]))
}
