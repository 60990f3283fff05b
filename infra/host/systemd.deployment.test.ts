import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { startDebianPostgres } from '@cashbacktv/db/test'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../control-plane/src/test/start-test-plane.ts'
import { playlistRules, type Violation } from '../../e2e/auditor/playlist-rules.ts'
import { identities } from '../../e2e/stack/ffmpeg-processes.ts'
import { enrolCommand } from '../../webapp/app/features/hosts/domain/host-presentation.ts'
import { askSteadily } from '../compose/test/ask-steadily.ts'
import { startViewer } from '../compose/test/hls-viewer.ts'
import type { Answer } from '../compose/test/production.ts'
import { freePort } from '../test/free-port.ts'
import { type SystemdMachine, startMachine } from './test/systemd-machine.ts'

/**
 * A bare Debian with systemd, the line that the web app shows, and the release that the control plane hands out. Each test
 * goes on where the one before ended.
 */
const ROOT = join(import.meta.dirname, '../..')
const { version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const RELEASE = join(ROOT, 'control-plane/dist/host')
const UNITS = ['cashbacktv-agent', 'cashbacktv-origin']
const SOCKET = 'cashbacktv-origin.socket'
const PLAYBACK = 'https://edge1.example'
let machine: SystemdMachine
let database: Awaited<ReturnType<typeof startDebianPostgres>>
let plane: TestPlane
let controlPlaneUrl: string
let channel: { id: string; slug: string }

beforeAll(async () => {
  machine = await startMachine()
  database = await startDebianPostgres()
  const port = await freePort()
  controlPlaneUrl = `http://${machine.outside}:${port}`
  plane = await startTestPlane({
    databaseUrl: database.url,
    hostReleaseDir: RELEASE,
    version: VERSION,
    host: '0.0.0.0',
    port,
    publicUrl: controlPlaneUrl,
  })
}, 300_000)
afterAll(async () => {
  await plane?.close()
  await database?.stop()
  await machine?.stop()
}, 120_000)

/** How often systemd has started it. */
async function startsOf(unit: string): Promise<number> {
  const said = await machine.must(`journalctl --unit ${unit} --output cat --grep '^Started '`)
  return said.split('\n').length
}
const statusOf = (what: string) => `systemctl show --property=${what} --value ${UNITS.join(' ')}`
const runs = () => identities(`/mnt/ramdisk/${channel.id}`)

test('the line that the web app shows makes a bare machine a host that is connected', async () => {
  const { body: given } = await plane.as('admin', 'POST', '/hosts/join-tokens', { label: 'edge-1' })
  // As on machines that were made safe.
  await machine.must('mount -t tmpfs -o noexec,mode=1777 tmpfs /tmp')
  const line = `umask 077; ${enrolCommand(given.address, given.token)}`
  const said = await machine.must(`${line} -s -- --playback ${PLAYBACK} --ramdisk 512M`)
  expect(said).toContain('The host appears in the web app under Hosts within seconds.')
  const hosts = async () => (await plane.as('admin', 'GET', '/hosts')).text
  await expect.poll(hosts, { timeout: 30_000 }).toContain('"link":"connected"')
  const enabled = await machine.must(`systemctl is-enabled ${SOCKET} ${UNITS.join(' ')}`)
  expect(enabled).toBe('enabled\nenabled\nenabled')
  for (const unit of UNITS) expect(await startsOf(unit)).toBe(1)
  // The kernel is this machine's, and is not let be changed from there: that is said, with the reason.
  expect(said).toMatch(/vm\.swappiness +differs 60 instead of 10: Read-only file system/)
}, 300_000)

test('the line pasted once more changes nothing', async () => {
  const said = await machine.must(`curl -fsS ${controlPlaneUrl}/install.sh | sudo bash`)
  expect(said).toContain('Nothing had to be changed.')
}, 60_000)

test('an installation that was cut off is made up for by the next one', async () => {
  const inTheWay = '/etc/sysctl.d/60-cashbacktv.conf.new'
  const line = `curl -fsS ${controlPlaneUrl}/install.sh | sudo bash -s -- --name edge-one`
  const before = await startsOf('cashbacktv-agent')
  await machine.must(`rm /etc/sysctl.d/60-cashbacktv.conf && mkdir ${inTheWay}`)
  expect((await machine.sh(line)).ok).toBe(false)
  expect(await startsOf('cashbacktv-agent')).toBe(before)
  await machine.must(`rmdir ${inTheWay}`)
  expect(await machine.must(line)).toContain('start agent and origin anew')
  expect(await startsOf('cashbacktv-agent')).toBe(before + 1)
  expect(await machine.must(line)).toContain('Nothing had to be changed.')
}, 120_000)

test('its RAM disk is moved, and nothing of the former one is left', async () => {
  const move = (to: string) =>
    machine.must(`curl -fsS ${controlPlaneUrl}/install.sh | sudo bash -s -- --media ${to}`)
  for (const [from, to] of [
    ['/mnt/ramdisk', '/srv/media'],
    ['/srv/media', '/mnt/ramdisk'],
  ] as const) {
    await move(to)
    expect(await machine.must(`findmnt --noheadings --output FSTYPE ${to}`)).toBe('tmpfs')
    const left = `findmnt ${from}; ls -d ${from}; ls /etc/systemd/system/*.mount`
    const unit = `${to.slice(1).replace('/', '-')}.mount`
    expect((await machine.sh(left)).stdout.trim()).toBe(`/etc/systemd/system/${unit}`)
    expect(await machine.must(statusOf('ActiveState'))).toBe('active\n\nactive')
  }
}, 120_000)

test('its units run with the RAM disk that was asked for, and may do little of what a process may', async () => {
  expect(await machine.must(statusOf('ActiveState'))).toBe('active\n\nactive')
  expect(await machine.must('findmnt --noheadings --output FSTYPE,OPTIONS /mnt/ramdisk')).toMatch(
    /^tmpfs .*noexec.*size=524288k/,
  )
  for (const unit of UNITS) await machine.must(`systemd-analyze security --threshold=40 ${unit}`)
  const users = await machine.must('ps --no-headers -o user:20 -C node | sort --unique')
  expect(users).toBe('cashbacktv')
}, 60_000)

test('nginx serves its streams, with a certificate that nobody vouches for yet', async () => {
  const infra = '/opt/cashbacktv/current/infra'
  await machine.must(`set -e
    export PLAYBACK_BASE_URL=${PLAYBACK} MEDIA_DIR=/mnt/ramdisk NGINX_LOG_PORT=8091
    ${infra}/scripts/self-signed.sh edge1.example
    ${infra}/nginx/render.sh media-host
    ln -s /etc/nginx/cashbacktv/site.conf /etc/nginx/conf.d/cashbacktv.conf
    rm -f /etc/nginx/sites-enabled/default && nginx -t && systemctl restart nginx`)
  expect(await machine.must('systemctl show --property=LimitNOFILE --value nginx')).toBe('1048576')
  await expect.poll(async () => (await ask('/streams/none/index.m3u8')).status).toBe(404)
}, 60_000)

test('a channel goes on air there', async () => {
  const sources = [{ url: 'testcard://320x180@25' }]
  const made = await plane.as('admin', 'POST', '/channels', { name: 'Haber', sources })
  expect([made.status, made.text]).toEqual([201, expect.any(String)])
  channel = made.body
  expect((await plane.as('admin', 'POST', `/channels/${channel.id}/start`)).status).toBe(202)
  await expect.poll(onAir, { timeout: 60_000 }).toBe(`${PLAYBACK}${stream()}: 200`)
  await expect.poll(runs, { timeout: 30_000 }).toHaveLength(1)
  // As many as a player keeps behind the newest, and no start any more.
  const listed = async () => (await ask(stream())).body.match(/^#EXTINF/gm)?.length ?? 0
  await expect.poll(listed, { timeout: 60_000 }).toBeGreaterThan(5)
}, 180_000)

const stream = () => `/streams/${channel.slug}/index.m3u8`
async function onAir(): Promise<string> {
  const { playbackUrl } = (await plane.as('admin', 'GET', `/channels/${channel.id}`)).body
  const status = await ask(stream()).then(
    (answer) => answer.status,
    () => 0,
  )
  return `${playbackUrl}: ${status}`
}

/** As a player does: by TLS, through nginx, under the name of the host. */
function ask(path: string, { timeoutMs = 10_000 } = {}): Promise<Answer> {
  const where = { host: machine.address, servername: 'edge1.example', path, agent: false }
  const how = { headers: { host: 'edge1.example' }, rejectUnauthorized: false }
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const asked = request({ ...where, ...how, signal }, async (answer) => {
      let body = ''
      for await (const chunk of answer.setEncoding('latin1')) body += chunk
      const type = String(answer.headers['content-type'])
      resolve({ status: answer.statusCode ?? 0, body, type })
    })
    asked.on('error', reject).end()
  })
}

