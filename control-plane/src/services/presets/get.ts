import type { PresetDetail } from '@cashbacktv/contract'
import type { ReadContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { presetDetail, readUsage, requirePreset } from './usage.ts'

/** One preset with the channels that use it. @throws DomainError `not_found` */
export async function getPreset(ctx: ReadContext, { id }: { id: string }): Promise<PresetDetail> {
  const row = await requirePreset(ctx.db, id)
  return presetDetail(row, (await readUsage(ctx.db, id, reachOf(ctx.actor))).get(id) ?? [])
}
