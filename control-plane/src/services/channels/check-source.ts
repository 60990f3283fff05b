import { networkRefusal, parseSourceUrl } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { fieldError } from '../../domain/errors.ts'
import { readHostSettings } from '../settings/read-host-settings.ts'
import { resolveName } from './resolve-name.ts'

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
  for (const address of addresses) {
    const refusal = networkRefusal(address, allowed, parsed.listens)
    if (refusal !== null) throw fieldError(path, refusal)
  }
  return parsed.href
}
