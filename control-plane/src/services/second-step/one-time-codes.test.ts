import { expect, test } from 'vitest'
import { createTotpSecret, setUpOf, stepOfCode } from './one-time-codes.ts'
import { createRecoveryCodes, isCode, storedCode } from './recovery-codes.ts'

/** Of RFC 6238, appendix B, for SHA-1: the last six of its eight digits. */
const VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const
/** `12345678901234567890`. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each(VECTORS)('the code of second %i is the one of the standard', (seconds, code) => {
  expect(stepOfCode(SECRET, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30))
})

test('a code counts in its own 30 seconds, and in those before and after', () => {
  const [seconds, code] = VECTORS[3]
  const at = (steps: number) => stepOfCode(SECRET, code, new Date((seconds + steps * 30) * 1000))
  expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, 41_152_263, 41_152_263, 41_152_263, null])
})

test.each(['', '28708', '2870820', 'abcdef', '287 82'])('%j is no code', (code) => {
  expect(stepOfCode(SECRET, code, new Date(59_000))).toBeNull()
})

test('an app is told of the secret by an address and by a picture of it', () => {
  const secret = createTotpSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const { uri, qr } = setUpOf(secret, 'a+b@example.org')
  expect(new URL(uri).searchParams.get('secret')).toBe(secret)
  expect(uri).toContain('a%2Bb%40example.org')
  expect(qr).toMatch(/^<svg [^>]*viewBox/)
})

test('recovery codes are ten, of 80 random bits each, and none is stored as it is', () => {
  const codes = createRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) {
    expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/)
    expect(JSON.stringify(storedCode(code))).not.toContain(code.slice(0, 9))
    expect(isCode(storedCode(code), code.toUpperCase().replaceAll('-', ' '))).toBe(true)
    expect(isCode(storedCode(code), code.slice(1))).toBe(false)
  }
})
