import { BUILT_IN_PRESETS, keysOf } from '@cashbacktv/contract'
import { presets } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'

const NAMES: Record<keyof typeof BUILT_IN_PRESETS, string> = {
  broadcast: 'Broadcast',
  zerolatency: 'Zero latency',
}

/** Puts the built-in presets into the database, as this build has them. */
export async function seedPresets(ctx: Pick<ServiceContext, 'db'>): Promise<void> {
  const rows = keysOf(BUILT_IN_PRESETS).map((id) => ({
    id,
    name: NAMES[id],
    encoding: BUILT_IN_PRESETS[id],
    builtIn: true,
  }))
  await ctx.db
    .insert(presets)
    .values(rows)
    .onConflictDoUpdate({
      target: presets.id,
      set: { encoding: sql`excluded.encoding`, name: sql`excluded.name`, builtIn: true },
    })
}
