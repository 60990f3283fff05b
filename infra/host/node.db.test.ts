import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { bareFolder } from './test/bare-folder.ts'
import { AT, filesBelow, machine, newFolder } from './test/machine.ts'

const run = promisify(execFile)
const KIND = process.arch === 'arm64' ? 'linux-arm64' : 'linux-x64'
/** All that the installer calls before it has a Node, which is not there. */
const TOOLS = [
  ...['bash', 'cat', 'dirname', 'env', 'grep', 'id', 'readlink', 'sed', 'tar', 'uname'],
  'systemd-escape',
]

function putProgram(path: string, script: string) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
}
const REAL = `exec ${process.execPath} "$@"`

/** An archive with the folder that those of nodejs.org have, of this Node. */
function archiveOf(name: string, program = REAL): string {
  const folder = newFolder()
  putProgram(join(folder, name, 'bin/node'), program)
  writeFileSync(join(folder, name, 'README.md'), 'more')
  const archive = join(folder, `${name}.tar.gz`)
  execFileSync('tar', ['--create', '--gzip', '--file', archive, '--directory', folder, name])
  return archive
}
const nodeOf = (root: string) =>
  readFileSync(join(root, 'etc/systemd/system/cashbacktv-agent.service'), 'utf8')
    .split('\n')
    .find((line) => line.startsWith('ExecStart='))
    ?.split(' ')[0]

describe('a machine without a Node', () => {
  test.each([
    ['none', 'Node is not installed'],
    ['one of Debian 12', 'is older than Node 20.19 (Debian 12 has 18)'],
  ])('is told how to get one where there is %s', async (kind, why) => {
    const folder = bareFolder(TOOLS)
    if (kind !== 'none') putProgram(join(folder, 'node'), 'echo false')
    const { root, install } = machine(() => folder)
    const told = await install(...AT).catch((error: { stderr: string }) => error)
    expect(told.stderr).toContain(why)
    expect(told.stderr).toContain('from=https://nodejs.org/dist/latest-v22.x')
    expect(told.stderr).toMatch(/sha256sum --check[\s\S]*--node "\$PWD\/\$archive"/)
    expect(filesBelow(root)).toEqual([])
  })

  test('runs the one of an archive, of which it takes the program alone', async () => {
    const { root, install } = machine()
    const archive = archiveOf(`node-v22.11.0-${KIND}`)
    const { stdout } = await install(...AT, '--node', archive)
    expect(stdout).toContain(`node-v22.11.0-${KIND} into `)
    expect(nodeOf(root)).toBe('ExecStart=/opt/cashbacktv/node/bin/node')
    expect(existsSync(join(root, 'opt/cashbacktv/node/README.md'))).toBe(false)
    // What was said with the first run stays said.
    expect((await install()).stdout).toContain('Nothing had to be changed.')
    await install('--node', archiveOf(`node-v22.12.0-${KIND}`))
    expect(readFileSync(join(root, 'opt/cashbacktv/node/name'), 'utf8')).toContain('v22.12.0')
  })

  test.each([
    ['something-else', REAL, /is no archive of Node for linux-/],
    ['node-v22.11.0-win-x64', REAL, /is no archive of Node for linux-/],
    [`node-v18.20.0-${KIND}`, 'echo false', /does not run here, or is older than 20\.19/],
  ])('does not take %s for one', async (name, program, words) => {
    const { root, install } = machine()
    await expect(install(...AT, '--node', archiveOf(name, program))).rejects.toThrow(words)
    expect(filesBelow(root)).toEqual([])
  })
})

test('a Node that services do not see is not taken, but another one is', async () => {
  const nvm = (root: string) => join(root, 'root/.nvm/versions/node/v22.11.0/bin')
  const bare = bareFolder(TOOLS)
  const alone = machine((root) => `${nvm(root)}:${bare}`)
  putProgram(join(nvm(alone.root), 'node'), REAL)
  await expect(alone.install(...AT)).rejects.toThrow(/\.nvm\/[^ ]+, which services do not see/)
  const both = machine((root) => `${nvm(root)}:${process.env.PATH}`)
  putProgram(join(nvm(both.root), 'node'), REAL)
  await both.install(...AT)
  const { stdout } = await run('which', ['node'])
  expect(nodeOf(both.root)).toBe(`ExecStart=${stdout.trim()}`)
})

test('packages are looked up anew before FFmpeg is installed', async () => {
  const folder = newFolder()
  putProgram(join(folder, 'apt-get'), `echo "$1" >>'${folder}/asked'`)
  const env = { PATH: `${folder}:${process.env.PATH}` }
  await run(join(import.meta.dirname, 'install-ffmpeg.sh'), [], { env })
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('update\ninstall\n')
})
