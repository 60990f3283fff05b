import { BlockList, isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  classifyAddress,
  inNetworks,
  isAddressAdmitted,
  isCidr,
  type NetworkClass,
  networkRules,
} from './network-class.ts'

const classes: [string, NetworkClass][] = [
  ['8.8.8.8', 'public'],
  ['2606:4700::1111', 'public'],
  ['127.0.0.1', 'loopback'],
  ['127.255.0.9', 'loopback'],
  ['::1', 'loopback'],
  ['[::1]', 'loopback'],
  ['0:0:0:0:0:0:0:1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['::ffff:7f00:1', 'loopback'],
  ['64:ff9b::127.0.0.1', 'loopback'],
  ['2002:7f00:0001::', 'loopback'],
  ['::127.0.0.1', 'reserved'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['172.32.0.1', 'public'],
  ['192.168.1.1', 'private'],
  ['::ffff:192.168.1.1', 'private'],
  ['fd12:3456::1', 'private'],
  ['fec0::1', 'private'],
  ['169.254.1.1', 'link-local'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['0.0.0.0', 'unspecified'],
  ['0.1.2.3', 'unspecified'],
  ['::', 'unspecified'],
  ['100.64.0.1', 'shared'],
  ['100.127.255.255', 'shared'],
  ['100.128.0.1', 'public'],
  ['224.0.0.1', 'multicast'],
  ['239.1.2.3', 'multicast'],
  ['ff02::1', 'multicast'],
  ['255.255.255.255', 'reserved'],
  ['198.18.0.1', 'reserved'],
  ['2001:db8::1', 'reserved'],
  ['3fff:1::1', 'reserved'],
  ['3fff:1000::1', 'public'],
  ['2a00::1', 'public'],
  ['1fff::1', 'reserved'],
  ['4000::1', 'reserved'],
  ['5f00::1', 'reserved'],
  ['8000::1', 'reserved'],
  ['100::1', 'reserved'],
  ['64:ff9b:1::1', 'reserved'],
  ['64:ff9b:1:7f00:0:100:808:808', 'reserved'],
  ['64:ff9b::8.8.8.8', 'public'],
  ['::ffff:0:7f00:1', 'reserved'],
  ['::ffff:0:127.0.0.1', 'reserved'],
  ['169.254.169.254', 'metadata'],
  ['::ffff:169.254.169.254', 'metadata'],
  ['fd00:ec2::254', 'metadata'],
  ['127.1', 'invalid'],
  ['2130706433', 'invalid'],
  ['0x7f.0.0.1', 'invalid'],
  ['0177.0.0.1', 'invalid'],
  ['256.1.1.1', 'invalid'],
  ['1.2.3', 'invalid'],
  ['1::2::3', 'invalid'],
  ['1:2:3:4:5:6:7:8:9', 'invalid'],
  ['1:2:3:4:5:6:7::8', 'invalid'],
  ['::8.8.8.8', 'reserved'],
  ['::ffff:0177.0.0.1', 'invalid'],
  ['::ffff:010.0.0.1', 'invalid'],
  ['::ffff:0x7f.0.0.1', 'invalid'],
  ['::ffff:127.1', 'invalid'],
  ['64:ff9b::010.0.0.1', 'invalid'],
  ['1:2:3:4:5:6:7:1.2.3.4', 'invalid'],
  ['00001::1', 'invalid'],
  ['localhost', 'invalid'],
  ['', 'invalid'],
]

describe('classifyAddress', () => {
  it.each(classes)('puts %s into %s', (ip, kind) => {
    expect(classifyAddress(ip)).toBe(kind)
  })

  it('gives an IPv4 address and its mapped form the same class', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => classifyAddress(ip) === classifyAddress(`::ffff:${ip}`)),
    )
  })

  it('takes for an address what the operating system does, and nothing else', () => {
    const part = fc.constantFrom('0', '1', '8', '010', '0x7f', '256', '12345', 'ffff', 'g', '')
    const mark = fc.constantFrom('.', ':', '::', '')
    const text = fc
      .array(fc.tuple(part, mark), { minLength: 1, maxLength: 9 })
      .map((pairs) => pairs.flat().join(''))
    fc.assert(
      fc.property(fc.oneof(text, fc.ipV4(), fc.ipV6()), (ip) => {
        expect(classifyAddress(ip) !== 'invalid', ip).toBe(isIP(ip) !== 0)
      }),
      { numRuns: 1000 },
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof classifyAddress(text) === 'string'))
    fc.assert(fc.property(fc.ipV6(), (ip) => classifyAddress(ip) !== 'invalid'))
  })
})

