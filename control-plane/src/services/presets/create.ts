import type { CreatePresetInput, PresetDetail } from '@cashbacktv/contract'
import { presets } from '@cashbacktv/db'
import type { ServiceContext } from '../../context.ts'
import { freeSlug, slugOf } from '../../domain/slug.ts'
import { recordAudit } from '../audit/record.ts'
import { presetNames } from './preset-names.ts'
import { presetDetail } from './usage.ts'

/** @throws DomainError `conflict` for a name that another preset has */
export async function createPreset(
  ctx: ServiceContext,
  { name, encoding }: CreatePresetInput,
): Promise<PresetDetail> {
  return ctx.db.transaction(async (tx) => {
    const known = await presetNames(tx, name)
    const id = freeSlug(slugOf(name), new Set(known.map((one) => one.id)))
    const at = { createdAt: ctx.now(), updatedAt: ctx.now() }
    const [row] = await tx
      .insert(presets)
      .values({ id, name, encoding, builtIn: false, ...at })
      .returning()
    if (!row) throw new Error('The preset was not stored.')
    await recordAudit(ctx, tx, {
      ...{ action: 'preset.create', subjectType: 'preset', subjectId: id },
      detail: { name, encoding },
    })
    return presetDetail(row, [])
  })
}