/** What somebody sees who watches while `work` is done, and the rules of its playlist that were broken. */
async function watchedWhile(work: () => Promise<void>) {
  const rules = playlistRules()
  const violations: Violation[] = []
  let unanswered = 0
  const asking = async (path: string, question: { timeoutMs: number }) => {
    const isPlaylist = path === stream()
    const answer = await ask(path, question).catch((error) => {
      if (isPlaylist) unanswered += 1
      throw error
    })
    if (isPlaylist && answer.status !== 200) unanswered += 1
    if (isPlaylist && answer.status === 200)
      violations.push(...rules.look({ at: Date.now(), text: answer.body }))
    return answer
  }
  const viewer = startViewer(asking, stream())
  onTestFinished(() => viewer.stop())
  const players = askSteadily((path) => ask(path), [[stream(), {}]], 20)
  const played = (seconds: number) =>
    expect.poll(() => viewer.watched().playedSeconds, { timeout: 60_000 }).toBeGreaterThan(seconds)
  await played(6)
  await work()
  // What is in the buffer of a player by then came before.
  await played(viewer.watched().playedSeconds + 12)
  const { answered, failed, slowest } = await players.stop()
  console.log(`${answered} playlists were answered, the slowest: ${slowest.line}`)
  return { watched: viewer.watched(), violations, unanswered, failed }
}

