import type { AssetId, Sha256, UserId } from '@cashbacktv/contract'
import { type Db, logos } from '@cashbacktv/db'
import type { Picture } from '../../outside/outside.ts'

export async function storePicture(
  db: Db,
  picture: Picture,
  createdBy: UserId | null,
): Promise<{ id: AssetId; sha256: Sha256; width: number; height: number }> {
  const { content, width, height, sha256 } = picture
  const [row] = await db
    .insert(logos)
    .values({ sha256, mime: 'image/png', width, height, bytes: content.length, content, createdBy })
    .returning({ id: logos.id })
  if (!row) throw new Error('The picture was not stored.')
  return { id: row.id, sha256, width, height }
}
