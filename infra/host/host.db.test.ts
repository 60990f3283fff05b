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
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../test/free-port.ts'
import { AT, filesBelow, machine, newFolder } from './test/machine.ts'
import { FAKE_SYSTEMCTL, makeRelease, packRelease } from './test/made-release.ts'

const run = promisify(execFile)
const SOCKET = 'cashbacktv-origin.socket'
describe('a media host', () => {
  test('is installed, and once more without a change', async () => {
    const { root, install } = machine()
    const first = await install(...AT, '--name', 'edge-1', '--ramdisk', '100G')
    expect(first.stdout).toMatch(/Done: 9 changes/)
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

  test('says beforehand what would change, and changes nothing', async () => {
    const { root, install } = machine()
    const { stdout } = await install(...AT, '--dry-run')
    expect(stdout).toContain('Would make 9 changes.')
    expect(filesBelow(root)).toEqual([])
  })

  test('has units that systemd finds nothing wrong with, and that may do little', async () => {
    const { root, install } = machine()
    await install(...AT)
    const units = join(root, 'etc/systemd/system')
    const paths = readdirSync(units).map((name) => join(units, name))
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

describe('another release', () => {
  /** A host on which 2.0.0 runs, and archives of others. */
  async function host() {
    const { root, install } = machine()
    await install(...AT)
    const [bin, runDir, releases] = ['bin', 'run', 'archives'].map((name) => join(root, name))
    for (const folder of [bin, runDir, releases]) mkdirSync(folder ?? '')
    writeFileSync(join(bin ?? '', 'systemctl'), FAKE_SYSTEMCTL)
    chmodSync(join(bin ?? '', 'systemctl'), 0o755)
    const [agentPort, originPort] = [await freePort(), await freePort()]
    const envFile = join(root, 'ports.env')
    writeFileSync(envFile, `AGENT_METRICS_PORT=${agentPort}\nORIGIN_METRICS_PORT=${originPort}\n`)
    const dir = join(root, 'opt/cashbacktv')
    const env = {
      PATH: `${bin}:${process.env.PATH}`,
      RUN_DIR: runDir,
      CASHBACKTV_DIR: dir,
      CASHBACKTV_ENV: envFile,
      UPGRADE_WELL_WITHIN_SECONDS: '5',
      CASHBACKTV_UNITS: join(root, 'etc/systemd/system'),
    }
    onTestFinished(() => {
      for (const unit of readdirSync(runDir ?? ''))
        try {
          process.kill(Number(readFileSync(join(runDir ?? '', unit), 'utf8')))
        } catch {
          // It has ended by itself.
        }
    })
    const script = (name: string, ...args: string[]) =>
      run(join(dir, 'current/infra/scripts', name), args, { env })
    for (const unit of ['agent', 'origin'])
      await run(join(bin ?? '', 'systemctl'), ['restart', `cashbacktv-${unit}.service`], { env })
    await expect.poll(() => answers(agentPort)).toContain('agent_link_connected 1')
    const pack = (version: string, kind: 'well' | 'broken', without: readonly string[] = []) => {
      const release = makeRelease(newFolder(), version, kind)
      for (const name of without) rmSync(join(release, name))
      return packRelease(release, releases ?? '')
    }
    const socket = join(env.CASHBACKTV_UNITS, SOCKET)
    const told = () => readFileSync(join(root, 'told'), 'utf8')
    return {
      script,
      pack,
      agentPort,
      current: () => readlinkSync(join(dir, 'current')),
      socket,
      told,
    }
  }
  const answers = (port: number) =>
    fetch(`http://127.0.0.1:${port}/metrics`).then(
      (answer) => answer.text(),
      () => '',
    )

  test('takes over, and the one before it again', async () => {
    const { script, pack, current } = await host()
    const { stdout } = await script('upgrade.sh', pack('2.1.0', 'well'))
    expect(stdout).toContain('2.1.0 is in use, instead of 2.0.0.')
    expect(current()).toBe('releases/2.1.0')
    await script('rollback.sh')
    expect(current()).toBe('releases/2.0.0')
  })

  test('that listens by itself finds its port free, and one after it has systemd listen again', async () => {
    const { script, pack, socket, told } = await host()
    const unit = readFileSync(socket, 'utf8')
    await script('upgrade.sh', pack('1.9.0', 'well', [`infra/host/units/${SOCKET}`]))
    expect(existsSync(socket)).toBe(false)
    expect(told()).toMatch(new RegExp(`disable --now ${SOCKET}\ndaemon-reload\n$`))
    await script('rollback.sh')
    expect(readFileSync(socket, 'utf8')).toBe(unit)
    // The origin of before has that port itself until it ends.
    expect(told()).toMatch(new RegExp(`stop cashbacktv-origin.service\nstart ${SOCKET}\n$`))
  })

  test('is never given up, where the units are of a release before', async () => {
    const { script, pack, socket, told } = await host()
    const unitOf = (part: string) => socket.replace(/origin\.socket$/, `${part}.service`)
    const limitOf = (part: string) => join(`${unitOf(part)}.d`, 'start-limit.conf')
    for (const unit of ['agent', 'origin'].map(unitOf))
      writeFileSync(unit, readFileSync(unit, 'utf8').replace(/^StartLimitIntervalSec=0\n/m, ''))
    await script('upgrade.sh', pack('2.1.0', 'well'))
    for (const part of ['agent', 'origin'])
      expect(readFileSync(limitOf(part), 'utf8')).toBe('[Unit]\nStartLimitIntervalSec=0\n')
    expect(told()).toContain(`daemon-reload\nenable ${SOCKET}\n`)
    expect(told()).toMatch(/daemon-reload\n$/)
    await script('upgrade.sh', pack('1.9.0', 'well', [`infra/host/units/${SOCKET}`]))
    expect(existsSync(dirname(limitOf('origin')))).toBe(false)
  })

  test('that is not well gives way by itself', async () => {
    const { script, pack, current, agentPort } = await host()
    await expect(script('upgrade.sh', pack('2.1.0', 'broken'))).rejects.toThrow(
      /2\.1\.0 is not well after 5 s; going back to 2\.0\.0[\s\S]*2\.0\.0 is in use again/,
    )
    expect(current()).toBe('releases/2.0.0')
    expect(await answers(agentPort)).toContain('agent_link_connected 1')
  })

  test('is not taken when it is not what was packed', async () => {
    const { script, pack, current } = await host()
    const archive = pack('2.1.0', 'well')
    writeFileSync(archive, 'something else')
    await expect(script('upgrade.sh', archive)).rejects.toThrow(/is not what was packed/)
    rmSync(`${archive}.sha256`)
    await expect(script('upgrade.sh', archive)).rejects.toThrow(/a release comes with its sum/)
    await expect(script('rollback.sh')).rejects.toThrow(/there is no release before this one/)
    expect(current()).toBe('releases/2.0.0')
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
    'host/origin-socket.sh',
    'host/start-limit.sh',
    'host/find-node.sh',
    'host/install-ffmpeg.sh',
  ],
  ...['host/bootstrap.sh', 'host/check-kernel.sh', 'release/pack.sh'],
  ...['scripts/upgrade.sh', 'scripts/rollback.sh'],
])('%s has nothing that shellcheck knows better', async (script) => {
  await run('shellcheck', [join(import.meta.dirname, '..', script)])
})
