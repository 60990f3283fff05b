import { join } from 'node:path'
import { readOrMakeKey } from '@cashbacktv/contract/key-file'
import { type SecretKey, SHORTEST_KEY, secretKeyOf } from '@cashbacktv/contract/seal'
import { SealedElsewhere, sealStored, useSecretKeys } from '@cashbacktv/db'
import type { ServiceContext } from './context.ts'
import type { Env } from './env.ts'

/** Keys as they are given from outside; what is not given is not there. */
export type GivenSecretKeys = {
  key?: string | null
  oldKey?: string | null
}

export function secretKeysOf(env: Env): GivenSecretKeys {
  return { key: env.SECRETS_KEY, oldKey: env.SECRETS_KEY_OLD }
}

/**
 * Makes what is secret in the database readable to this process, and seals what is plain there or has
 * a former key. The key is not in the database: who has a copy of that alone has no secrets.
 *
 * @throws Error with a sentence for people, when a key is too short or not the one of the database
 */
export async function openSecrets(
  { db, log }: Pick<ServiceContext, 'db' | 'log'>,
  dataDir: string,
  given: GivenSecretKeys,
): Promise<void> {
  const { key, where } = readKey(dataDir, given, log)
  const old = given.oldKey ? [checked(given.oldKey, 'SECRETS_KEY_OLD')] : []
  useSecretKeys(key, old)
  try {
    const sealed = await sealStored(db, key)
    if (sealed > 1) log.info({ rows: sealed }, 'sealed what is secret in the database')
  } catch (error) {
    throw isSealedElsewhere(error) ? new Error(refusal(where), { cause: error }) : error
  }
}

function refusal(where: string): string {
  return (
    `The key in ${where} does not open the secrets in the database: another control plane sealed them. ` +
    'Give this one its key as SECRETS_KEY or SECRETS_KEY_FILE (it made the file secrets.key in its data ' +
    'folder when it was given none), or the former key as SECRETS_KEY_OLD.'
  )
}

function readKey(
  dataDir: string,
  { key }: GivenSecretKeys,
  log: ServiceContext['log'],
): { key: SecretKey; where: string } {
  if (key) return { key: checked(key, 'SECRETS_KEY'), where: 'SECRETS_KEY' }
  const file = join(dataDir, 'secrets.key')
  return { key: checked(readOrMake(file, log), file), where: file }
}

function readOrMake(file: string, log: ServiceContext['log']): string {
  try {
    const { text, isNew } = readOrMakeKey(file)
    if (isNew) {
      log.warn({ file }, 'made the key of secrets: keep this file, nobody reads them without it')
    }
    return text
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error'
    const message = `The key of secrets cannot be kept in ${file} (${code}). Give SECRETS_KEY.`
    throw new Error(message, { cause: error })
  }
}

function checked(text: string, where: string): SecretKey {
  if (text.length >= SHORTEST_KEY) return secretKeyOf(text)
  throw new Error(`The key in ${where} is too short: it needs at least ${SHORTEST_KEY} characters.`)
}

/** Whatever it was wrapped into on its way. */
function isSealedElsewhere(error: unknown): boolean {
  if (error instanceof SealedElsewhere) return true
  return error instanceof Error && error.cause !== undefined && isSealedElsewhere(error.cause)
}
