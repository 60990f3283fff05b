import type { BackupState, HostId, RestoreMode } from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import type { ServiceContext } from '../../context.ts'
import type { RestorePlan } from '../../domain/backup/plan-restore.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import type { Touched } from '../changes/touch-hosts.ts'
import type { StagedPictures } from './stage-pictures.ts'
import { deleteOthers, writeChannels } from './write-channels.ts'
import { writeGroups } from './write-groups.ts'
import {
  deleteUnnamed,
  writePictures,
  writePresets,
  writeQualitySchedule,
  writeSettings,
} from './write-parts.ts'

export type Restore = {
  known: BackupState
  /** As `wantedHere` says it. */
  wanted: BackupState
  plan: RestorePlan
  mode: RestoreMode
  /** By the names of the hosts. */
  hostIds: ReadonlyMap<string, HostId>
  pictures: StagedPictures
}
type Context = Pick<ServiceContext, 'live' | 'now' | 'actor' | 'db'>

type Applied = { hosts: Touched; audit: AuditEntry[] }

/** Writes what is different, in the caller's transaction. */
export async function applyRestore(ctx: Context, tx: Db, restore: Restore): Promise<Applied> {
  const parts = [
    await writeSettings(ctx, tx, restore),
    await writePresets(ctx, tx, restore),
    await writePictures(ctx, restore),
    await writeQualitySchedule(ctx, tx, restore),
  ]
  const isReplacing = restore.mode === 'replace'
  const removed = await deleteOthers(ctx, tx, isReplacing ? restore.plan.others : [])
  const groups = await writeGroups(ctx, tx, restore)
  const written = await writeChannels(ctx, tx, restore)
  const unnamed = isReplacing ? await deleteUnnamed(tx, restore) : []
  const isForAll = parts.some(({ isForHosts }) => isForHosts)
  return {
    hosts: isForAll ? 'all' : [...removed.hosts, ...written.hosts],
    audit: [
      ...parts.flatMap(({ audit }) => audit),
      ...[...removed.audit, ...groups, ...written.audit, ...unnamed],
    ],
  }
}
