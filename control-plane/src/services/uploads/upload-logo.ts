import type { AssetId, Sha256 } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { recordAudit } from '../audit/record.ts'
import { takePicture } from './picture.ts'
import { storePicture } from './store-picture.ts'

export type UploadedLogo = { id: AssetId; sha256: Sha256; width: number; height: number }

/** @throws DomainError when it is no picture that can be used */
export async function uploadLogo(ctx: ServiceContext, bytes: Uint8Array): Promise<UploadedLogo> {
  const picture = await takePicture(bytes)
  return ctx.db.transaction(async (tx) => {
    const stored = await storePicture(tx, picture, ctx.actor?.id ?? null)
    const { width, height } = stored
    await recordAudit(ctx, tx, {
      action: 'logo.upload',
      subjectType: 'logo',
      subjectId: stored.id,
      detail: { width, height, bytes: picture.content.length },
    })
    return stored
  })
}