/** Nothing that a player would show or say: no gap, no seam, no number that goes back, no wait, and no playlist refused. */
const UNDISTURBED = {
  watched: { stalledSeconds: 0, missed: 0, wrong: [], playedSeconds: expect.any(Number) },
  violations: [],
  unanswered: 0,
  failed: [],
}

test('an agent that ends by a fault of its own leaves its FFmpeg, which the next one adopts', async () => {
  const before = runs()
  const pid = await machine.must('systemctl show --property=MainPID --value cashbacktv-agent')
  const seen = await watchedWhile(async () => {
    await machine.must(`kill -KILL ${pid}`)
    const isBack = async () => (await machine.must(statusOf('ActiveState'))) === 'active\n\nactive'
    await expect.poll(isBack, { timeout: 30_000 }).toBe(true)
  })
  expect(seen).toEqual(UNDISTURBED)
  expect(runs()).toEqual(before)
}, 180_000)

/** The release that runs there under another version, with files of the programs replaced, and without those that are null. */
function anotherRelease(version: string, files: Record<string, string | null> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'release-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const archive = join(RELEASE, `cashbacktv-host-${VERSION}.tar.gz`)
  execFileSync('tar', ['xzf', archive, '--strip-components=1', '--directory', folder])
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, version }))
  for (const [path, text] of Object.entries(files)) {
    if (text === null) rmSync(join(folder, path))
    else writeFileSync(join(folder, path), text)
  }
  const pack = join(folder, 'infra/release/pack.sh')
  return execFileSync(pack, [join(folder, 'packed')], { encoding: 'utf8' }).trim()
}

