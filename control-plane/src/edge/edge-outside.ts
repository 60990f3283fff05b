import { isCidr, messageOf } from '@cashbacktv/contract'
import { DomainError } from '../domain/errors.ts'
import type { Outside } from '../outside/outside.ts'

/** What is answered where nobody on Node was named who could do it. */
export function onlyOnNode(): DomainError {
  return new DomainError('unavailable', messageOf('only-on-node'))
}

const refused = { kind: 'refused' as const, said: messageOf('only-on-node') }

/** Without a resolver, native code and connections that could be held to an address that was judged. */
export const edgeOutside: Outside = {
  /** Addresses alone are judged here; names are by the host, at the start of what is read. */
  async resolveName(hostname) {
    const bare = hostname.replace(/^\[(.*)\]$/, '$1')
    // What a resolver makes of 0x7f.1 is what would be connected to, and so does the parser of addresses.
    const form = `http://${bare.includes(':') ? `[${bare}]` : bare}/`
    if (!URL.canParse(form)) return []
    const address = new URL(form).hostname.replace(/^\[(.*)\]$/, '$1')
    if (address === 'localhost') return ['127.0.0.1']
    return isCidr(address) ? [address] : []
  },
  async takePicture() {
    throw onlyOnNode()
  },
  async isOurPicture() {
    throw onlyOnNode()
  },
  sendHttp: async () => refused,
  sendMail: async (_smtp, { to }) => [{ to, reply: refused }],
}
