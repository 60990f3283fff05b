import { EncodingSettings, PresetId } from '@cashbacktv/contract'
import { presets } from '@cashbacktv/db'
import { asc, desc } from 'drizzle-orm'
import { z } from 'zod'
import type { ServiceContext } from '../../context.ts'

export const PresetView = z.object({
  id: PresetId,
  name: z.string(),
  encoding: EncodingSettings,
  builtIn: z.boolean(),
})
export type PresetView = z.infer<typeof PresetView>

/** The built-in presets first. */
export async function listPresets(
  ctx: Pick<ServiceContext, 'db'>,
): Promise<{ items: PresetView[] }> {
  const rows = await ctx.db.select().from(presets).orderBy(desc(presets.builtIn), asc(presets.id))
  return { items: rows.map(({ id, name, encoding, builtIn }) => ({ id, name, encoding, builtIn })) }
}
