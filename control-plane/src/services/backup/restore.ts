import type { BackupFile, HostId, RestoreMode, RestoreReport } from '@cashbacktv/contract'
import { channelGroups, channels, type Db, hosts, presets } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { planRestore } from '../../domain/backup/plan-restore.ts'
import { wantedHere } from '../../domain/backup/restore-wanted.ts'
import { refuseBeyondRoom } from '../../domain/backup/room.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { lockRoom } from '../changes/require-room.ts'
import { refuseBusyChannels } from '../rollouts/busy-channels.ts'
import { applyRestore } from './apply-restore.ts'
import { checkWanted } from './check-wanted.ts'
import { readState } from './read-backup.ts'
import { stagePictures } from './stage-pictures.ts'
import { takeBackup } from './take-backup.ts'
import { channelsMeant } from './write-channels.ts'

type Context = Pick<ServiceContext, 'db' | 'live' | 'now' | 'actor' | 'outside'>
type File = AsyncIterable<Uint8Array>

/**
 * Brings back what a backup has, in one transaction, or says what that would do. What is already
 * as in the file is left alone: a second restore tells no host.
 *
 * @throws DomainError `validation_failed` with the path in the file, `bad_request`, `conflict`
 */
export async function restoreBackup(
  ctx: Context,
  file: File,
  { mode, dryRun }: { mode: RestoreMode; dryRun: boolean },
): Promise<RestoreReport> {
  if (dryRun) {
    const backup = await takeBackup(ctx.outside, file, async () => {})
    return commitChange(ctx, async (tx) => {
      const { report, plan } = await judge(tx, backup, mode)
      await refuseBusyChannels(tx, channelsMeant(plan, mode))
      return unchanged(report)
    })
  }
  return commitChange(ctx, async (tx) => {
    const pictures = await stagePictures(tx)
    const backup = await takeBackup(ctx.outside, file, pictures.keep)
    await lockRoom(tx)
    // Nobody changes these between what is read and what is written.
    const tables = sql`${channels}, ${presets}, ${channelGroups}`
    await tx.execute(sql`lock table ${tables} in share row exclusive mode`)
    const { report, ...judged } = await judge(tx, backup, mode)
    const done = { ...report, dryRun }
    const changes = report.items.filter(({ change }) => change !== 'same' && change !== 'left')
    if (changes.length === 0) return unchanged(done)
    const { hosts, audit } = await applyRestore(ctx, tx, { ...judged, mode, pictures })
    const subject = { subjectType: 'backup', subjectId: null } as const
    const { starts, stops, restarts } = report
    const counts = { changes: changes.length, starts, stops, restarts }
    const detail = { mode, from: backup.createdAt, ...counts }
    const whole: AuditEntry = { action: 'backup.restore', ...subject, detail }
    return { result: done, hosts, audit: [...audit, whole] }
  })
}

/** What a file would do here. */
async function judge(tx: Db, backup: BackupFile, mode: RestoreMode) {
  const hostIds = await readHostIds(tx)
  const known = await readState(tx)
  const { placed, unknownHosts } = withKnownHosts(backup, hostIds)
  const wanted = wantedHere(known, placed)
  const plan = planRestore(known, wanted, mode)
  checkWanted(known, wanted, { mode, others: plan.others })
  // A file that replaces all has no more than there may be.
  if (mode === 'merge') refuseBeyondRoom(known, plan.items)
  const count = (effect: string) => plan.items.filter((item) => item.effect === effect).length
  const counts = { starts: count('starts'), stops: count('stops'), restarts: count('restarts') }
  const report: RestoreReport = { dryRun: true, mode, items: plan.items, ...counts, unknownHosts }
  return { hostIds, known, wanted, plan, report }
}

async function readHostIds(tx: Db): Promise<Map<string, HostId>> {
  const rows = await tx.select({ id: hosts.id, name: hosts.name }).from(hosts)
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/** A pin to a host that is not here is left out; the channel is placed by itself. */
function withKnownHosts(backup: BackupFile, hostIds: ReadonlyMap<string, HostId>) {
  const unknown = new Set<string>()
  const channels = backup.channels.map((channel) => {
    if (channel.host === null || hostIds.has(channel.host)) return channel
    unknown.add(channel.host)
    return { ...channel, host: null }
  })
  return { placed: { ...backup, channels }, unknownHosts: [...unknown].sort() }
}
