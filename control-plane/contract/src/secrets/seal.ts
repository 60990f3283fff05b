import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** What a key given from outside has to have, in characters. */
export const SHORTEST_KEY = 32

/** A key for what is secret in a database or on a disk; `id` says which it is without telling it. */
export type SecretKey = { id: string; bytes: Buffer }

const PREFIX = 'sealed:1:'
const IV_BYTES = 12
const TAG_BYTES = 16
const ALGORITHM = 'aes-256-gcm'

/** The key that a text stands for, whatever its length; whether it is long enough is for who reads it. */
export function secretKeyOf(text: string): SecretKey {
  const derive = (use: string, length: number) =>
    Buffer.from(hkdfSync('sha256', text, 'cashbacktv', use, length))
  return { id: derive('id of a key', 6).toString('hex'), bytes: derive('secrets at rest', 32) }
}

/** `sealed:1:<id of the key>:<base64url of IV, tag and ciphertext>`; `place` cannot be exchanged. */
export function seal(key: SecretKey, place: string, text: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key.bytes, iv).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const body = Buffer.concat([iv, cipher.getAuthTag(), sealed])
  return `${PREFIX}${key.id}:${body.toString('base64url')}`
}

/** Id of the key that a text is sealed with; null for one that is not sealed. */
export function sealedWith(text: string): string | null {
  if (!text.startsWith(PREFIX)) return null
  return text.slice(PREFIX.length, text.indexOf(':', PREFIX.length))
}

/** Matches, in SQL, what this key has sealed. */
export function sealedWithLike({ id }: SecretKey): string {
  return `${PREFIX}${id}:%`
}

/** @throws Error when it was sealed with another key, for another place, or changed since */
export function unseal(key: SecretKey, place: string, text: string): string {
  const body = Buffer.from(text.slice(PREFIX.length + key.id.length + 1), 'base64url')
  const [iv, rest] = [body.subarray(0, IV_BYTES), body.subarray(IV_BYTES)]
  const decipher = createDecipheriv(ALGORITHM, key.bytes, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(place)).setAuthTag(rest.subarray(0, TAG_BYTES))
  return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString()
}
