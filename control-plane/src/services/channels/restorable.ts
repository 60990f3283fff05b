import {
  type ChannelId,
  DEFAULT_PRESET_ID,
  picturesOf,
  RESTORABLE_HOURS,
} from '@cashbacktv/contract'
import { channels, type Db, logos, presets, settingAt } from '@cashbacktv/db'
import { and, inArray, isNull, or, sql } from 'drizzle-orm'
import type { ChannelRow } from './channel-row.ts'

const HOUR_MS = 3_600_000

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
  const logoIds = all.flatMap(({ logo, layers }) => [
    ...(logo ? [logo.assetId] : []),
    ...picturesOf(layers),
  ])
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
  const { settings } = channels
  const [assetId, picture] = [settingAt('logo', 'assetId'), settingAt('slate', 'picture')]
  const presetId = settingAt('output', 'presetId')
  const logoThere = sql`exists (select 1 from ${logos} where ${logos.id}::text = ${assetId})`
  const slateThere = sql`exists (select 1 from ${logos} where ${logos.sha256} = ${picture})`
  const presetThere = sql`exists (select 1 from ${presets} where ${presets.id} = ${presetId})`
  const gone = [
    { there: logoThere, path: '{logo}', instead: null },
    { there: slateThere, path: '{slate,picture}', instead: null },
    { there: presetThere, path: '{output,presetId}', instead: DEFAULT_PRESET_ID },
  ]
  const back = gone.reduce((known, { there, path, instead }) => {
    const other = JSON.stringify(instead)
    return sql`jsonb_set(${known}, ${path}::text[], case when ${there} then ${settings} #> ${path}::text[] else ${other}::jsonb end)`
  }, sql`${settings}`)
  return { deletedAt: null, settings: sql`${back} || ${layersBack()}` }
}

/** Its layers but for those whose picture is gone; nothing where none are stored. */
function layersBack() {
  const layers = sql`${channels.settings} -> 'layers'`
  const asset = sql`layer ->> 'assetId'`
  const isThere = sql`(${asset} is null or exists (select 1 from ${logos} where ${logos.id}::text = ${asset}))`
  const left = sql`(select coalesce(jsonb_agg(layer order by place), '[]') from jsonb_array_elements(${layers}) with ordinality as layered (layer, place) where ${isThere})`
  return sql`case when ${layers} is null then '{}'::jsonb else jsonb_build_object('layers', ${left}) end`
}
