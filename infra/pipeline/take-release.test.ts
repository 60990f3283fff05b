import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** A machine whose `docker` says what it was asked, and takes no release that is called bad. */
const DOCKER = `#!/bin/sh
echo "$*" >>"$FOLDER/asked"
. ./release.env
cat infra/compose/compose.prod.yml >>"$FOLDER/asked"
case "$CONTROL_PLANE_IMAGE" in *bad*) exit 1 ;; esac
`

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cashbacktv-release-'))
  mkdirSync(join(folder, 'bin'))
  write('bin/docker', DOCKER)
  chmodSync(join(folder, 'bin/docker'), 0o755)
  write('infra/compose/prod.env', 'PUBLIC_URL=https://tv.example\n')
  write('infra/compose/secrets/jwt_secret', 'hidden\n')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, text: string) {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const read = (path: string) => readFileSync(join(folder, path), 'utf8')

function take(version: string) {
  write('next/infra/compose/compose.prod.yml', `# files of ${version}\n`)
  const script = join(folder, 'next/infra/pipeline/take-release.sh')
  cpSync(join(import.meta.dirname, 'take-release.sh'), script)
  return spawnSync(script, [folder, '5'], {
    encoding: 'utf8',
    input: `CONTROL_PLANE_IMAGE=registry.example/control-plane:${version}\n`,
    env: {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      FOLDER: folder,
      RELEASE_PAUSE_SECONDS: '0',
    },
  })
}

test('a release is taken, and what was made by hand stays', () => {
  const { status, stderr } = take('1.0.0')
  expect([status, stderr]).toEqual([0, ''])
  expect(read('release.env')).toContain(':1.0.0')
  expect(read('infra/compose/compose.prod.yml')).toContain('1.0.0')
  expect(read('infra/compose/secrets/jwt_secret')).toBe('hidden\n')
  // One that is well before the next one goes, so that one always answers.
  const ups = read('asked')
    .split('\n')
    .filter((line) => / up .*--wait /.test(line))
  expect(ups.map((line) => line.replace(/.*--wait --wait-timeout 5 ?/, ''))).toEqual([
    ...['control-plane-1', 'control-plane-2', ''],
  ])
  expect(existsSync(join(folder, 'next'))).toBe(false)
  // No copy of a secret is left behind.
  expect(existsSync(join(folder, 'before/infra/compose/secrets'))).toBe(false)
})

test('Prometheus watches what this release has it watch, on hosts that were written by hand', () => {
  const agents = 'infra/compose/hosts/agents.yml'
  write(`next/${agents}`, '[]\n')
  take('1.0.0')
  expect(read(agents)).toBe('[]\n')
  write(agents, '- targets: [10.0.0.5:9469]\n')
  write(`next/${agents}`, '# of 1.1.0\n[]\n')
  write('next/infra/monitoring/prometheus/rules.yml', '# of 1.1.0\n')
  take('1.1.0')
  expect(read(agents)).toBe('- targets: [10.0.0.5:9469]\n')
  expect(read('infra/monitoring/prometheus/rules.yml')).toBe('# of 1.1.0\n')
  // A container of the same image goes on with what it has read before.
  const told = read('asked').match(/^compose .*/gm) ?? []
  expect(told.at(-1)).toMatch(/ kill --signal HUP prometheus alertmanager$/)
})

test('one that is not well is left for the one before, files and images, and told by the exit', () => {
  take('1.0.0')
  const { status, stderr } = take('2.0.0-bad')
  expect(status).toBe(1)
  expect(stderr).toContain('the release before is taken again')
  expect(read('release.env')).toContain(':1.0.0')
  expect(read('infra/compose/compose.prod.yml')).toContain('1.0.0')
  expect(read('asked').trim().split('\n').at(-1)).toBe('# files of 1.0.0')
})

test('the first one that a pipeline brings gives way, too, to what ran there before by hand', () => {
  write('infra/compose/compose.prod.yml', '# files of a clone\n')
  const { status, stderr } = take('2.0.0-bad')
  expect(status).toBe(1)
  expect(stderr).toContain('the release before is taken again')
  // Its images are those of prod.env.
  expect(read('release.env')).toBe('')
  expect(read('infra/compose/compose.prod.yml')).toBe('# files of a clone\n')
  expect(read('asked').trim().split('\n').at(-1)).toBe('# files of a clone')
})

test('what a machine has of its own beside the files of compose has the last say, and no release takes it', () => {
  write('infra/compose/compose.own.yml', 'services: {}\n')
  write('infra/compose/secrets/join_token', 'a-token\n')
  take('1.0.0')
  write('infra/compose/compose.own.yml', 'services: { }\n')
  expect(take('2.0.0-bad').status).toBe(1)
  const told = read('asked')
    .split('\n')
    .filter((line) => line.startsWith('compose'))
  expect(told.length).toBeGreaterThan(4)
  const last = / --file infra\/compose\/compose\.own\.yml (up|kill) /
  expect(told.filter((line) => !last.test(line))).toEqual([])
  expect(read('infra/compose/compose.own.yml')).toBe('services: { }\n')
})

test('a host on the same machine comes with it once there is a token to join with', () => {
  write('infra/compose/secrets/join_token', '\n')
  take('1.0.0')
  expect(read('asked')).not.toContain('compose.media.yml')
  write('infra/compose/secrets/join_token', 'a-token\n')
  take('1.1.0')
  expect(read('asked')).toContain('compose.media.yml')
})

test('a machine that nobody has prepared says what is missing', () => {
  rmSync(join(folder, 'infra/compose/prod.env'))
  const { status, stderr } = take('1.0.0')
  expect(status).toBe(1)
  expect(stderr).toContain('prod.env is missing')
})
