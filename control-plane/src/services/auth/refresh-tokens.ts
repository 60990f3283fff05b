import { createHash, createHmac, randomBytes } from 'node:crypto'

/** The tokens with which a session is renewed; a family of them is a line, never a tree. */
export type RefreshTokens = {
  first(): string
  /**
   * The one token that follows: asked again, with an answer lost on its way or by another tab, it is
   * the same. Nobody without the signing key can tell it from the one before.
   */
  successorOf(token: string): string
}

/** @param key reads the signing key; asked with each token, as it is known only once the database is */
export function createRefreshTokens(key: () => Uint8Array): RefreshTokens {
  return {
    first: () => randomBytes(32).toString('base64url'),
    successorOf: (token) =>
      createHmac('sha256', key()).update(`refresh\n${token}`).digest('base64url'),
  }
}

/** What is stored of a refresh token. It cannot be guessed, so a fast hash is enough and can be looked up. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
