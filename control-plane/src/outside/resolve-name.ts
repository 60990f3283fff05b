import { lookup } from 'node:dns/promises'

const WAIT_MS = 2000

/** Every address of a host name; none when it does not resolve within 2 s. The one door to the resolver. */
export async function resolveName(hostname: string): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined
  const impatience = new Promise<[]>((resolve) => {
    timer = setTimeout(() => resolve([]), WAIT_MS)
  })
  // Not a parser of ours: what getaddrinfo makes of 0x7f.1 is what FFmpeg would connect to.
  const addresses = lookup(hostname, { all: true }).catch(() => [])
  const found = await Promise.race([addresses, impatience])
  clearTimeout(timer)
  return found.map(({ address }) => address)
}
