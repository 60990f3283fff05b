import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { SetUpProblem } from './set-up-problem.mjs'

/** Where each Debian package can be seen to be there. */
const PACKAGES = {
  ffmpeg: ['ffmpeg'],
  gcc: ['cc'],
  'libc6-dev': ['/usr/include/stdlib.h'],
  'fonts-dejavu-core': ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'],
  'tesseract-ocr': ['tesseract'],
  'tesseract-ocr-eng': ['/usr/share/tesseract-ocr/5/tessdata/eng.traineddata'],
  'tesseract-ocr-tur': ['/usr/share/tesseract-ocr/5/tessdata/tur.traineddata'],
  'chromium-headless-shell': ['/usr/lib/chromium/chromium-headless-shell'],
  postgresql: ['/usr/lib/postgresql'],
  pgbouncer: ['pgbouncer'],
  'nghttp2-client': ['h2load'],
  wrk: ['wrk'],
  'redis-server': ['redis-server'],
  'nginx-light': ['nginx'],
  'gettext-base': ['envsubst'],
  openssl: ['openssl'],
  certbot: ['certbot'],
  shellcheck: ['shellcheck'],
  age: ['age', 'age-keygen'],
  rclone: ['rclone'],
  systemd: ['systemd-analyze', 'systemd-escape'],
  curl: ['curl'],
  'libnginx-mod-http-brotli-filter': ['/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so'],
  'libnginx-mod-rtmp': ['/usr/lib/nginx/modules/ngx_rtmp_module.so'],
  iproute2: ['ip'],
  strace: ['strace'],
  prometheus: ['prometheus', 'promtool'],
  'prometheus-alertmanager': ['prometheus-alertmanager', 'amtool'],
}

/** What attacks the product. */
const ATTACKERS = { sqlmap: ['sqlmap'], wapiti: ['wapiti'], 'testssl.sh': ['testssl'] }

/** FFmpeg, and what the guard of its connections is built with. */
const RUNS = ['ffmpeg', 'gcc', 'libc6-dev']

/** What images are made and run with where no engine of Docker is, and what reads files of compose. */
const CONTAINERS = {
  podman: ['podman'],
  buildah: ['buildah'],
  runc: ['runc'],
  catatonit: ['catatonit'],
  netavark: ['/usr/lib/podman/netavark'],
  'aardvark-dns': ['/usr/lib/podman/aardvark-dns'],
  iptables: ['iptables'],
  mmdebstrap: ['mmdebstrap'],
  'docker-compose': ['docker-compose'],
}

const SEEN_BY = { ...PACKAGES, ...ATTACKERS, ...CONTAINERS }

const NEEDED = {
  start: RUNS,
  dev: RUNS,
  test: Object.keys(PACKAGES),
  security: Object.keys({ ...PACKAGES, ...ATTACKERS }),
  deployment: Object.keys({ ...PACKAGES, ...CONTAINERS }),
}

/** Installs missing programs with apt-get where that is allowed; otherwise says what to install. */
export async function ensurePrograms(purpose) {
  const missing = (NEEDED[purpose] ?? []).filter((name) => !SEEN_BY[name].every(isThere))
  if (missing.length === 0) return
  const sudo = howToBecomeRoot()
  if (sudo === null) {
    if (purpose === 'start') {
      // The product starts without them and says what is missing.
      console.warn(
        `\nMissing: ${missing.join(', ')}. Install it: sudo apt-get install ${missing.join(' ')}\n`,
      )
      return
    }
    throw new SetUpProblem(`Please install: sudo apt-get install ${missing.join(' ')}`)
  }
  console.log(`Installing ${missing.join(', ')} …`)
  await withoutStartingServices(sudo, () => install(sudo, missing))
  const still = missing.filter((name) => !SEEN_BY[name].every(isThere))
  if (still.length > 0) {
    throw new SetUpProblem(
      `apt-get could not install ${still.join(', ')}; its own message is above.`,
    )
  }
}

function isThere(program) {
  if (program.startsWith('/')) return existsSync(program)
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)))
}

function howToBecomeRoot() {
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return null
  if (process.getuid?.() === 0) return []
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null
}

async function install(sudo, packages) {
  await run(sudo, ['apt-get', 'update', '-qq'])
  await run(sudo, ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages])
}

async function run(sudo, words) {
  const [file, ...args] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', ...words]
  await once(spawn(file, args, { stdio: ['ignore', 'ignore', 'inherit'] }), 'exit')
}

const POLICY = '/usr/sbin/policy-rc.d'

/** Debian starts a server when it installs it; ours are started by the tests themselves. */
async function withoutStartingServices(sudo, work) {
  const ours = sudo.length === 0 && !existsSync(POLICY)
  if (ours) {
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n')
    chmodSync(POLICY, 0o755)
  }
  try {
    await work()
  } finally {
    if (ours) rmSync(POLICY, { force: true })
  }
}
