import type { BackupChannel, BackupPictureHead } from '@cashbacktv/contract'

/** Whether a channel shows a picture: as its logo, in a layer, or while it has nothing else. */
export function showsPicture(
  { logo, layers, slate }: Pick<BackupChannel, 'logo' | 'layers' | 'slate'>,
  { id, sha256 }: Pick<BackupPictureHead, 'id' | 'sha256'>,
): boolean {
  const isLayer = layers.some((layer) => layer.kind === 'logo' && layer.assetId === id)
  return isLayer || logo?.assetId === id || slate.picture === sha256
}
