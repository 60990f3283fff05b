import { messageOf, type PresetDetail, type PresetView } from '@cashbacktv/contract'
import { channels, type Db, presets, settingAt } from '@cashbacktv/db'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { EVERYTHING, type Reach } from '../../domain/accounts/reach.ts'
import { DomainError } from '../../domain/errors.ts'
import type { ChannelRow } from '../channels/channel-row.ts'
import { inReach } from '../groups/in-reach.ts'

export type PresetRow = typeof presets.$inferSelect
export type PresetUser = Pick<ChannelRow, 'id' | 'name' | 'on' | 'hostId' | 'output' | 'hls'>

/** The channels that name a preset, or each preset, by name. Those that copy name one too, for later. */
export async function readUsage(
  db: Db,
  presetId?: string,
  reach: Reach = EVERYTHING,
): Promise<Map<string, PresetUser[]>> {
  const { id, name, on, hostId, settings } = channels
  const rows = await db
    .select({ id, name, on, hostId, settings })
    .from(channels)
    .where(
      and(
        isNull(channels.deletedAt),
        inReach(reach),
        presetId ? eq(settingAt('output', 'presetId'), presetId) : undefined,
      ),
    )
    .orderBy(asc(name), asc(id))
  const usage = new Map<string, PresetUser[]>()
  for (const { settings, ...row } of rows) {
    const { output, hls } = settings
    usage.set(output.presetId, [...(usage.get(output.presetId) ?? []), { ...row, output, hls }])
  }
  return usage
}

/** Those that get a new run when the preset changes. */
export function encodingNow(users: readonly PresetUser[]): PresetUser[] {
  return users.filter(({ on, output }) => on && output.mode === 'transcode')
}

export function presetView(row: PresetRow, users: readonly PresetUser[]): PresetView {
  const { id, name, encoding, builtIn } = row
  const counts = { channels: users.length, channelsOn: encodingNow(users).length }
  return { id, name, encoding, builtIn, ...counts }
}

export function presetDetail(row: PresetRow, users: readonly PresetUser[]): PresetDetail {
  const usedBy = users.map(({ id, name, on }) => ({ id, name, on }))
  return { ...presetView(row, users), usedBy }
}

/** @throws DomainError `not_found` */
export async function requirePreset(db: Db, id: string, { lock = false } = {}): Promise<PresetRow> {
  const query = db.select().from(presets).where(eq(presets.id, id))
  const [row] = lock ? await query.for('update') : await query
  if (!row) throw new DomainError('not_found', messageOf('preset-missing'))
  return row
}

/** @throws DomainError `conflict` for a preset that comes with the product */
export function refuseBuiltIn({ name, builtIn }: PresetRow): void {
  if (!builtIn) return
  throw new DomainError('conflict', messageOf('preset-built-in', { name }))
}
