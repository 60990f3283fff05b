import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

/**
 * A machine whose `docker` says what it was asked, takes no release that is called bad, and takes one that is called slow
 * once there is a file `go`.
 */
const DOCKER = `#!/bin/sh
echo "$*" >>"$FOLDER/asked"
case "$1 $2" in
  'volume ls' | 'image ls') cat "$FOLDER/$1s" 2>/dev/null; exit 0 ;;
  'image rm') exit 0 ;;
esac
. ./release.env
cat infra/compose/compose.prod.yml >>"$FOLDER/asked"
echo "taking $CONTROL_PLANE_IMAGE"
case "$CONTROL_PLANE_IMAGE" in
  *bad*) exit 1 ;;
  *slow*) while [ ! -e "$FOLDER/go" ]; do sleep 0.05; done; echo "taken" ;;
esac
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

function prepare(version: string, next = 'next') {
  write(`${next}/infra/compose/compose.prod.yml`, `# files of ${version}\n`)
  const script = join(folder, next, 'infra/pipeline/take-release.sh')
  cpSync(join(import.meta.dirname, 'take-release.sh'), script)
  const input = `CONTROL_PLANE_IMAGE=registry.example/control-plane:${version}\n`
  const PATH = `${join(folder, 'bin')}:${process.env.PATH}`
  return { script, input, env: { PATH, FOLDER: folder, RELEASE_PAUSE_SECONDS: '0' } }
}

function take(version: string, next = 'next') {
  const { script, ...options } = prepare(version, next)
  return spawnSync(script, [folder, '5', next], { encoding: 'utf8', ...options })
}

/** A release that is being taken, until there is a file `go`. */
async function takeSlowly(version: string) {
  const { script, input, env } = prepare(version)
  const child = spawn(script, [folder, '5', 'next'], { env, stdio: ['pipe', 'pipe', 'pipe'] })
  const exited = once(child, 'exit')
  child.stdin.end(input)
  await expect
    .poll(() => existsSync(join(folder, 'asked')) && read('asked'), { timeout: 10_000 })
    .toContain(version)
  return { child, code: async () => (await exited)[0] }
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

test('a host that has joined stays when its spent token is taken away', () => {
  write('infra/compose/prod.env', 'COMPOSE_PROJECT_NAME=tv\n')
  write('infra/compose/secrets/join_token', '')
  write('volumes', 'tv_agent\n')
  take('1.0.0')
  const told = read('asked').split('\n')
  const looked = told.filter((line) => line.startsWith('volume ls'))
  expect(looked).toEqual([
    'volume ls --quiet --filter label=com.docker.compose.project=tv --filter label=com.docker.compose.volume=agent',
  ])
  const ups = told.filter((line) => / up /.test(line))
  expect(ups.filter((line) => !line.includes('compose.media.yml'))).toEqual([])
})

test('images of this release and the one before are kept, and those of prod.env; others go', () => {
  const image = (version: string) => `registry.example/control-plane:${version}`
  write('infra/compose/prod.env', `CONTROL_PLANE_IMAGE=${image('0.9.0')}\n`)
  write('images', ['0.8.0', '0.9.0', '1.0.0', '1.1.0'].map((v) => `${image(v)}\n`).join(''))
  take('1.0.0')
  writeFileSync(join(folder, 'asked'), '')
  take('1.1.0')
  const removed = read('asked')
    .split('\n')
    .filter((line) => line.startsWith('image rm'))
  expect(removed).toEqual([`image rm ${image('0.8.0')}`])
  // What is not well may be all there is to look into.
  writeFileSync(join(folder, 'asked'), '')
  take('2.0.0-bad')
  expect(read('asked')).not.toContain('image rm')
})

test('two releases at once are not: the second one leaves all as it is', async () => {
  const { code } = await takeSlowly('1.0.0-slow')
  const second = take('1.1.0', 'next-to-that')
  expect([second.status, second.stderr]).toEqual([
    1,
    expect.stringContaining('another release is being taken'),
  ])
  write('go', '')
  expect(await code()).toBe(0)
  expect(read('release.env')).toContain(':1.0.0-slow')
  expect(readdirSync(folder).filter((name) => name.startsWith('next'))).toEqual([])
})

test('one that is broken off gives way to the one before', async () => {
  take('1.0.0')
  const { child, code } = await takeSlowly('1.1.0-slow')
  child.kill('SIGTERM')
  write('go', '')
  expect(await code()).toBe(1)
  expect(read('release.env')).toContain(':1.0.0')
  expect(read('infra/compose/compose.prod.yml')).toContain('1.0.0')
  expect(read('asked').trim().split('\n').at(-1)).toBe('# files of 1.0.0')
})

test('one whose files cannot be put in their place, as on a full disk, gives way to the one before', () => {
  take('1.0.0')
  // A folder where the release has a file.
  write('infra/compose/redis.conf/kept', '')
  write('next/infra/compose/redis.conf', '')
  const { status, stderr } = take('1.1.0')
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining('the release before is taken again'),
  ])
  expect(read('release.env')).toContain(':1.0.0')
  expect(read('infra/compose/compose.prod.yml')).toContain('1.0.0')
})

test('one that was killed is no way back for the next', async () => {
  take('1.0.0')
  const { child, code } = await takeSlowly('1.1.0-slow')
  child.kill('SIGKILL')
  await code()
  write('go', '')
  // What it had started ends by itself.
  await expect.poll(() => take('2.0.0-bad').stderr).not.toContain('another release')
  expect(read('release.env')).toContain(':1.0.0')
  expect(read('infra/compose/compose.prod.yml')).toContain('1.0.0')
})

test('one that nobody listens to any more is taken all the same', async () => {
  const { child, code } = await takeSlowly('1.0.0-slow')
  child.stdout.destroy()
  child.stderr.destroy()
  child.kill('SIGHUP')
  write('go', '')
  expect(await code()).toBe(0)
  expect(read('release.log')).toContain('The release runs.')
})

test('files of a release are for whoever reads them in a container, however new files are made here', () => {
  const { script, ...options } = prepare('1.0.0')
  const line = `umask 077 && exec "${script}" "${folder}" 5 next`
  expect(spawnSync('bash', ['-c', line], { encoding: 'utf8', ...options }).status).toBe(0)
  for (const path of ['infra', 'infra/pipeline', 'before', 'release.env'])
    expect(statSync(join(folder, path)).mode & 0o044).toBe(0o044)
})

test('a machine that nobody has prepared says what is missing', () => {
  rmSync(join(folder, 'infra/compose/prod.env'))
  const { status, stderr } = take('1.0.0')
  expect(status).toBe(1)
  expect(stderr).toContain('prod.env is missing')
})
