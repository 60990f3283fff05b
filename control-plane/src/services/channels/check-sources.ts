import { type Message, networkRefusal, parseSourceUrl } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { eachWithin } from '../each-within.ts'
import { readHostSettings } from '../settings/read-host-settings.ts'

/** Fewer than the threads that resolve, which others need too. */
const LIMITS = { atOnce: 3, withinMs: 15_000 }

/**
 * Why addresses lead where no source may be, by the form in which they are stored. Each name is
 * resolved once; one that does not resolve in time is judged at the start, as is one that never does.
 */
export async function checkSources(
  ctx: Pick<ServiceContext, 'db' | 'config' | 'outside'>,
  urls: readonly string[],
): Promise<ReadonlyMap<string, Message>> {
  const parsed = urls.map(parseSourceUrl).filter((one) => one.ok)
  const read = parsed.filter(({ scheme }) => scheme !== 'testcard')
  const names = [...new Set(read.map(({ hostname }) => hostname))]
  const [addresses, settings] = await Promise.all([
    eachWithin(names, LIMITS, ctx.outside.resolveName),
    readHostSettings(ctx.db),
  ])
  const allowed = [...ctx.config.sourceAllowCidrs, ...settings.sourceAllowCidrs]
  const refused = read.flatMap(({ href, hostname, listens }): [string, Message][] => {
    const found = (addresses.get(hostname) ?? []).map((address) =>
      networkRefusal(address, allowed, listens),
    )
    const first = found.find((refusal) => refusal !== null)
    return first ? [[href, first]] : []
  })
  return new Map(refused)
}
