import { readFileSync } from 'node:fs'
import type { Environment } from './environment.ts'

/**
 * Variables that hold a secret. Of each, the name of a file may be given instead, as containers get
 * their secrets: `DATABASE_URL_FILE=/run/secrets/database_url`.
 */
export const VARIABLES_IN_FILES = [
  'ADMIN_PASSWORD',
  'DATABASE_DIRECT_URL',
  'DATABASE_URL',
  'HOST_KEY',
  'JOIN_TOKEN',
  'JWT_SECRET',
  'JWT_SECRET_OLD',
  'REDIS_URL',
  'SECRETS_KEY',
  'SECRETS_KEY_OLD',
  'UPSTASH_REDIS_REST_TOKEN',
] as const

/**
 * The variables of a process, with those that were given as files read. The line end that editors and
 * `echo` put last is no part of a secret.
 *
 * @throws Error with a sentence for the operator when a file cannot be read, or a variable is given twice
 */
export function readVariableFiles(environment: Environment): Environment {
  const read = VARIABLES_IN_FILES.flatMap((name) => {
    const path = environment[`${name}_FILE`]?.trim()
    if (!path) return []
    if (environment[name]?.trim()) {
      throw new Error(`${name} and ${name}_FILE are both given. Leave one of them out.`)
    }
    return [[name, readSecret(`${name}_FILE`, path)] as const]
  })
  return { ...environment, ...Object.fromEntries(read) }
}

function readSecret(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error'
    throw new Error(
      `${variable}: ${path} cannot be read (${code}). Name a file this user may read.`,
    )
  }
}
