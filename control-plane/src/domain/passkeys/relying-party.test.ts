import { expect, test } from 'vitest'
import { localOriginOf, passkeyPlace } from './relying-party.ts'

const place = (publicUrl: string | null, localOrigin: string | null = null) => {
  const found = passkeyPlace({ publicUrl, localOrigin })
  return 'party' in found ? found.party : found.obstacle.code
}

test.each([
  ['https://tv.example', { id: 'tv.example', origin: 'https://tv.example' }],
  ['https://tv.example:8443/transcoder', { id: 'tv.example', origin: 'https://tv.example:8443' }],
  ['https://localhost:8443', { id: 'localhost', origin: 'https://localhost:8443' }],
  ['http://localhost:3000', { id: 'localhost', origin: 'http://localhost:3000' }],
  ['http://tv.localhost', { id: 'tv.localhost', origin: 'http://tv.localhost' }],
  ['http://tv.example', 'passkeys-need-https'],
  ['http://localhost.evil.test', 'passkeys-need-https'],
  ['https://192.0.2.7', 'passkeys-need-name'],
  ['http://127.0.0.1:3000', 'passkeys-need-name'],
  ['https://[2001:db8::1]', 'passkeys-need-name'],
])('of the public address %s passkeys are at %j', (publicUrl, expected) => {
  expect(place(publicUrl, 'http://localhost:3000')).toEqual(expected)
})

test('without a public address they are of the machine itself, where nobody else reaches us', () => {
  expect(place(null, 'http://localhost:3000')).toEqual({
    id: 'localhost',
    origin: 'http://localhost:3000',
  })
  expect(place(null)).toBe('passkeys-need-address')
})

test.each([
  ['127.0.0.1', 3000, 'http://localhost:3000'],
  ['127.0.0.53', 80, 'http://localhost'],
  ['localhost', 3000, 'http://localhost:3000'],
  ['::1', 3000, 'http://localhost:3000'],
  ['0.0.0.0', 3000, null],
  ['::', 3000, null],
  ['192.0.2.7', 3000, null],
  ['127.0.0.1', 0, null],
])('a server that listens on %s, port %i, is at %j', (host, port, origin) => {
  expect(localOriginOf({ host, port })).toBe(origin)
})
