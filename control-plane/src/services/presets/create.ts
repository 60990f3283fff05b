import type { CreatePresetInput, PresetDetail } from '@cashbacktv/contract'
import { presets } from '@cashbacktv/db'
import type { ServiceContext } from '../../context.ts'
import { freeSlug, slugOf } from '../../domain/channels/slug.ts'
import { commitChange, NAMES_CHANGED } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { requireRoom } from '../changes/require-room.ts'
import { presetNames } from './preset-names.ts'
import { presetDetail } from './usage.ts'

/** @throws DomainError `conflict` for a name that another preset has */
export async function createPreset(
  ctx: ServiceContext,
  { name, encoding }: CreatePresetInput,
): Promise<PresetDetail> {
  return commitChange(ctx, async (tx) => {
    await requireRoom(tx, 'presets')
    const known = await presetNames(tx, name)
    const id = freeSlug(slugOf(name), new Set(known.map((one) => one.id)))
    const at = { createdAt: ctx.now(), updatedAt: ctx.now() }
    const [row] = await tx
      .insert(presets)
      .values({ id, name, encoding, builtIn: false, ...at })
      .returning()
    if (!row) throw new Error('The preset was not stored.')
    const subject = { subjectType: 'preset', subjectId: id } as const
    const audit: AuditEntry[] = [
      { action: 'preset.create', ...subject, detail: { name, encoding } },
    ]
    return { result: presetDetail(row, []), hosts: [], audit, announce: NAMES_CHANGED }
  })
}
