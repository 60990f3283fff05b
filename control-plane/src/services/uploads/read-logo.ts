import { AssetId, messageOf, Sha256 } from '@cashbacktv/contract'
import { logos } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'

/** A picture by its id or by its hash. @throws DomainError `not_found` */
export async function readLogo(
  ctx: Pick<ServiceContext, 'db'>,
  id: AssetId | Sha256,
): Promise<{ content: Buffer; mime: string }> {
  const asset = AssetId.safeParse(id)
  const [row] = await ctx.db
    .select({ content: logos.content, mime: logos.mime })
    .from(logos)
    .where(asset.success ? eq(logos.id, asset.data) : eq(logos.sha256, Sha256.parse(id)))
    .limit(1)
  if (!row) throw new DomainError('not_found', messageOf('picture-missing'))
  return row
}
