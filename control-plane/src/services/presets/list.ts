import type { PresetView } from '@cashbacktv/contract'
import { presets } from '@cashbacktv/db'
import { asc, desc } from 'drizzle-orm'
import type { ReadContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { presetView, readUsage } from './usage.ts'

/** The built-in presets first, each with how many channels use it. */
export async function listPresets(ctx: ReadContext): Promise<{ items: PresetView[] }> {
  const [rows, usage] = await Promise.all([
    ctx.db.select().from(presets).orderBy(desc(presets.builtIn), asc(presets.name)),
    readUsage(ctx.db, undefined, reachOf(ctx.actor)),
  ])
  return { items: rows.map((row) => presetView(row, usage.get(row.id) ?? [])) }
}
