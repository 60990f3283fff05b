import { isSupportedProtocol, messageOf, protocolRefusal } from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { reportByOurClock } from '../domain/host-clock.ts'
import { redactReport } from '../domain/redact-texts.ts'
import type { ReadReport } from '../live/read-report.ts'
import type { LinkContext } from './link-context.ts'
import { linkRefusal } from './link-refusal.ts'
import { noteClock } from './note-clock.ts'
import { sayUnclear } from './say-unclear.ts'

/** Reports come each second; that the host lives is written down this often. */
const PERSIST_EVERY_MS = 30_000

/**
 * The newest word of a host goes to the live store, dated by our clock, as the host's may be wrong. `at`
 * becomes when it came.
 */
export async function acceptReport(
  ctx: LinkContext,
  { isPartial, ...report }: ReadReport,
): Promise<void> {
  const { connection, service } = ctx
  if (report.hostId !== connection.hostId) {
    throw linkRefusal('FORBIDDEN', messageOf('link-other-host'))
  }
  if (!isSupportedProtocol(report.protocol)) {
    throw linkRefusal('PRECONDITION_FAILED', protocolRefusal(report.protocol, 'control-plane'))
  }
  if (isPartial) sayUnclear(service, connection, 'report')
  const at = service.now()
  const { heardAt } = connection
  service.metrics.countReport(report.hostId, heardAt === null ? null : at.getTime() - heardAt)
  connection.heardAt = at.getTime()
  noteClock(ctx, report.at, at)
  const dated = reportByOurClock(redactReport(report), connection.clockLagMs)
  await service.live.putReport({ ...dated, at: at.toISOString() })
  await persistRarely(ctx, report.appliedRevision, at)
}

async function persistRarely(
  { connection, service }: LinkContext,
  appliedRevision: number | null,
  at: Date,
): Promise<void> {
  const { persisted } = connection
  const isFresh = at.getTime() - persisted.at < PERSIST_EVERY_MS
  if (isFresh && persisted.appliedRevision === appliedRevision) return
  connection.persisted = { at: at.getTime(), appliedRevision }
  try {
    await service.db
      .update(hosts)
      .set({ lastSeenAt: at, appliedRevision })
      .where(eq(hosts.id, connection.hostId))
  } catch (error) {
    // The report itself is kept; the next one after the interval tries again.
    service.log.warn({ err: error, hostId: connection.hostId }, 'could not write down a report')
  }
}
