import { type ChannelSettings, type LogoSettings, messageOf } from '@cashbacktv/contract'
import { type Db, hosts, logos, presets } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { refusedTogether } from '../../domain/channels/refused-together.ts'
import { fieldError } from '../../domain/errors.ts'

/** `hostId` is what a person pinned the channel to. */
export type References = Pick<
  ChannelSettings,
  'layers' | 'logo' | 'output' | 'restreams' | 'slate' | 'hostId'
>

/**
 * That what a channel names is there and goes together.
 *
 * @throws DomainError `validation_failed` with the field
 */
export async function checkReferences(
  db: Db,
  { logo, layers, output, restreams, slate, hostId }: References,
): Promise<void> {
  const refused = refusedTogether({ logo, layers, output, restreams })
  if (refused) throw fieldError(refused.path, refused.why)
  if (logo) await requirePicture(db, logo, 'logo.assetId')
  for (const [index, layer] of layers.entries()) {
    if (layer.kind === 'logo') await requirePicture(db, layer, `layers.${index}.assetId`)
  }
  if (slate.picture) {
    const query = db.select({ id: logos.id }).from(logos).where(eq(logos.sha256, slate.picture))
    const [picture] = await query.limit(1).for('share')
    if (!picture) throw fieldError('slate.picture', messageOf('picture-not-uploaded'))
  }
  const named = db.select({ id: presets.id }).from(presets).where(eq(presets.id, output.presetId))
  const [preset] = await named.for('share')
  if (!preset) throw fieldError('output.presetId', messageOf('preset-missing'))
  if (hostId === null) return
  const [host] = await db.select({ id: hosts.id }).from(hosts).where(eq(hosts.id, hostId))
  if (!host) throw fieldError('hostId', messageOf('host-missing'))
}

/** Locked, so that the picture is not deleted before the channel is stored. */
async function requirePicture(
  db: Db,
  { assetId }: Pick<LogoSettings, 'assetId'>,
  path: string,
): Promise<void> {
  const query = db.select({ id: logos.id }).from(logos).where(eq(logos.id, assetId))
  const [picture] = await query.for('share')
  if (!picture) throw fieldError(path, messageOf('picture-not-uploaded'))
}
