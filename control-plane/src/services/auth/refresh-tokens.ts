import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { SigningKeys } from './signing-keys.ts'

/** The tokens with which a session is renewed; a family of them is a line, never a tree. */
export type RefreshTokens = {
  first(): string
  /**
   * The one token that follows: asked again, with an answer lost on its way or by another tab, it is
   * the same. Nobody without the signing key can tell it from the one before. First of the list is
   * what follows now; the other is what followed under the key before.
   */
  successorsOf(token: string, now: Date): [string, ...string[]]
}

export function createRefreshTokens(keys: SigningKeys): RefreshTokens {
  const follows = (token: string, key: Uint8Array) =>
    createHmac('sha256', key).update(`refresh\n${token}`).digest('base64url')
  return {
    first: () => randomBytes(32).toString('base64url'),
    successorsOf(token, now) {
      const [, ...former] = keys.believed(now)
      return [follows(token, keys.current()), ...former.map((key) => follows(token, key))]
    },
  }
}

/** What is stored of a refresh token. It cannot be guessed, so a fast hash is enough and can be looked up. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
