import { lookup } from 'node:dns/promises'
import {
  classifyAddress,
  networkRefusal,
  parseSourceUrl,
  type ReadableSource,
  type Reason,
  reasonOf,
} from '@cashbacktv/contract'
import { type Reach, reachOf } from '../domain/confinement/reach.ts'

/** A source with where reading it may lead. */
export type ReachableSource = ReadableSource & { reach: Reach }

export function reachable(source: ReadableSource, allowCidrs: readonly string[]): ReachableSource {
  return { ...source, reach: reachOf(source.url, allowCidrs) }
}

const RESOLVE_MS = 4000

export type Resolve = (hostname: string) => Promise<readonly string[]>

/**
 * Whether a source may be opened now: its address is a good one and every address its name leads to
 * is admitted. To be asked at each start, because names change where they lead. Null when it may.
 */
export async function checkSource(
  href: string,
  options: { allowCidrs: readonly string[]; resolve?: Resolve },
): Promise<Reason | null> {
  const parsed = parseSourceUrl(href)
  if (!parsed.ok) return reasonOf('fatal', 'address-refused', { why: parsed.message })
  if (parsed.scheme === 'testcard') return null
  const found = await resolved(parsed.hostname, options.resolve ?? systemResolve)
  if ('class' in found) return found
  for (const ip of found.addresses) {
    const why = networkRefusal(ip, options.allowCidrs, parsed.listens)
    if (why !== null) return reasonOf('fatal', 'address-refused', { why })
  }
  return null
}

async function resolved(
  hostname: string,
  resolve: Resolve,
): Promise<{ addresses: readonly string[] } | Reason> {
  if (classifyAddress(hostname) !== 'invalid') return { addresses: [hostname] }
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The name was not resolved in time.')), RESOLVE_MS)
    })
    const addresses = await Promise.race([resolve(hostname), late])
    return addresses.length > 0 ? { addresses } : notFound
  } catch {
    return notFound
  } finally {
    clearTimeout(timer)
  }
}

async function systemResolve(hostname: string): Promise<readonly string[]> {
  const found = await lookup(hostname, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}

const notFound = reasonOf('network', 'name-not-found')
