import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SHORTEST = 32

/**
 * The key that signs access tokens: the one given, else the one kept in the data folder, made there
 * with the first start and readable by nobody else.
 *
 * @throws Error with a sentence for people when a key is too short
 */
export function readSigningKey(dataDir: string, given: string | null): Uint8Array {
  if (given !== null) return checked(Buffer.from(given), 'JWT_SECRET')
  const file = join(dataDir, 'jwt.key')
  return checked(readKey(file) ?? makeKey(file), file)
}

function makeKey(file: string): Buffer {
  mkdirSync(join(file, '..'), { recursive: true })
  const own = `${file}.${process.pid}`
  writeFileSync(own, randomBytes(48).toString('base64url'), { mode: 0o600 })
  chmodSync(own, 0o600)
  try {
    // A link never replaces: of two starts at once both use the key of the first.
    linkSync(own, file)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(own, { force: true })
  }
  return readFileSync(file)
}

function readKey(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

function checked(key: Buffer, where: string): Uint8Array {
  if (key.length >= SHORTEST) return new Uint8Array(key)
  throw new Error(`The key in ${where} is too short: it needs at least ${SHORTEST} characters.`)
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
