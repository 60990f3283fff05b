import { expect, test } from 'vitest'
import {
  clientAddress,
  LOOPBACK,
  NO_PROXIES,
  proxiesIn,
  WHOEVER_CONNECTS,
} from './client-address.ts'

const near = proxiesIn(LOOPBACK)
const withEdge = proxiesIn([...LOOPBACK, '198.51.100.0/24', '2001:db8:e::/48'])

test.each([
  ['nobody in between', '203.0.113.7', '', near, '203.0.113.7'],
  ['our nginx', '127.0.0.1', '203.0.113.7', near, '203.0.113.7'],
  ['our nginx, over IPv6', '::1', '2001:db8::7', near, '2001:db8::7'],
  ['our nginx, heard in both families', '::ffff:127.0.0.1', '203.0.113.7', near, '203.0.113.7'],
  ['what a viewer makes up', '127.0.0.1', '10.0.0.1, 1.1.1.1, 203.0.113.7', near, '203.0.113.7'],
  ['who is no proxy of ours', '203.0.113.7', '10.0.0.1', near, '203.0.113.7'],
  ['an edge that is not named', '127.0.0.1', '203.0.113.7, 198.51.100.9', near, '198.51.100.9'],
  [
    'an edge that is named',
    '127.0.0.1',
    '1.1.1.1, 203.0.113.7, 198.51.100.9',
    withEdge,
    '203.0.113.7',
  ],
  ['one asked without our nginx', '2001:db8:e::9', '203.0.113.7', withEdge, '203.0.113.7'],
  ['nothing but proxies', '127.0.0.1', '198.51.100.9', withEdge, '198.51.100.9'],
  ['gaps', '127.0.0.1', '1.1.1.1, ,203.0.113.7 ,, ', near, '203.0.113.7'],
  ['what is no address', '127.0.0.1', '1.1.1.1, unknown', near, 'unknown'],
  ['the one who may connect', '10.9.9.9', '1.1.1.1, 203.0.113.7', WHOEVER_CONNECTS, '203.0.113.7'],
  ['it, without a word of others', '10.9.9.9', '', WHOEVER_CONNECTS, '10.9.9.9'],
  ['nobody who is believed', '127.0.0.1', '203.0.113.7', NO_PROXIES, '127.0.0.1'],
] as const)('the client behind %s', (_, peer, forwarded, trusted, client) => {
  expect(clientAddress(peer, forwarded, trusted)).toBe(client)
})

test('a header as long as one may be is read from its end alone', () => {
  const made = Array.from({ length: 100_000 }, () => '1.1.1.1').join(', ')
  expect(clientAddress('127.0.0.1', `${made}, 203.0.113.7`, near)).toBe('203.0.113.7')
})
