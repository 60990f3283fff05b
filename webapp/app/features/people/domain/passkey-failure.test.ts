import { expect, test } from 'vitest'
import { passkeyFailure, passkeyHindrance } from './passkey-failure.ts'

const SITE = 'https://tv.example'
const FINE = { site: SITE, here: SITE, isSecure: true, isSupported: true }

test.each([
  ['nothing', {}, null],
  [
    'another address, whatever else there is',
    { here: 'http://192.0.2.1', isSecure: false },
    'wrongSite',
  ],
  ['no https', { isSecure: false, isSupported: false }, 'insecure'],
  ['an old browser', { isSupported: false }, 'unsupported'],
])('in the way is %s', (_of, more, failure) => {
  expect(passkeyHindrance({ ...FINE, ...more })).toBe(failure)
})

test.each([
  ['AbortError', null],
  ['NotAllowedError', 'cancelled'],
  ['InvalidStateError', 'known'],
  ['ConstraintError', 'noAuthenticator'],
  ['NotSupportedError', 'noAuthenticator'],
  ['SecurityError', 'wrongSite'],
  ['UnknownError', 'failed'],
  ['', 'failed'],
])('of %s is told: %s', (name, failure) => {
  expect(passkeyFailure(name)).toBe(failure)
})
