import { expect, test } from 'vitest'
import { clientNetwork } from './client-network.ts'

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['somebody, no address', 'somebody, no address'],
  [null, 'here'],
])('%s is of %s', (address, network) => {
  expect(clientNetwork(address)).toBe(network)
})

test('a site has one network, whichever of its own it asks from', () => {
  expect(clientNetwork('2001:db8:1:2::9', 48)).toBe('2001:db8:1::/48')
  expect(clientNetwork('2001:db8:1:ffff::9', 48)).toBe('2001:db8:1::/48')
  expect(clientNetwork('192.0.2.1', 48)).toBe('192.0.2.1')
})
