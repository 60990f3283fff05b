import type { AssetId, Sha256 } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { commitChange } from '../changes/commit-change.ts'
import { requireRoom } from '../changes/require-room.ts'
import { storePicture } from './store-picture.ts'

export type UploadedLogo = { id: AssetId; sha256: Sha256; width: number; height: number }

/** @throws DomainError when it is no picture that can be used; `conflict` when there are as many as may be */
export async function uploadLogo(ctx: ServiceContext, bytes: Uint8Array): Promise<UploadedLogo> {
  const picture = await ctx.outside.takePicture(bytes)
  return commitChange(ctx, async (tx) => {
    await requireRoom(tx, 'pictures')
    const stored = await storePicture(tx, picture, ctx.actor?.id ?? null)
    const { width, height } = stored
    const subject = { subjectType: 'logo', subjectId: stored.id } as const
    const detail = { width, height, bytes: picture.content.length }
    return { result: stored, hosts: [], audit: [{ action: 'logo.upload', ...subject, detail }] }
  })
}
