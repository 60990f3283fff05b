import { type BulkAction, messageOf } from '@cashbacktv/contract'
import { type Db, hosts, logos, presets } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { fieldError } from '../../domain/errors.ts'

/**
 * That the preset, the picture or the host of an action is there; locked, it stays until the transaction ends.
 *
 * @throws DomainError `validation_failed` with the field
 */
export async function requireNamed(
  db: Db,
  action: BulkAction,
  { lock = false } = {},
): Promise<void> {
  if (action.kind === 'preset') {
    const { id } = presets
    const query = db.select({ id }).from(presets).where(eq(id, action.presetId))
    const [preset] = lock ? await query.for('share') : await query
    if (!preset) throw fieldError('action.presetId', messageOf('preset-missing'))
  }
  if (action.kind === 'move' && action.hostId) {
    const query = db.select({ id: hosts.id }).from(hosts).where(eq(hosts.id, action.hostId))
    const [host] = lock ? await query.for('key share') : await query
    if (!host) throw fieldError('action.hostId', messageOf('host-missing'))
  }
  if (action.kind === 'logo' && action.logo) {
    const query = db.select({ id: logos.id }).from(logos).where(eq(logos.id, action.logo.assetId))
    const [picture] = lock ? await query.for('share') : await query
    if (!picture) throw fieldError('action.logo', messageOf('picture-not-uploaded'))
  }
}
