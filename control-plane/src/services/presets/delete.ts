import { messageOf } from '@cashbacktv/contract'
import { presets } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange, NAMES_CHANGED } from '../changes/commit-change.ts'
import { readUsage, refuseBuiltIn, requirePreset } from './usage.ts'

const NAMED = 3

/** @throws DomainError `not_found`; `conflict` for a built-in one, and naming the channels that use it */
export async function deletePreset(
  ctx: ServiceContext,
  { id }: { id: string },
): Promise<Record<string, never>> {
  return commitChange(ctx, async (tx) => {
    const row = await requirePreset(tx, id, { lock: true })
    refuseBuiltIn(row)
    const users = (await readUsage(tx, id)).get(id) ?? []
    if (users.length > 0) throw inUse(users.map(({ name }) => name))
    await tx.delete(presets).where(eq(presets.id, id))
    const subject = { subjectType: 'preset', subjectId: id } as const
    const detail = { name: row.name, encoding: row.encoding }
    const audit = [{ action: 'preset.delete' as const, ...subject, detail }]
    return { result: {}, hosts: [], audit, announce: NAMES_CHANGED }
  })
}

function inUse(names: readonly string[]): DomainError {
  const shown = names.slice(0, NAMED).map((name) => messageOf('preset-user', { name }))
  const count = names.length - shown.length
  const more = count > 0 ? [messageOf('preset-more-users', { count })] : []
  return new DomainError('conflict', messageOf('preset-in-use', { channels: [...shown, ...more] }))
}
