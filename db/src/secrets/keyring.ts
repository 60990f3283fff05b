import { type SecretKey, seal, sealedWith, unseal } from '@cashbacktv/contract/seal'

/**
 * The keys of this process. A column is read and written by a schema that knows of no connection, so
 * they are of the process: who starts one says them before its first query.
 */
const known = new Map<string, SecretKey>()
let current: SecretKey | null = null

/** `key` seals from now on; what the others sealed is still read. */
export function useSecretKeys(key: SecretKey, others: readonly SecretKey[] = []): void {
  known.clear()
  for (const one of [key, ...others]) known.set(one.id, one)
  current = key
}

/** @throws Error when no key was said */
export function sealText(place: string, text: string): string {
  if (!current) throw new Error('No key for secrets was said before the first was written.')
  return seal(current, place, text)
}

/**
 * What was sealed, or a text that never was, as it is.
 *
 * @throws SealedElsewhere when it was sealed with a key that is not here
 */
export function openText(place: string, text: string): string {
  const id = sealedWith(text)
  if (id === null) return text
  const key = known.get(id)
  if (!key) throw new SealedElsewhere(id)
  return unseal(key, place, text)
}

/** A secret that none of the keys at hand opens. */
export class SealedElsewhere extends Error {
  override name = 'SealedElsewhere'
  constructor(keyId: string) {
    super(`The database holds secrets that were sealed with another key (${keyId}).`)
  }
}
