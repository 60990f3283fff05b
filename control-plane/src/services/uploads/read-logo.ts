import type { AssetId } from '@cashbacktv/contract'
import { logos } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'

/** @throws DomainError `not_found` */
export async function readLogo(
  ctx: Pick<ServiceContext, 'db'>,
  id: AssetId,
): Promise<{ content: Buffer; mime: string }> {
  const [row] = await ctx.db
    .select({ content: logos.content, mime: logos.mime })
    .from(logos)
    .where(eq(logos.id, id))
  if (!row) throw new DomainError('not_found', 'There is no such picture.')
  return row
}
