import type { Backup, HostId, RestoreMode, RestoreReport } from '@cashbacktv/contract'
import { channelGroups, channels, type Db, hosts, presets } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { planRestore } from '../../domain/plan-restore.ts'
import { wantedHere } from '../../domain/restore-wanted.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { applyRestore } from './apply-restore.ts'
import { checkWanted } from './check-wanted.ts'
import { readState } from './read-backup.ts'

type Context = Pick<ServiceContext, 'db' | 'live' | 'now' | 'actor'>

/**
 * Brings back what a backup has, in one transaction, or says what that would do. What is already
 * as in the file is left alone: a second restore tells no host.
 *
 * @throws DomainError `validation_failed` with the path in the file, `conflict`
 */
export async function restoreBackup(
  ctx: Context,
  backup: Backup,
  { mode, dryRun }: { mode: RestoreMode; dryRun: boolean },
): Promise<RestoreReport> {
  return commitChange(ctx, async (tx) => {
    // Nobody changes these between what is read and what is written.
    if (!dryRun) {
      const tables = sql`${channels}, ${presets}, ${channelGroups}`
      await tx.execute(sql`lock table ${tables} in share row exclusive mode`)
    }
    const hostIds = await readHostIds(tx)
    const known = await readState(tx)
    const { placed, unknownHosts } = withKnownHosts(backup, hostIds)
    const wanted = wantedHere(known, placed)
    const plan = planRestore(known, wanted, mode)
    checkWanted(known, wanted, { mode, others: plan.others })
    const count = (effect: string) => plan.items.filter((item) => item.effect === effect).length
    const counts = { starts: count('starts'), stops: count('stops'), restarts: count('restarts') }
    const report: RestoreReport = { dryRun, mode, items: plan.items, ...counts, unknownHosts }
    const isNothing = plan.items.every(({ change }) => change === 'same' || change === 'left')
    if (dryRun || isNothing) return unchanged(report)
    const { hosts, audit } = await applyRestore(ctx, tx, { known, wanted, plan, mode, hostIds })
    const changes = plan.items.filter(({ change }) => change !== 'same' && change !== 'left')
    const subject = { subjectType: 'backup', subjectId: null } as const
    const detail = { mode, from: backup.createdAt, changes: changes.length, ...counts }
    const whole: AuditEntry = { action: 'backup.restore', ...subject, detail }
    return { result: report, hosts, audit: [...audit, whole] }
  })
}

async function readHostIds(tx: Db): Promise<Map<string, HostId>> {
  const rows = await tx.select({ id: hosts.id, name: hosts.name }).from(hosts)
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/** A pin to a host that is not here is left out; the channel is placed by itself. */
function withKnownHosts(backup: Backup, hostIds: ReadonlyMap<string, HostId>) {
  const unknown = new Set<string>()
  const channels = backup.channels.map((channel) => {
    if (channel.host === null || hostIds.has(channel.host)) return channel
    unknown.add(channel.host)
    return { ...channel, host: null }
  })
  return { placed: { ...backup, channels }, unknownHosts: [...unknown].sort() }
}
