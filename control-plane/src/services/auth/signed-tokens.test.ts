import { UserId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { createAccessTokens } from './access-tokens.ts'
import { createDeviceTokens } from './device-tokens.ts'
import { createLoginSteps } from './login-steps.ts'
import { createRefreshTokens } from './refresh-tokens.ts'
import { createSigningKeys } from './signing-keys.ts'

const keyOf = (letter: string) => new Uint8Array(Buffer.from(letter.repeat(48)))
const now = new Date('2026-01-01T00:00:00Z')
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const userId = UserId.parse('11111111-1111-4111-8111-111111111111')
const familyId = 'family'

test('what the former key signed counts until its end, and nothing is signed by it any more', async () => {
  const keys = createSigningKeys({ current: keyOf('a'), former: null })
  const tokens = createAccessTokens(keys)
  const before = await tokens.sign({ userId, familyId }, now)
  const since = { current: keyOf('b'), former: { key: keyOf('a'), until: after(100) } }
  keys.set(since)
  expect(await tokens.verify(before, after(99))).toMatchObject({ userId, familyId })
  expect(await tokens.verify(before, after(100))).toBeNull()
  const fresh = await tokens.sign({ userId, familyId }, after(1))
  const onlyFormer = createSigningKeys({ current: keyOf('a'), former: null })
  expect(await createAccessTokens(onlyFormer).verify(fresh, after(2))).toBeNull()
  keys.set({ ...since, former: { key: keyOf('a'), until: null } })
  expect(await tokens.verify(before, after(200))).toMatchObject({ userId })
})

test('a token of one kind counts for nothing as another', async () => {
  const keys = createSigningKeys({ current: keyOf('a'), former: null })
  const [access, devices, steps] = [
    createAccessTokens(keys),
    createDeviceTokens(keys),
    createLoginSteps(keys),
  ]
  const [ofAccess, ofDevice, ofStep] = [
    await access.sign({ userId, familyId }, now),
    await devices.sign({ userId, id: null }, now),
    await steps.sign(userId, now),
  ]
  for (const other of [ofDevice, ofStep]) expect(await access.verify(other, now)).toBeNull()
  for (const other of [ofAccess, ofStep]) {
    expect(await devices.verify(other, userId, now)).toBeNull()
  }
  for (const other of [ofAccess, ofDevice]) expect(await steps.verify(other, now)).toBeNull()
  const someoneElse = UserId.parse('22222222-2222-4222-8222-222222222222')
  expect(await devices.verify(ofDevice, userId, now)).not.toBeNull()
  expect(await devices.verify(ofDevice, someoneElse, now)).toBeNull()
})

test('what followed a refresh token under the former key is still known', () => {
  const keys = createSigningKeys({ current: keyOf('a'), former: null })
  const refreshTokens = createRefreshTokens(keys)
  const [followed] = refreshTokens.successorsOf('token', now)
  keys.set({ current: keyOf('b'), former: { key: keyOf('a'), until: after(100) } })
  const [follows, ...others] = refreshTokens.successorsOf('token', now)
  expect(follows).not.toBe(followed)
  expect(others).toEqual([followed])
  expect(refreshTokens.successorsOf('token', after(101))).toEqual([follows])
})

test('nothing is signed before the keys are there', async () => {
  const keys = createSigningKeys()
  await expect(createLoginSteps(keys).verify('YQ.YQ.YQ', now)).rejects.toThrow('not been read yet')
})
