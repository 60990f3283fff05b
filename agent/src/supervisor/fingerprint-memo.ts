import type { ChannelSpec, Source } from '@cashbacktv/contract'
import type { Fingerprint } from '../domain/reconcile/world.ts'

/** Fingerprints are asked for in every pass and change only with the snapshot. */
export function memoFingerprint(fingerprint: Fingerprint): Fingerprint {
  const known = new WeakMap<ChannelSpec, Map<string, string>>()
  return (spec: ChannelSpec, source: Source) => {
    let prints = known.get(spec)
    if (prints === undefined) {
      prints = new Map()
      known.set(spec, prints)
    }
    const print = prints.get(source.id) ?? fingerprint(spec, source)
    prints.set(source.id, print)
    return print
  }
}
