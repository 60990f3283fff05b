import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { networkRefusal } from '@cashbacktv/contract'

/** Asks for a name and connects to what was judged: a second answer may be another. */
export function judgedLookup(allowCidrs: readonly string[]): LookupFunction {
  return (name, options, found) => {
    lookup(name, { ...options, all: true }, (error, addresses: LookupAddress[] = []) => {
      const [first] = addresses
      const isRefused = addresses.some(
        ({ address }) => networkRefusal(address, allowCidrs, false) !== null,
      )
      if (error !== null || first === undefined || isRefused) {
        return found(error ?? new Error(`${name} leads to an address that is not allowed.`), '')
      }
      if (options.all) found(null, addresses)
      else found(null, first.address, first.family)
    })
  }
}
