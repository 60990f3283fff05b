import { PasskeyCreation, PasskeyRequest, type UserId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { creationOf, handleOf, requestOf } from './ceremony-options.ts'

const party = { id: 'tv.example', origin: 'https://tv.example' }
const known = [{ credentialId: 'AAEC', transports: ['usb' as const], name: 'not told' }]
const ceremony = { party, challenge: 'abc', known }
const person = { id: '3d6f4f4c-2d6c-4b6f-8f0e-0d2f6a1b9c11' as UserId, email: 'a@example.org' }

test('a new passkey is to be found without an address typed, and to ask who it is', () => {
  const options = creationOf(ceremony, person)
  expect(PasskeyCreation.parse(options)).toEqual(options)
  expect(options).toMatchObject({
    rp: { id: 'tv.example' },
    authenticatorSelection: { requireResidentKey: true, userVerification: 'required' },
    excludeCredentials: [{ id: 'AAEC', type: 'public-key', transports: ['usb'] }],
  })
  expect(options.pubKeyCredParams.map(({ alg }) => alg)).toEqual([-8, -7, -257])
})

test('one that is asked for has to ask who it is as well', () => {
  const options = requestOf(ceremony)
  expect(PasskeyRequest.parse(options)).toEqual(options)
  expect(options).toMatchObject({ rpId: 'tv.example', userVerification: 'required' })
  expect(requestOf({ ...ceremony, known: [] }).allowCredentials).toEqual([])
})

test('an authenticator calls a person by at most the 64 bytes that it takes, and not by the address', () => {
  const bytes = Buffer.from(handleOf(person.id), 'base64url')
  expect(bytes.length).toBeLessThanOrEqual(64)
  expect(bytes.toString()).not.toContain('example')
})
