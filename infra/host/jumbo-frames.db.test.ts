import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AT, machine } from './test/machine.ts'

/** Debian 12's own, with what an administrator says beside it. */
const DEFAULT = `[Match]
OriginalName=*

[Link]
NamePolicy=keep kernel database onboard slot path
AlternativeNamesPolicy=database onboard slot path
MACAddressPolicy=persistent
`
const LINKS = 'etc/systemd/network'

function withDefaultLink() {
  const host = machine()
  const folder = join(host.root, 'usr/lib/systemd/network')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '99-default.link'), DEFAULT)
  const links = join(host.root, LINKS)
  mkdirSync(links, { recursive: true })
  const read = () => readFileSync(join(links, '98-cashbacktv-mtu.link'), 'utf8')
  return { ...host, links, read }
}

test('jumbo frames leave interfaces the names that they have without', async () => {
  const { install, read } = withDefaultLink()
  await install(...AT, '--mtu', '9000')
  // systemd applies the first file alone that fits, so that the default of all has to be said in it again.
  expect(read().split('\n')).toEqual([
    ...['[Match]', 'Type=ether', 'Kind=!*', ''],
    ...['[Link]', ...DEFAULT.trimEnd().split('\n').slice(-3), 'MTUBytes=9000', ''],
  ])
  expect((await install()).stdout).toContain('Nothing had to be changed.')
})

test('what an administrator says of names beside the default is kept', async () => {
  const { install, links, read } = withDefaultLink()
  mkdirSync(join(links, '99-default.link.d'))
  const said = '[Link]\nMACAddressPolicy=none\nMTUBytes=1400\n'
  writeFileSync(join(links, '99-default.link.d/own.conf'), said)
  await install(...AT, '--mtu', '9000')
  const lines = read().trimEnd().split('\n')
  expect(lines.slice(-3)).toEqual([
    ...['MACAddressPolicy=persistent', 'MACAddressPolicy=none', 'MTUBytes=9000'],
  ])
})

test('a file of before, which hid the default, gives way to one that does not', async () => {
  const { install, links, read } = withDefaultLink()
  const before = join(links, '10-cashbacktv-mtu.link')
  writeFileSync(before, '[Match]\nType=ether\n[Link]\nMTUBytes=8000\n')
  await install(...AT)
  expect(existsSync(before)).toBe(false)
  expect(read()).toContain('NamePolicy=keep')
  expect(read()).toContain('MTUBytes=8000')
})
