import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readOrMakeKey } from '@cashbacktv/contract/key-file'
import { type SecretKey, SHORTEST_KEY, secretKeyOf } from '@cashbacktv/contract/seal'

/** Of what is secret in the state of a host: the first one seals, and all of them open. */
export type HostKeys = readonly [SecretKey, ...SecretKey[]]

export type GivenHostKey = { dataDir: string; hostKey: string | null }

/**
 * The key that was given; else `host.key` in the data folder, made by the first start. What that one
 * sealed before a key was given is still read.
 *
 * @throws Error with a sentence for people
 */
export function readHostKeys({ dataDir, hostKey }: GivenHostKey): HostKeys {
  const file = join(dataDir, 'host.key')
  if (hostKey === null) return [checked(keyIn(file), file)]
  const given = checked(hostKey, 'HOST_KEY')
  return existsSync(file) ? [given, checked(keyIn(file), file)] : [given]
}

function keyIn(file: string): string {
  try {
    return readOrMakeKey(file).text
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error'
    const message = `The key of this host cannot be kept in ${file} (${code}). Give HOST_KEY.`
    throw new Error(message, { cause: error })
  }
}

function checked(text: string, where: string): SecretKey {
  if (text.length >= SHORTEST_KEY) return secretKeyOf(text)
  throw new Error(`The key in ${where} is too short: it needs at least ${SHORTEST_KEY} characters.`)
}
