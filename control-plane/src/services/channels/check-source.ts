import { isAddressAdmitted, parseSourceUrl } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { fieldError } from '../../domain/errors.ts'
import { readHostSettings } from '../settings/read-host-settings.ts'
import { resolveName } from './resolve-name.ts'

const REFUSED =
  'This address leads into a network that sources are not allowed in. An admin may allow it: SOURCE_ALLOW_CIDRS, or the settings.'

/**
 * The one form of a source's address that is stored and run. A name that does not resolve now may
 * resolve at the start, where it is judged again.
 *
 * @throws DomainError `validation_failed` naming `path`
 */
export async function checkSource(
  ctx: Pick<ServiceContext, 'db' | 'config'>,
  url: string,
  path: string,
): Promise<string> {
  const parsed = parseSourceUrl(url)
  if (!parsed.ok) throw fieldError(path, parsed.message)
  if (parsed.scheme === 'testcard') return parsed.href
  const [addresses, settings] = await Promise.all([
    resolveName(parsed.hostname),
    readHostSettings(ctx.db),
  ])
  const allowed = [...ctx.config.sourceAllowCidrs, ...settings.sourceAllowCidrs]
  if (addresses.some((address) => !isAddressAdmitted(address, allowed))) {
    throw fieldError(path, REFUSED)
  }
  return parsed.href
}
