import { execFile } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { AT, closedBelow, filesBelow, machine, newFolder } from './test/machine.ts'
import { makeRelease } from './test/made-release.ts'

const run = promisify(execFile)
const SOCKET = 'cashbacktv-origin.socket'
describe('a media host', () => {
  test('is installed, and once more without a change', async () => {
    const { root, install } = machine()
    const first = await install(...AT, '--name', 'edge-1', '--ramdisk', '100G')
    expect(first.stdout).toMatch(/Done: 10 changes/)
    const env = join(root, 'etc/cashbacktv/host.env')
    expect(readFileSync(env, 'utf8')).toContain(
      'AGENT_NAME=edge-1\nCONTROL_PLANE_URL=https://tv.example\n',
    )
    expect(readFileSync(env, 'utf8')).toContain('JOIN_TOKEN=cbj_secret')
    // The token is nobody else's to read, and is not told.
    expect(statSync(env).mode & 0o777).toBe(0o600)
    expect(first.stdout + first.stderr).not.toContain('cbj_secret')
    expect(readlinkSync(join(root, 'opt/cashbacktv/current'))).toBe('releases/2.0.0')
    const unit = (name: string) => readFileSync(join(root, 'etc/systemd/system', name), 'utf8')
    expect(unit('mnt-ramdisk.mount')).toContain('Options=size=100G,')
    expect(unit('cashbacktv-origin.socket')).toContain('\nListenStream=127.0.0.1:8090\n')
    // What was said with the first run stays said.
    const second = await install()
    expect(second.stdout).toContain('Nothing had to be changed.')
  })

  test('keeps what was set by hand when the line is pasted again', async () => {
    const { root, install } = machine()
    await install(...AT)
    const env = join(root, 'etc/cashbacktv/host.env')
    const given = readFileSync(env, 'utf8').replace('NGINX_LOG_PORT=8091', 'NGINX_LOG_PORT=8099')
    const byHand = '# Beside another origin\nORIGIN_PORT=8095\nLOG_LEVEL=debug\n'
    writeFileSync(env, `${given}${byHand}`)
    await install(...AT, '--name', 'edge-1')
    const text = readFileSync(env, 'utf8')
    expect(text.endsWith(`\n${byHand}`)).toBe(true)
    const names = text.match(/^\w+(?==)/gm) ?? []
    expect(new Set(names).size).toBe(names.length)
    expect(text).toContain('\nAGENT_NAME=edge-1\n')
    expect(text).toContain('\nNGINX_LOG_PORT=8099\n')
    const socket = readFileSync(join(root, 'etc/systemd/system', SOCKET), 'utf8')
    expect(socket).toContain('\nListenStream=127.0.0.1:8095\n')
    expect((await install()).stdout).toContain('Nothing had to be changed.')
  })

  test('takes a newer release, and the same version that was built anew', async () => {
    const { root, install } = machine()
    await install(...AT)
    const newer = makeRelease(newFolder(), '2.1.0', 'well')
    const again = (folder: string) =>
      run(join(folder, 'infra/host/install.sh'), ['--root', root], {
        env: { PATH: process.env.PATH },
      })
    await again(newer)
    const link = (name: string) => readlinkSync(join(root, 'opt/cashbacktv', name))
    expect([link('current'), link('previous')]).toEqual(['releases/2.1.0', 'releases/2.0.0'])
    writeFileSync(join(newer, 'agent/dist/main.js'), '// built anew')
    expect((await again(newer)).stdout).toMatch(/release 2\.1\.0 into[\s\S]*Done: 1 changes/)
    const main = join(root, 'opt/cashbacktv/current/agent/dist/main.js')
    expect(readFileSync(main, 'utf8')).toBe('// built anew')
  })

  test('is started anew by the next run when one was cut off before it was', async () => {
    const { root, install } = machine()
    // What is to be written there cannot be.
    const inTheWay = join(root, 'etc/sysctl.d/60-cashbacktv.conf.new')
    mkdirSync(inTheWay, { recursive: true })
    await expect(install(...AT)).rejects.toThrow(/Is a directory/)
    expect(readlinkSync(join(root, 'opt/cashbacktv/current'))).toBe('releases/2.0.0')
    rmSync(inTheWay, { recursive: true })
    await install()
    rmSync(join(root, 'etc/sysctl.d'), { recursive: true })
    mkdirSync(inTheWay, { recursive: true })
    await expect(install('--name', 'edge-2')).rejects.toThrow(/Is a directory/)
    rmSync(inTheWay, { recursive: true })
    const { stdout } = await install('--dry-run')
    expect(stdout).toContain('start agent and origin anew, which a run that was cut off')
    expect((await install()).stdout).toContain('start agent and origin anew')
    expect((await install()).stdout).toContain('Nothing had to be changed.')
  })

  test('has its streams read by others than root, however closed the files of root are', async () => {
    const { root, install } = machine()
    const before = process.umask(0o077)
    onTestFinished(() => void process.umask(before))
    await install(...AT)
    const opt = join(root, 'opt/cashbacktv')
    expect(closedBelow(opt)).toEqual([])
    expect(statSync(join(root, 'etc/cashbacktv/host.env')).mode & 0o777).toBe(0o600)
    // As a release before has left them.
    for (const name of ['', 'releases', 'releases/2.0.0']) chmodSync(join(opt, name), 0o700)
    await install()
    expect(closedBelow(opt)).toEqual([])
    expect((await install()).stdout).toContain('Nothing had to be changed.')
  })

  test('leaves the RAM disk of before for another one', async () => {
    const { root, install } = machine()
    await install(...AT)
    const { stdout } = await install('--media', '/srv/media')
    expect(stdout).toContain('leave the RAM disk at /mnt/ramdisk')
    const units = readdirSync(join(root, 'etc/systemd/system'))
    expect(units.filter((name) => name.endsWith('.mount'))).toEqual(['srv-media.mount'])
    expect((await install()).stdout).toContain('Nothing had to be changed.')
  })

  test('has its origin listen by itself on a name, of which systemd knows nothing', async () => {
    const { root, install } = machine()
    await install(...AT)
    const socket = join(root, 'etc/systemd/system', SOCKET)
    writeFileSync(join(root, 'etc/cashbacktv/host.env'), 'ORIGIN_HOST=localhost\n', { flag: 'a' })
    expect((await install(...AT)).stdout).toContain(`remove ${socket}`)
    expect(existsSync(socket)).toBe(false)
    expect((await install()).stdout).toContain('Nothing had to be changed.')
  })

  test('is made from where no program may run', async () => {
    const { root, release } = machine()
    for (const { name, parentPath } of filesBelow(release)) chmodSync(join(parentPath, name), 0o644)
    const script = join(release, 'infra/host/install.sh')
    const env = { PATH: process.env.PATH, JOIN_TOKEN: 'cbj_secret' }
    await run('bash', [script, '--root', root, ...AT], { env })
    // With --root it asks neither for packages nor for the kernel's settings.
    const called = ['bootstrap.sh', 'install.sh'].map((name) =>
      readFileSync(join(import.meta.dirname, name), 'utf8').match(/^.*\/[a-z-]+\.sh".*$/gm),
    )
    for (const line of called.flat()) expect(line).toMatch(/^ *(\. |bash )|(act '.*'|;) bash "/)
  })

  test('says beforehand what would change, and changes nothing', async () => {
    const { root, install } = machine()
    const { stdout } = await install(...AT, '--dry-run')
    expect(stdout).toContain('Would make 10 changes.')
    expect(filesBelow(root)).toEqual([])
  })

  test('has units that systemd finds nothing wrong with, and that may do little', async () => {
    const { root, install } = machine()
    await install(...AT)
    const units = join(root, 'etc/systemd/system')
    const names = readdirSync(units).filter((name) => !name.endsWith('.d'))
    const paths = names.map((name) => join(units, name))
    const { stdout, stderr } = await run('systemd-analyze', ['verify', ...paths])
    expect(stdout + stderr).toBe('')
    for (const path of paths.filter((one) => one.endsWith('.service'))) {
      // In tenths: it fails above 4.0.
      await run('systemd-analyze', [
        'security',
        '--offline=true',
        '--threshold=40',
        '--no-pager',
        path,
      ])
      expect(readFileSync(path, 'utf8')).toContain('NoNewPrivileges=yes')
    }
    const agent = readFileSync(join(units, 'cashbacktv-agent.service'), 'utf8')
    for (const line of ['KillMode=process', 'Delegate=yes', 'OOMPolicy=continue'])
      expect(agent.split('\n')).toContain(line)
    // Whatever is to be started again is so for ever: systemd gives up after five times in ten seconds otherwise.
    for (const text of paths.map((path) => readFileSync(path, 'utf8')))
      expect(text.includes('\nStartLimitIntervalSec=0\n')).toBe(text.includes('\nRestart=always\n'))
  })

  test.each([
    [['--control-plane', 'tv.example'], /say where the control plane is reached/],
    [[...AT, '--ramdisk', 'big'], /'big' is no size/],
    [[...AT, '--media', 'ram'], /'ram' is no absolute path/],
    [[...AT, '--mtu', '9k'], /'9k' is no number/],
    [[...AT, '--node', '/nowhere.tar.gz'], /nowhere\.tar\.gz cannot be read/],
  ])('%j is refused in words', async (args, words) => {
    const { root, install } = machine()
    await expect(install(...args)).rejects.toThrow(words)
    expect(filesBelow(root)).toEqual([])
  })
})

test('the kernel is asked for each setting, and what it did not take is said', async () => {
  const script = join(import.meta.dirname, 'check-kernel.sh')
  const { stdout } = await run(script).catch((error: { stdout: string }) => error)
  const lines = stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(15)
  for (const line of lines) expect(line).toMatch(/^[a-z0-9_.-]+ +(taken|differs|refused)[ :]/)
})

test('the kernel gets what was planned for it', () => {
  const text = readFileSync(join(import.meta.dirname, 'sysctl.conf'), 'utf8')
  const set = Object.fromEntries(text.split('\n').map((line) => line.split(' = ')))
  expect(set).toMatchObject({
    'net.core.somaxconn': '65535',
    'net.core.netdev_max_backlog': '65535',
    'net.ipv4.tcp_max_syn_backlog': '65535',
    'net.ipv4.ip_local_port_range': '1024 65535',
    'fs.file-max': '2097152',
    'fs.inotify.max_user_watches': '524288',
    'vm.swappiness': '10',
    'vm.dirty_ratio': '60',
    'vm.dirty_background_ratio': '2',
    'net.ipv4.tcp_congestion_control': 'bbr',
  })
})

test.each([
  ...[
    'host/install.sh',
    'host/uninstall.sh',
    'host/one-at-a-time.sh',
    'host/origin-socket.sh',
    'host/ram-disks.sh',
    'host/start-limit.sh',
    'host/find-node.sh',
    'host/install-ffmpeg.sh',
  ],
  ...['host/bootstrap.sh', 'host/check-kernel.sh', 'release/pack.sh'],
  ...['scripts/upgrade.sh', 'scripts/rollback.sh'],
])('%s has nothing that shellcheck knows better', async (script) => {
  await run('shellcheck', [join(import.meta.dirname, '..', script)])
})
