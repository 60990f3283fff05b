import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { startDebianPostgres } from '@cashbacktv/db/test'
import { expect, onTestFinished, test } from 'vitest'
import { PODMAN_ENV } from '../compose/test/podman.ts'
import { freePort } from '../test/free-port.ts'

/** Of the images that the set-up of these tests has built. */
const here = import.meta.dirname
/** More than they have, for another release of Debian's packages. */
const MEGABYTES = { 'control-plane': 500, agent: 900, origin: 900, nginx: 420, pgbouncer: 360 }

/** Runs a line of the shell that knows the program which runs images. */
function sh(line: string, ...values: string[]): string {
  const script = `cd ${JSON.stringify(join(here, '../..'))} && . infra/images/builder.sh && ${line}`
  return execFileSync('bash', ['-euc', script, 'deployment', ...values], {
    encoding: 'utf8',
    env: PODMAN_ENV,
  }).trim()
}

/** Starts an image as in production: without privileges, on a root that cannot be written to, with its own volumes. */
function start(target: string, name: string, ...options: string[]): void {
  const flags = '--read-only --tmpfs /tmp --network host'
  const limits = '--ulimit nofile=1024:1024 --ulimit nproc=1024:1024'
  onTestFinished(() => {
    sh('images rm --force --volumes "$1" 2>/dev/null', name)
  })
  sh(
    `images run --detach --name "$1" ${flags} ${limits} "\${@:3}" "cashbacktv/$2:test" 2>/dev/null`,
    name,
    target,
    ...options,
  )
}

const inside = (name: string, line: string) => sh('images exec "$1" sh -c "$2" 2>&1', name, line)

const status = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, { headers }).then(
    (answer) => answer.status,
    () => 0,
  )

/** A database of Debian's, in a folder that a container may mount. */
async function databaseInFolder() {
  const database = await startDebianPostgres()
  onTestFinished(database.stop)
  const folder = new URL(database.url).searchParams.get('host') ?? ''
  chmodSync(folder, 0o755)
  const url = 'postgres://postgres@localhost:5432/postgres?host=%2Fdatabase'
  return { url, volume: `${folder}:/database` }
}

test('images are small, and their programs answer soon', async () => {
  const { url, volume } = await databaseInFolder()
  const said = execFileSync(join(here, 'measure.sh'), ['test'], {
    encoding: 'utf8',
    env: { ...PODMAN_ENV, DATABASE_URL: url, MEASURE_VOLUME: volume },
  })
  console.log(said)
  const lines = said.trim().split('\n')
  const megabytes = Object.fromEntries(
    lines.map((line) => [/^\S+/.exec(line)?.[0], Number(/(\d+) MB/.exec(line)?.[1])]),
  )
  for (const [image, most] of Object.entries(MEGABYTES)) expect(megabytes[image]).toBeLessThan(most)
  for (const image of ['control-plane', 'origin'])
    expect(said).toMatch(new RegExp(`${image} .* answers after \\d+ ms`))
}, 300_000)

test('the control plane serves API and web app without privileges, on a root that cannot be written to', async () => {
  const { url, volume } = await databaseInFolder()
  const port = await freePort()
  start(
    'control-plane',
    `cbtv-cp-${port}`,
    ...['--volume', volume, '--env', `DATABASE_URL=${url}`],
    ...['--env', `PORT=${port}`, '--env', 'DEMO=off'],
  )
  const at = `http://127.0.0.1:${port}`
  await expect.poll(() => status(`${at}/readyz`), { timeout: 60_000 }).toBe(200)
  expect(await status(`${at}/healthz`)).toBe(200)
  expect(await status(`${at}/login`, { accept: 'text/html' })).toBe(200)
  const name = `cbtv-cp-${port}`
  expect(inside(name, 'id -u')).toBe('10001')
  expect(inside(name, 'touch /app/x 2>&1 || true')).toContain('Read-only file system')
  expect(sh('images healthcheck run "$1" 2>/dev/null && echo well', name)).toBe('well')
  // What only development and set-up need is not there to be misused.
  expect(
    inside(name, 'cd node_modules; ls -d vite vitest typescript esbuild 2>/dev/null || true'),
  ).toBe('')
  expect(inside(name, 'command -v npm ffmpeg || true')).toBe('')
}, 300_000)

test('the origin answers, and both images of a host have an FFmpeg that encodes and draws text', async () => {
  const port = await freePort()
  const name = `cbtv-origin-${port}`
  start('origin', name, '--env', `ORIGIN_PORT=${port}`, '--env', 'ORIGIN_HOST=127.0.0.1')
  await expect
    .poll(() => status(`http://127.0.0.1:${port}/streams/none/index.m3u8`), { timeout: 60_000 })
    .toBe(404)
  expect(inside(name, 'id -u')).toBe('10001')
  expect(inside(name, 'ffmpeg -hide_banner -encoders | grep -c libx264')).not.toBe('0')
  expect(
    inside(name, 'ffmpeg -v error -f lavfi -i color=s=64x64:d=0.1,drawtext=text=a -f null -'),
  ).toBe('')
}, 300_000)