/** Brings a release there and takes it, as a person does. */
async function take(archive: string): Promise<string> {
  for (const end of ['', '.sha256']) await machine.copy(`${archive}${end}`, '/run/')
  const script = '/opt/cashbacktv/current/infra/scripts/upgrade.sh'
  return machine.must(`${script} /run/${basename(archive)}`)
}
const current = () => machine.must('readlink /opt/cashbacktv/current')

test('another release is taken and given back, and who watches notices nothing', async () => {
  const before = runs()
  const seen = await watchedWhile(async () => {
    expect(await take(anotherRelease('9.0.0'))).toContain('9.0.0 is in use')
    expect(await current()).toBe('releases/9.0.0')
    await machine.must('/opt/cashbacktv/current/infra/scripts/rollback.sh')
    expect(await current()).toBe(`releases/${VERSION}`)
  })
  expect(seen).toEqual(UNDISTURBED)
  expect(runs()).toEqual(before)
}, 300_000)

test('a release of before, whose origin listens by itself, is taken and left again', async () => {
  const before = runs()
  const origin = readFileSync(join(ROOT, 'agent/dist/origin.js'), 'utf8')
  const listensItself = anotherRelease('1.0.0', {
    'agent/dist/origin.js': origin.replaceAll('LISTEN_FDS', 'OF_NOBODY'),
    [`infra/host/units/${SOCKET}`]: null,
  })
  const isOpen = async () => (await machine.sh(`systemctl is-active ${SOCKET}`)).stdout.trim()
  const seen = await watchedWhile(async () => {
    expect(await take(listensItself)).toContain('1.0.0 is in use')
    expect([await isOpen(), (await ask(stream())).status]).toEqual(['inactive', 200])
    await machine.must('/opt/cashbacktv/current/infra/scripts/rollback.sh')
    expect([await isOpen(), (await ask(stream())).status]).toEqual(['active', 200])
  })
  // For the moment in which nobody listens a player is refused, and asks again.
  expect(seen).toEqual({
    ...UNDISTURBED,
    unanswered: expect.any(Number),
    failed: expect.any(Array),
  })
  expect(runs()).toEqual(before)
}, 300_000)

test('a release that does not start gives way by itself, and who watches notices nothing', async () => {
  const before = runs()
  const seen = await watchedWhile(async () => {
    const broken = anotherRelease('9.0.1', { 'agent/dist/main.js': 'process.exit(1)' })
    await expect(take(broken)).rejects.toThrow(/9\.0\.1 is not well[\s\S]*is in use again/)
  })
  expect(seen).toEqual(UNDISTURBED)
  expect(runs()).toEqual(before)
  expect(await current()).toBe(`releases/${VERSION}`)
}, 300_000)

test('uninstalled, it has no process, no file and no user of the product any more', async () => {
  const said = await machine.must('/opt/cashbacktv/current/infra/host/install.sh --uninstall')
  // nginx and its certificate are not the installer's.
  expect(said).toContain('/etc/cashbacktv/tls')
  expect(runs()).toEqual([])
  const left = await machine.sh(`find / -xdev -name '*cashbacktv*' -not -path '/proc/*' | sort
    findmnt /mnt/ramdisk; getent passwd cashbacktv`)
  const ofNginx = ['/etc/cashbacktv', '/etc/nginx/cashbacktv', '/etc/nginx/conf.d/cashbacktv.conf']
  expect(left.stdout.trim().split('\n')).toEqual([...ofNginx, '/var/log/nginx/cashbacktv.log'])
}, 120_000)
