import { isDeepStrictEqual } from 'node:util'
import type { BackupState, HostId, RestoreMode } from '@cashbacktv/contract'
import { type Db, logos, presets, settings } from '@cashbacktv/db'
import { inArray } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import type { RestorePlan } from '../../domain/plan-restore.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import type { Touched } from '../changes/touch-hosts.ts'
import { HOST_SETTINGS_KEY } from '../hosts/desired-state.ts'
import { QUALITY_SCHEDULE_KEY } from '../quality/read-schedule.ts'
import { deleteOthers, writeChannels } from './write-channels.ts'
import { writeGroups } from './write-groups.ts'

export type Restore = {
  known: BackupState
  /** As `wantedHere` says it. */
  wanted: BackupState
  plan: RestorePlan
  mode: RestoreMode
  /** By the names of the hosts. */
  hostIds: ReadonlyMap<string, HostId>
}
type Context = Pick<ServiceContext, 'live' | 'now' | 'actor' | 'db'>

type Applied = { hosts: Touched; audit: AuditEntry[] }

/** Writes what is different, in the caller's transaction. */
export async function applyRestore(ctx: Context, tx: Db, restore: Restore): Promise<Applied> {
  const forAll = [
    await writeSettings(ctx, tx, restore),
    await writePresets(ctx, tx, restore),
    await writePictures(ctx, tx, restore),
  ].some(Boolean)
  await writeQualitySchedule(ctx, tx, restore)
  const others = restore.mode === 'replace' ? restore.plan.others : []
  const removed = await deleteOthers(ctx, tx, others)
  const groups = await writeGroups(ctx, tx, restore)
  const written = await writeChannels(ctx, tx, restore)
  if (restore.mode === 'replace') await deleteUnnamed(tx, restore)
  return {
    hosts: forAll ? 'all' : [...removed.hosts, ...written.hosts],
    audit: [...removed.audit, ...groups, ...written.audit],
  }
}

async function writeSettings(ctx: Context, tx: Db, { known, wanted }: Restore): Promise<boolean> {
  const value = wanted.settings
  if (isDeepStrictEqual(known.settings, value)) return false
  await writeSetting(ctx, tx, HOST_SETTINGS_KEY, value)
  return true
}

/** Hosts learn nothing of it. */
async function writeQualitySchedule(ctx: Context, tx: Db, { known, wanted }: Restore) {
  const value = wanted.qualitySchedule
  if (isDeepStrictEqual(known.qualitySchedule, value)) return
  await writeSetting(ctx, tx, QUALITY_SCHEDULE_KEY, value)
}

async function writeSetting(ctx: Context, tx: Db, key: string, value: object): Promise<void> {
  await tx
    .insert(settings)
    .values({ key, value })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: ctx.now() } })
}

/** True when one that was here has changed: hosts may encode with it. */
async function writePresets(ctx: Context, tx: Db, { known, wanted }: Restore): Promise<boolean> {
  const before = new Map(known.presets.map((one) => [one.id, one]))
  const changed = wanted.presets.filter((one) => !isDeepStrictEqual(before.get(one.id), one))
  const updatedAt = ctx.now()
  for (const { id, name, encoding } of changed) {
    const set = { name, encoding, updatedAt }
    await tx
      .insert(presets)
      .values({ id, builtIn: false, createdAt: updatedAt, ...set })
      .onConflictDoUpdate({ target: presets.id, set })
  }
  return changed.some(({ id }) => before.has(id))
}

async function writePictures(ctx: Context, tx: Db, { known, wanted }: Restore): Promise<boolean> {
  const before = new Map(known.pictures.map((one) => [one.id, one]))
  const changed = wanted.pictures.filter((one) => !isDeepStrictEqual(before.get(one.id), one))
  for (const { id, sha256, width, height, content } of changed) {
    const bytes = Buffer.from(content, 'base64')
    const set = { sha256, width, height, bytes: bytes.length, content: bytes }
    await tx
      .insert(logos)
      .values({ id, mime: 'image/png', createdBy: ctx.actor?.id ?? null, ...set })
      .onConflictDoUpdate({ target: logos.id, set })
  }
  return changed.some(({ id }) => before.has(id))
}

/** After the channels that named them. */
async function deleteUnnamed(tx: Db, { known, wanted }: Restore): Promise<void> {
  const keptPresets = new Set(wanted.presets.map(({ id }) => id))
  const oldPresets = known.presets.map(({ id }) => id).filter((id) => !keptPresets.has(id))
  if (oldPresets.length > 0) await tx.delete(presets).where(inArray(presets.id, oldPresets))
  const keptPictures = new Set(wanted.pictures.map(({ id }) => id))
  const oldPictures = known.pictures.map(({ id }) => id).filter((id) => !keptPictures.has(id))
  if (oldPictures.length > 0) await tx.delete(logos).where(inArray(logos.id, oldPictures))
}