describe('isAddressAdmitted', () => {
  it('admits public addresses and nothing else by default', () => {
    for (const [ip, kind] of classes) expect(isAddressAdmitted(ip, []), ip).toBe(kind === 'public')
  })

  it('admits an address inside an allowed network, in its mapped form too', () => {
    expect(isAddressAdmitted('127.0.0.1', ['10.0.0.0/8', '127.0.0.0/8'])).toBe(true)
    expect(isAddressAdmitted('::ffff:127.0.0.1', ['127.0.0.0/8'])).toBe(true)
    expect(isAddressAdmitted('fd00::5', ['fd00::/8'])).toBe(true)
    expect(isAddressAdmitted('192.168.1.9', ['192.168.1.9'])).toBe(true)
  })

  it('does not admit a neighbour of an allowed network', () => {
    expect(isAddressAdmitted('128.0.0.1', ['127.0.0.0/8'])).toBe(true)
    expect(isAddressAdmitted('10.128.0.1', ['10.0.0.0/9'])).toBe(false)
    expect(isAddressAdmitted('192.168.1.8', ['192.168.1.9/32'])).toBe(false)
    expect(isAddressAdmitted('::1', ['127.0.0.0/8'])).toBe(false)
  })

  it('sees an address in a network where the operating system does', () => {
    const bits = fc.nat(32)
    fc.assert(
      fc.property(fc.ipV4(), fc.nat(255), bits, (network, last, length) => {
        const ip = `10.0.0.${last}`
        const list = new BlockList()
        list.addSubnet(network, length, 'ipv4')
        expect(isAddressAdmitted(ip, [`${network}/${length}`])).toBe(list.check(ip))
        const near = new BlockList()
        near.addSubnet('10.0.0.77', length, 'ipv4')
        expect(isAddressAdmitted(ip, [`10.0.0.77/${length}`])).toBe(near.check(ip))
      }),
    )
  })

  it.each([
    ['most clouds', '169.254.169.254'],
    ['Alibaba', '100.100.100.200'],
    ['AWS', 'fd00:ec2::254'],
    ['Azure, whose agent has its keys there', '168.63.129.16'],
    ['ECS, for containers', '169.254.170.2'],
    ['EKS, for containers', '169.254.170.23'],
    ['EKS over IPv6, for containers', 'fd00:ec2::23'],
    ['Google over IPv6', 'fd20:ce::254'],
    ['Oracle', '192.0.0.192'],
    ['Scaleway', '169.254.42.42'],
    ['Scaleway over IPv6', 'fd00:42::42'],
  ])('never admits the metadata service of %s', (_whose, ip) => {
    const all = ['0.0.0.0/0', '::/0', ip, '169.254.0.0/16', 'fc00::/7']
    expect(isAddressAdmitted(ip, all)).toBe(false)
    expect(classifyAddress(ip)).toBe('metadata')
    const rules = networkRules(all)
    const first = rules.find(({ cidr }) => inNetworks([cidr])(ip))
    expect(first?.isAdmitted).toBe(false)
  })

  it('ignores an allowed network that is not one', () => {
    for (const cidr of [
      '',
      '10.0.0.0/33',
      '10.0.0.0/',
      '10/8',
      'all',
      '10.0.0.0/8/8',
      '10.0.0.0/-1',
    ])
      expect(isAddressAdmitted('10.0.0.1', [cidr]), cidr).toBe(false)
  })
})

it('tells a network from other text', () => {
  for (const cidr of ['127.0.0.0/8', '::/0', '10.0.0.1', 'fd00::/8'])
    expect(isCidr(cidr)).toBe(true)
  for (const text of ['127.0.0.0/40', 'example.com', '127/8', '']) expect(isCidr(text)).toBe(false)
})
