import { networkRefusal, parseRestreamUrl, parseSourceUrl } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { fieldError } from '../../domain/errors.ts'
import { readHostSettings } from '../settings/read-host-settings.ts'

type CheckContext = Pick<ServiceContext, 'db' | 'config' | 'outside'>

/**
 * The one form of a source's address that is stored and run. A name that does not resolve now may
 * resolve at the start, where it is judged again.
 *
 * @throws DomainError `validation_failed` naming `path`
 */
export async function checkSource(ctx: CheckContext, url: string, path: string): Promise<string> {
  const parsed = parseSourceUrl(url)
  if (!parsed.ok) throw fieldError(path, parsed.message)
  if (parsed.scheme === 'testcard') return parsed.href
  await judgeNetwork(ctx, parsed, path)
  return parsed.href
}

/**
 * The same for an address that a channel is sent to: it lies in the networks that sources may lie in.
 *
 * @throws DomainError `validation_failed` naming `path`
 */
export async function checkDestination(
  ctx: CheckContext,
  url: string,
  path: string,
): Promise<string> {
  const parsed = parseRestreamUrl(url)
  if (!parsed.ok) throw fieldError(path, parsed.message)
  await judgeNetwork(ctx, parsed, path)
  return parsed.href
}

async function judgeNetwork(
  ctx: CheckContext,
  { hostname, listens }: { hostname: string; listens: boolean },
  path: string,
): Promise<void> {
  const [addresses, settings] = await Promise.all([
    ctx.outside.resolveName(hostname),
    readHostSettings(ctx.db),
  ])
  const allowed = [...ctx.config.sourceAllowCidrs, ...settings.sourceAllowCidrs]
  for (const address of addresses) {
    const refusal = networkRefusal(address, allowed, listens)
    if (refusal !== null) throw fieldError(path, refusal)
  }
}
