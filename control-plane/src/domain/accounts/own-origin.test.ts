import { expect, test } from 'vitest'
import { isLoopbackName, ownOrigin, ownPlace } from './own-origin.ts'

const machine = { name: 'Rack7', addresses: ['192.0.2.7', '10.0.0.7', '2001:db8::7'] }
const place = (host: string, publicUrl: string | null = null) =>
  ownPlace({ publicUrl, host, port: 3000, machine })

test.each([
  'http://evil.test',
  'http://127.0.0.1:3000',
  'http://192.0.2.7:3000',
  'https://tv.example.evil.test',
])('with PUBLIC_URL we are there, also for who asked %s', (asked) => {
  expect(ownOrigin(asked, place('0.0.0.0', 'https://tv.example:8443/'))).toBe(
    'https://tv.example:8443',
  )
})

test.each([
  'http://127.0.0.1:3000',
  'http://localhost:3000',
  'http://[::1]:3000',
  'http://192.0.2.7:8080',
  'https://10.0.0.7',
  'http://[2001:db8::7]:3000',
  'http://rack7:3000',
  'http://rack7.local:3000',
])('without it who asks this machine by a name of its own, %s, is told that', (asked) => {
  expect(ownOrigin(asked, place('0.0.0.0'))).toBe(asked)
})

test.each([
  'http://evil.test',
  'http://203.0.113.9:3000',
  'http://localhost.evil.test:3000',
  'http://127.0.0.1.evil.test',
  'http://192.0.2.7.evil.test:3000',
  'http://rack7.evil.test:3000',
  'http://127.evil.test',
  'http://[2001:db8::9]:3000',
])('and by any other, %s, where the machine is', (asked) => {
  expect(ownOrigin(asked, place('0.0.0.0'))).toBe('http://192.0.2.7:3000')
  expect(ownOrigin(asked, place('127.0.0.1'))).toBe('http://127.0.0.1:3000')
})

test.each([
  ['127.0.0.1', 'http://127.0.0.1:3000'],
  ['::1', 'http://[::1]:3000'],
  ['localhost', 'http://localhost:3000'],
  ['192.0.2.7', 'http://192.0.2.7:3000'],
  ['2001:db8::7', 'http://[2001:db8::7]:3000'],
  ['0.0.0.0', 'http://192.0.2.7:3000'],
  ['::', 'http://192.0.2.7:3000'],
])('a server that listens on %s is at %s', (host, origin) => {
  expect(place(host).origin).toBe(origin)
})

test('other numbers of the machine are not ours where they are not listened on', () => {
  expect(ownOrigin('http://10.0.0.7:3000', place('192.0.2.7'))).toBe('http://192.0.2.7:3000')
  expect(ownOrigin('http://192.0.2.7:3000', place('192.0.2.7'))).toBe('http://192.0.2.7:3000')
})

test('a machine without a network is itself', () => {
  const alone = { name: 'x', addresses: [] }
  const given = { publicUrl: null, host: '0.0.0.0', port: 1, machine: alone }
  expect(ownPlace(given).origin).toBe('http://127.0.0.1:1')
})

test.each([
  ['localhost', true],
  ['a.localhost', true],
  ['127.255.0.1', true],
  ['::1', true],
  ['localhost.', false],
  ['notlocalhost', false],
  ['127.0.0.1.evil.test', false],
])('%s is loopback: %s', (name, is) => {
  expect(isLoopbackName(name)).toBe(is)
})
