import { splitAddress } from '@cashbacktv/contract'

/** The server that a source comes from, in lower case; null for one that is made or received on the host itself. */
export function upstreamOf(url: string): string | null {
  const parts = splitAddress(url)
  if (parts === null || parts.scheme === 'testcard') return null
  return parts.host.toLowerCase() || null
}
