import { expect, test } from 'vitest'
import { trustedProxies, viewerAddress } from './viewer-address.ts'

const near = trustedProxies([])
const withEdge = trustedProxies(['198.51.100.0/24', '2001:db8:e::/48'])

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
] as const)('the viewer behind %s', (_, peer, forwarded, isTrusted, viewer) => {
  expect(viewerAddress(peer, forwarded, isTrusted)).toBe(viewer)
})

test('a header as long as one may be is read from its end alone', () => {
  const made = Array.from({ length: 100_000 }, () => '1.1.1.1').join(', ')
  expect(viewerAddress('127.0.0.1', `${made}, 203.0.113.7`, near)).toBe('203.0.113.7')
})
