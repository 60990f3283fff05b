import { AssetId, type Sha256 } from '@cashbacktv/contract'
import { logos } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'

/** A picture by its id or by its hash. @throws DomainError `not_found` */
export async function readLogo(
  ctx: Pick<ServiceContext, 'db'>,
  id: AssetId | Sha256,
): Promise<{ content: Buffer; mime: string }> {
  const [row] = await ctx.db
    .select({ content: logos.content, mime: logos.mime })
    .from(logos)
    .where(
      AssetId.safeParse(id).success ? eq(logos.id, id as AssetId) : eq(logos.sha256, id as Sha256),
    )
    .limit(1)
  if (!row) throw new DomainError('not_found', 'There is no such picture.')
  return row
}
