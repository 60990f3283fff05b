import { presets } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { recordAudit } from '../audit/record.ts'
import { readUsage, refuseBuiltIn, requirePreset } from './usage.ts'

const NAMED = 3

/** @throws DomainError `not_found`; `conflict` for a built-in one, and naming the channels that use it */
export async function deletePreset(
  ctx: ServiceContext,
  { id }: { id: string },
): Promise<Record<string, never>> {
  await ctx.db.transaction(async (tx) => {
    const row = await requirePreset(tx, id, { lock: true })
    refuseBuiltIn(row)
    const users = (await readUsage(tx, id)).get(id) ?? []
    if (users.length > 0) throw inUse(users.map(({ name }) => name))
    await tx.delete(presets).where(eq(presets.id, id))
    await recordAudit(ctx, tx, {
      ...{ action: 'preset.delete', subjectType: 'preset', subjectId: id },
      detail: { name: row.name, encoding: row.encoding },
    })
  })
  return {}
}

function inUse(names: readonly string[]): DomainError {
  const shown = names.slice(0, NAMED).map((name) => `"${name}"`)
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
  const message = `Channels use this preset: ${shown.join(', ')}${more}. Give them another one first.`
  return new DomainError('conflict', message)
}
