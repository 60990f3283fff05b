import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AT, filesBelow, machine } from './test/machine.ts'

const UNITS = 'etc/systemd/system'
const unitOf = (part: string) => `${UNITS}/cashbacktv-${part}.service`
/** Of others, in the folders that a media host uses as well. */
const FOREIGN = [
  ...['opt/cashbacktv/release.env', 'opt/cashbacktv/infra/compose/secrets/secrets_key'],
  ...['etc/cashbacktv/tls/bundle.pem', 'etc/cashbacktv/backup.env'],
  ...['etc/cashbacktv/pgbouncer/userlist.txt', 'var/lib/cashbacktv/secrets.key'],
  ...['var/lib/cashbacktv/postgres/PG_VERSION', `${unitOf('agent')}.d/proxy.conf`],
  ...[`${UNITS}/nginx.service.d/own.conf`, `${UNITS}/srv-archive.mount`],
]
/** What agent and origin make while they run, and what an upgrade or an installation leaves that was cut off. */
const OWN = [
  ...['var/lib/cashbacktv/agent/identity.json', 'var/lib/cashbacktv/dvr/1/index.json'],
  ...['var/cache/cashbacktv/fontconfig/x', 'etc/cashbacktv/host.env.new'],
  ...['opt/cashbacktv/releases/1.9.0/package.json', 'opt/cashbacktv/node/bin/node'],
  ...['restart-due', 'previous.new'].map((name) => `opt/cashbacktv/${name}`),
  ...['agent', 'origin'].map((part) => `${unitOf(part)}.d/start-limit.conf`),
]
/** Those of this product alone; the rest are the system's. */
const FOLDERS = ['opt', 'etc', 'var/lib', 'var/cache'].map((name) => join(name, 'cashbacktv'))

async function installed(others: readonly string[]) {
  const host = machine()
  await host.install(...AT, '--mtu', '9000', '--media', '/srv/media')
  // As a release before has left it that moved the RAM disk.
  const [moved, left] = ['srv-media.mount', 'mnt-ramdisk.mount'].map((name) =>
    join(host.root, UNITS, name),
  )
  cpSync(moved ?? '', left ?? '')
  for (const name of [...OWN, ...others]) {
    mkdirSync(dirname(join(host.root, name)), { recursive: true })
    writeFileSync(join(host.root, name), name)
  }
  return host
}

describe('a media host that is uninstalled', () => {
  test('is gone without a trace', async () => {
    const { root, install } = await installed([])
    expect(filesBelow(root).length).toBeGreaterThan(10)
    const { stdout } = await install('--uninstall')
    expect(filesBelow(root)).toEqual([])
    expect(FOLDERS.filter((name) => existsSync(join(root, name)))).toEqual([])
    expect(stdout).not.toContain('stays')
  })

  test('leaves what others have in the same folders, and says so', async () => {
    const { root, install } = await installed(FOREIGN)
    const { stdout } = await install('--uninstall')
    const left = filesBelow(root).map((one) => join(one.parentPath, one.name))
    expect(left.sort()).toEqual(FOREIGN.map((name) => join(root, name)).sort())
    for (const name of FOREIGN) expect(readFileSync(join(root, name), 'utf8')).toBe(name)
    for (const told of [
      'opt/cashbacktv/infra',
      'etc/cashbacktv/tls',
      'var/lib/cashbacktv/postgres',
    ])
      expect(stdout).toContain(`    ${join(root, told)}\n`)
  })

  test('says beforehand what would go and what would stay, and takes nothing away', async () => {
    const { root, install } = await installed(FOREIGN)
    const before = filesBelow(root).length
    const { stdout } = await install('--uninstall', '--dry-run')
    expect(filesBelow(root)).toHaveLength(before)
    expect(stdout).toContain(`  remove ${join(root, 'opt/cashbacktv/releases')}\n`)
    expect(stdout).toContain(`    ${join(root, 'etc/cashbacktv/backup.env')}\n`)
    expect(stdout).not.toContain(`    ${join(root, 'etc/cashbacktv/host.env')}\n`)
  })
})
