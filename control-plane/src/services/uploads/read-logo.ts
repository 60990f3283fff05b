import { AssetId, messageOf, Sha256 } from '@cashbacktv/contract'
import { logos } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'

/** What is said of a picture that is kept; its bytes are read piece by piece. */
type KeptPicture = { id: AssetId; sha256: Sha256; bytes: number; mime: string }

/** A picture by its id or by its hash. @throws DomainError `not_found` */
export async function readLogo(
  ctx: Pick<ServiceContext, 'db'>,
  id: AssetId | Sha256,
): Promise<KeptPicture> {
  const asset = AssetId.safeParse(id)
  const [row] = await ctx.db
    .select({ id: logos.id, sha256: logos.sha256, bytes: logos.bytes, mime: logos.mime })
    .from(logos)
    .where(asset.success ? eq(logos.id, asset.data) : eq(logos.sha256, Sha256.parse(id)))
    .limit(1)
  if (!row) throw new DomainError('not_found', messageOf('picture-missing'))
  return row
}
