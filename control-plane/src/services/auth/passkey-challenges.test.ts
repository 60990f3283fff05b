import { expect, test } from 'vitest'
import { createPasskeyChallenges } from './passkey-challenges.ts'
import { createSigningKeys } from './signing-keys.ts'

const NOW = new Date('2026-11-28T12:00:00Z')
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
const key = (letter: string) => new Uint8Array(Buffer.from(letter.repeat(40)))
const keys = createSigningKeys({ current: key('a'), former: null })
const challenges = createPasskeyChallenges(keys)

test('a challenge is told from every other, for what it was made and until its end', () => {
  const made = challenges.create('log-in', 300, NOW)
  const id = challenges.idOf(made, 'log-in', after(299))
  expect(id).toMatch(/^[\w-]{43}$/)
  expect(challenges.idOf(made, 'log-in', NOW)).toBe(id)
  expect(challenges.idOf(challenges.create('log-in', 300, NOW), 'log-in', NOW)).not.toBe(id)
  expect(challenges.idOf(made, 'step 1', NOW)).toBeNull()
  expect(challenges.idOf(made, 'log-in', after(300))).toBeNull()
})

test('one that was changed in any byte, cut, or made by nobody counts for nothing', () => {
  const made = Buffer.from(challenges.create('log-in', 300, NOW), 'base64url')
  for (let index = 0; index < made.length; index += 1) {
    const changed = Buffer.from(made)
    changed[index] = (changed[index] ?? 0) ^ 1
    expect(challenges.idOf(changed.toString('base64url'), 'log-in', NOW)).toBeNull()
  }
  for (const text of ['', 'x', made.subarray(1).toString('base64url'), 'Ā'.repeat(94)]) {
    expect(challenges.idOf(text, 'log-in', NOW)).toBeNull()
  }
})

test('a key that replaces another takes what the former has sealed, as long as that counts', () => {
  const own = createSigningKeys({ current: key('a'), former: null })
  const both = createPasskeyChallenges(own)
  const made = both.create('log-in', 3000, NOW)
  own.set({ current: key('b'), former: { key: key('a'), until: after(60) } })
  expect(both.idOf(made, 'log-in', NOW)).not.toBeNull()
  expect(both.idOf(made, 'log-in', after(61))).toBeNull()
})
