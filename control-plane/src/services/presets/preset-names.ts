import { messageOf } from '@cashbacktv/contract'
import { type Db, presets } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import { errorAt } from '../../domain/errors.ts'

/**
 * The presets there are, in a transaction that is about to name one: no other may do so meanwhile.
 *
 * @throws DomainError `conflict` when another preset has the name
 */
export async function presetNames(
  tx: Db,
  name: string,
  ownId?: string,
): Promise<{ id: string; name: string }[]> {
  await tx.execute(sql`lock table ${presets} in share row exclusive mode`)
  const known = await tx.select({ id: presets.id, name: presets.name }).from(presets)
  const wanted = folded(name)
  if (known.some((one) => one.id !== ownId && folded(one.name) === wanted)) {
    throw errorAt('name', 'conflict', messageOf('preset-name-taken', { name }))
  }
  return known
}

function folded(name: string): string {
  return name.trim().toLocaleLowerCase('en')
}
