import { expect, it } from 'vitest'
import { inEnglish } from '../messages/in-english.ts'
import { networkRefusal } from './network-class-policy.ts'

function says(ip: string): string {
  const refusal = networkRefusal(ip, [], false)
  return refusal === null ? '' : inEnglish(refusal)
}

it('says of each network what to allow', () => {
  expect(says('239.1.2.3')).toContain('SOURCE_ALLOW_CIDRS=239.0.0.0/8')
  expect(says('232.1.2.3')).toContain('232.0.0.0/8')
  expect(says('ff15::1')).toContain('ff00::/8')
  expect(says('10.1.2.3')).toContain('10.0.0.0/8')
  expect(says('172.20.0.1')).toContain('172.16.0.0/12')
  expect(says('192.168.7.1')).toContain('192.168.0.0/16')
  expect(says('127.0.0.1')).toContain('127.0.0.0/8')
  expect(says('169.254.169.254')).toContain('never')
  expect(says('0.0.0.0')).toContain('never')
  expect(networkRefusal('8.8.8.8', [], false)).toBeNull()
})

it('allows what its own sentence names', () => {
  for (const ip of [
    '239.1.2.3',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.7.1',
    '127.0.0.1',
    '100.64.3.4',
  ])
    expect(networkRefusal(ip, [/CIDRS=(\S+)/.exec(says(ip))?.[1] ?? ''], false)).toBeNull()
})

it('lets a port of the host be opened anywhere but where no host can be', () => {
  for (const ip of ['0.0.0.0', '127.0.0.1', '192.168.1.5', '8.8.8.8'])
    expect(networkRefusal(ip, [], true)).toBeNull()
  for (const ip of ['169.254.169.254', '239.1.1.1', '240.0.0.1'])
    expect(networkRefusal(ip, [], true)).not.toBeNull()
})
