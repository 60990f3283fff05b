import { type ChannelId, RESTORABLE_HOURS } from '@cashbacktv/contract'
import { channels, type Db, logos, presets } from '@cashbacktv/db'
import { and, inArray, isNull, or, sql } from 'drizzle-orm'
import type { ChannelRow } from './read-channels.ts'

const HOUR_MS = 3_600_000
const DEFAULT_PRESET = 'broadcast'

/** From when on what was deleted can be brought back. */
export function restorableSince(now: Date): Date {
  return new Date(now.getTime() - RESTORABLE_HOURS * HOUR_MS)
}

/** The deleted ones whose slug another channel has now, or gets first of those that come back together. */
export async function slugsTaken(
  db: Db,
  rows: readonly Pick<ChannelRow, 'id' | 'slug' | 'deletedAt'>[],
): Promise<Set<ChannelId>> {
  const deleted = rows.filter(({ deletedAt }) => deletedAt !== null)
  if (deleted.length === 0) return new Set()
  const slugs = deleted.map(({ slug }) => slug)
  const here = await db
    .select({ slug: channels.slug })
    .from(channels)
    .where(and(inArray(channels.slug, slugs), isNull(channels.deletedAt)))
  const used = new Set(here.map(({ slug }) => slug))
  const taken = new Set<ChannelId>()
  for (const { id, slug } of deleted) {
    if (used.has(slug)) taken.add(id)
    used.add(slug)
  }
  return taken
}

/** Keeps what the rows name from being deleted until the transaction ends. */
export async function lockNamed(tx: Db, rows: ReadonlyMap<ChannelId, ChannelRow>): Promise<void> {
  const all = [...rows.values()]
  const presetIds = all.map(({ output }) => output.presetId)
  const logoIds = all.flatMap(({ logo }) => logo?.assetId ?? [])
  const hashes = all.flatMap(({ slate }) => slate.picture ?? [])
  const { id, sha256 } = logos
  await tx
    .select({ id: presets.id })
    .from(presets)
    .where(inArray(presets.id, presetIds))
    .for('share')
  await tx
    .select({ id })
    .from(logos)
    .where(or(inArray(id, logoIds), inArray(sha256, hashes)))
    .for('share')
}

/** A channel comes back as it was, but for a picture or a preset that was deleted meanwhile. */
export function columnsBack() {
  const { logo, slate, output } = channels
  const presetThere = sql`exists (select 1 from ${presets} where ${presets.id} = ${output} ->> 'presetId')`
  const logoThere = sql`exists (select 1 from ${logos} where ${logos.id}::text = ${logo} ->> 'assetId')`
  const slateThere = sql`exists (select 1 from ${logos} where ${logos.sha256} = ${slate} ->> 'picture')`
  const otherPreset = sql`jsonb_set(${output}, '{presetId}', to_jsonb(${DEFAULT_PRESET}::text))`
  const noPicture = sql`jsonb_set(${slate}, '{picture}', 'null')`
  return {
    deletedAt: null,
    logo: sql`case when ${logoThere} then ${logo} end`,
    slate: sql`case when ${slateThere} then ${slate} else ${noPicture} end`,
    output: sql`case when ${presetThere} then ${output} else ${otherPreset} end`,
  }
}
