import { expect, test } from 'vitest'
import { authorize, credentialsOf, readChallenge } from './authorization.ts'

/** The examples of RFC 7616 3.9.1. */
const OFFER = (algorithm: string) =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`
const MUFASA = { name: 'Mufasa', password: 'Circle of Life' }
const ASKED = {
  method: 'GET',
  path: '/dir/index.html',
  count: 1,
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
}

test.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
])('answers as the example of the RFC: %s', (algorithm, response) => {
  const challenge = readChallenge(OFFER(algorithm))
  if (challenge === null) throw new Error('Not read')
  const said = authorize(challenge, MUFASA, ASKED)
  expect(said).toContain(`response="${response}"`)
  expect(said).toContain('nc=00000001')
  expect(said).not.toContain(MUFASA.password)
})

test('takes the strongest that is offered, whatever stands before it', () => {
  const both = `Basic realm="a, b", ${OFFER('MD5')}, ${OFFER('SHA-256')}`
  expect(readChallenge(both)).toMatchObject({ kind: 'digest', algorithm: 'SHA-256' })
  expect(readChallenge('Negotiate, Basic realm="x"')).toEqual({ kind: 'basic' })
})

test.each([undefined, '', 'Bearer realm="x"', 'Digest realm="x"', OFFER('SHA-512')])(
  'knows no answer to %s',
  (offer) => expect(readChallenge(offer)).toBeNull(),
)

test('reads a user as it stands in an address', () => {
  expect(credentialsOf('a%40b:p%3Aw:x')).toEqual({ name: 'a@b', password: 'p:w:x' })
  // What is no encoding stays as it is.
  expect(credentialsOf('a%40b:p%')).toEqual({ name: 'a@b', password: 'p%' })
  expect(credentialsOf(null)).toBeNull()
  const said = authorize({ kind: 'basic' }, { name: 'Aladdin', password: 'open sesame' }, ASKED)
  expect(said).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==')
})
