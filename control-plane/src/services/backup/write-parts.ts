import {
  type BackupPictureHead,
  type BackupPreset,
  type ChangedFields,
  changedFields,
} from '@cashbacktv/contract'
import { type Db, logos, presets, settings } from '@cashbacktv/db'
import { inArray } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { HOST_SETTINGS_KEY } from '../hosts/desired-state.ts'
import { QUALITY_SCHEDULE_KEY } from '../quality/read-schedule.ts'
import type { Restore } from './apply-restore.ts'

type Context = Pick<ServiceContext, 'now' | 'actor'>

/** What was written of a part, for the audit, and whether hosts have something else by it. */
export type WrittenPart = { isForHosts: boolean; audit: AuditEntry[] }

export async function writeSettings(
  ctx: Context,
  tx: Db,
  { known, wanted }: Restore,
): Promise<WrittenPart> {
  const changed = changedFields(known.settings, wanted.settings)
  const isForHosts = Object.keys(changed).length > 0
  if (isForHosts) await writeSetting(ctx, tx, HOST_SETTINGS_KEY, wanted.settings)
  return { isForHosts, audit: settingAudit('settings.put', HOST_SETTINGS_KEY, changed) }
}

/** Hosts learn nothing of it. */
export async function writeQualitySchedule(
  ctx: Context,
  tx: Db,
  { known, wanted }: Restore,
): Promise<WrittenPart> {
  const changed = changedFields(known.qualitySchedule, wanted.qualitySchedule)
  if (Object.keys(changed).length > 0) {
    await writeSetting(ctx, tx, QUALITY_SCHEDULE_KEY, wanted.qualitySchedule)
  }
  const audit = settingAudit('quality-schedule.put', QUALITY_SCHEDULE_KEY, changed)
  return { isForHosts: false, audit }
}

type SettingAct = 'settings.put' | 'quality-schedule.put'

async function writeSetting(ctx: Context, tx: Db, key: string, value: object): Promise<void> {
  await tx
    .insert(settings)
    .values({ key, value })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: ctx.now() } })
}

function settingAudit(action: SettingAct, key: string, changed: ChangedFields): AuditEntry[] {
  if (Object.keys(changed).length === 0) return []
  return [{ action, subjectType: 'settings', subjectId: key, detail: { changed, restored: true } }]
}

/** Hosts may encode with one that was here. */
export async function writePresets(
  ctx: Context,
  tx: Db,
  { known, wanted }: Restore,
): Promise<WrittenPart> {
  const changes = changesOf(known.presets, wanted.presets)
  const updatedAt = ctx.now()
  for (const { one } of changes) {
    const { id, name, encoding } = one
    const set = { name, encoding, updatedAt }
    await tx
      .insert(presets)
      .values({ id, builtIn: false, createdAt: updatedAt, ...set })
      .onConflictDoUpdate({ target: presets.id, set })
  }
  const audit = changes.map(({ one, before, changed }) =>
    before ? changedPreset(before, changed) : presetEntry('preset.create', one),
  )
  return { isForHosts: changes.some(({ before }) => before), audit }
}

/** Hosts may show one that was here. */
export async function writePictures(
  ctx: Context,
  { known, wanted, pictures }: Restore,
): Promise<WrittenPart> {
  const changes = changesOf(known.pictures, wanted.pictures)
  for (const { one } of changes) await pictures.write(one, ctx)
  const audit = changes.map(({ one, before }) =>
    before
      ? pictureEntry('logo.upload', one, { changed: changedFields(shown(before), shown(one)) })
      : pictureEntry('logo.upload', one, shown(one)),
  )
  return { isForHosts: changes.some(({ before }) => before), audit }
}

/** Presets and pictures that the file does not have, after the channels that named them. */
export async function deleteUnnamed(tx: Db, { known, wanted }: Restore): Promise<AuditEntry[]> {
  const oldPresets = missingIn(wanted.presets, known.presets)
  const oldPictures = missingIn(wanted.pictures, known.pictures)
  const [presetIds, pictureIds] = [idsOf(oldPresets), idsOf(oldPictures)]
  if (presetIds.length > 0) await tx.delete(presets).where(inArray(presets.id, presetIds))
  if (pictureIds.length > 0) await tx.delete(logos).where(inArray(logos.id, pictureIds))
  return [
    ...oldPresets.map((one) => presetEntry('preset.delete', one)),
    ...oldPictures.map((one) => pictureEntry('logo.delete', one, shown(one))),
  ]
}

type Change<T> = { one: T; before: T | undefined; changed: ChangedFields }

/** Those that are new, which have nothing before, and those that become other. */
function changesOf<T extends { id: string }>(
  known: readonly T[],
  wanted: readonly T[],
): Change<T>[] {
  const byId = new Map(known.map((one) => [one.id, one]))
  return wanted
    .map((one) => ({ one, before: byId.get(one.id) }))
    .map((pair) => ({ ...pair, changed: changedFields(pair.before ?? {}, pair.one) }))
    .filter(({ changed }) => Object.keys(changed).length > 0)
}

function missingIn<T extends { id: string }>(kept: readonly T[], known: readonly T[]): T[] {
  const ids = new Set(kept.map(({ id }) => id))
  return known.filter(({ id }) => !ids.has(id))
}

function idsOf<I extends string>(all: readonly { id: I }[]): I[] {
  return all.map(({ id }) => id)
}

function shown({ sha256, width, height }: BackupPictureHead) {
  return { sha256, width, height }
}

function presetEntry(
  action: 'preset.create' | 'preset.delete',
  { id, name, encoding }: BackupPreset,
): AuditEntry {
  const detail = { name, encoding, restored: true }
  return { action, subjectType: 'preset', subjectId: id, detail }
}

function changedPreset({ id, name }: BackupPreset, changed: ChangedFields): AuditEntry {
  const detail = { name, changed, restored: true }
  return { action: 'preset.update', subjectType: 'preset', subjectId: id, detail }
}

function pictureEntry(
  action: 'logo.upload' | 'logo.delete',
  { id }: BackupPictureHead,
  detail: { changed: ChangedFields } | ReturnType<typeof shown>,
): AuditEntry {
  return { action, subjectType: 'logo', subjectId: id, detail: { ...detail, restored: true } }
}
