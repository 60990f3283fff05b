import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { type Message, messageOf, networkRefusal } from '@cashbacktv/contract'

const LOOKUP_MS = 5000

export type Admitted = { ok: true; address: string; family: 4 | 6 } | { ok: false; said: Message }

/**
 * The address of a server that we may connect to, by the rules that sources go by. Whoever connects
 * must use this address and not ask for the name again: a second answer may be another.
 */
export async function admittedAddress(
  server: string,
  allowCidrs: readonly string[],
): Promise<Admitted> {
  const name = server.replace(/^\[(.*)\]$/, '$1')
  const found = isIP(name) ? [{ address: name, family: isIP(name) }] : await addressesOf(name)
  const [first] = found
  if (!first) return { ok: false, said: messageOf('egress-no-address', { server: name }) }
  // One that is refused among others is what an attack looks like.
  for (const { address } of found) {
    const why = networkRefusal(address, allowCidrs, false)
    if (why) return { ok: false, said: messageOf('egress-refused', { server: name, why }) }
  }
  return { ok: true, address: first.address, family: first.family === 6 ? 6 : 4 }
}

async function addressesOf(name: string): Promise<{ address: string; family: number }[]> {
  const late = new Promise<[]>((resolve) => setTimeout(resolve, LOOKUP_MS, []).unref())
  return Promise.race([lookup(name, { all: true }).catch(() => []), late])
}
