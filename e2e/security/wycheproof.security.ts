import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { readToken } from '../../agent/src/origin/playback/read-token.ts'
import { signedTokens } from '../../control-plane/src/services/auth/signed-tokens.ts'
import { createSigningKeys } from '../../control-plane/src/services/auth/signing-keys.ts'

/**
 * The doors that believe a JWT, shown the forged signatures of Wycheproof. What its vectors sign are no
 * claims of ours, so the doors refuse the valid ones, too, but a step later: told apart is by which step.
 */
const seen = vi.hoisted(() => ({ key: new Uint8Array(), believed: false }))
vi.mock('jose', async (importOriginal) => {
  const jose = await importOriginal<typeof import('jose')>()
  const jwtVerify = async (token: string, _key: unknown, options: object) => {
    try {
      // A key of the origin is a text, and not every key of a vector is one.
      const verified = await jose.jwtVerify(token, seen.key, options)
      seen.believed = true
      return verified
    } catch (error) {
      // Of the claims, or that there are none: the signature was believed.
      seen.believed = error instanceof jose.errors.JOSEError && /^ERR_JWT_/.test(error.code)
      throw error
    }
  }
  return { ...jose, jwtVerify }
})

const Vectors = z.object({
  groups: z.array(
    z.object({
      key: z.string(),
      tests: z.array(
        z.object({
          tcId: z.int(),
          comment: z.string(),
          jws: z.string(),
          result: z.enum(['valid', 'invalid']),
        }),
      ),
    }),
  ),
})
const file = readFileSync(join(import.meta.dirname, 'wycheproof/hs256.json'), 'utf8')
const vectors = Vectors.parse(JSON.parse(file)).groups.flatMap(({ key, tests }) =>
  tests.map((each) => ({ ...each, key: new Uint8Array(Buffer.from(key, 'base64url')) })),
)

const now = new Date('2026-01-01T00:00:00Z')
const doors = [
  {
    door: 'the API',
    show: (jws: string, key: Uint8Array) => {
      const keys = createSigningKeys({ current: key, former: null })
      return signedTokens({ audience: 'a', type: 't', seconds: 60 }, keys).verify(jws, now)
    },
    refusal: null,
  },
  {
    door: 'the origin',
    show: (jws: string) => readToken(jws, { key: 'k', channelId: 'c' }, now.getTime()),
    refusal: 'wrong',
  },
]
const each = doors.flatMap((door) => vectors.map((vector) => ({ ...door, ...vector })))

/** Marked valid although a character that is none of base64url stands in them: we are stricter. */
const STRICTER = ['InvalidCharacterInsertedInHeader', 'InvalidCharacterInsertedInPayload']

test.each(each)(
  '$door: $tcId $comment is $result',
  async ({ show, refusal, jws, key, result, comment }) => {
    seen.key = key
    seen.believed = false
    expect(await show(jws, key)).toBe(refusal)
    expect(seen.believed).toBe(result === 'valid' && !STRICTER.includes(comment))
  },
)
