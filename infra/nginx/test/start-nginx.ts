import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../../test/free-port.ts'

const here = join(import.meta.dirname, '..')
const SOON_MS = 15_000

export type Role = 'control-plane' | 'media-host' | 'both'
export type TestNginx = {
  httpPort: number
  httpsPort: number
  mediaDir: string
  acmeDir: string
  tlsDir: string
  pidFile: string
  /** Lines of what failed, as JSON. */
  failed(): string
  /** All that it warned of since it was started. */
  said(): string
  stop(): Promise<void>
}

/** A real nginx with the rendered configuration and a certificate of its own, on free ports; `amend` may change what was rendered. */
export async function startNginx(
  role: Role,
  variables: Record<string, string> = {},
  amend: (folder: string) => void = () => {},
): Promise<TestNginx> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  const [httpPort, httpsPort] = [await freePort(), await freePort()]
  const place = (name: string) => join(folder, name)
  const [mediaDir, acmeDir, tlsDir] = [place('media'), place('acme'), place('tls')]
  for (const path of [mediaDir, acmeDir, tlsDir]) mkdirSync(path)
  // The workers are somebody else when the master is root.
  execFileSync('chmod', ['-R', 'a+rX', folder])
  const address = `https://tv.example:${httpsPort}`
  const env = {
    PATH: process.env.PATH,
    PUBLIC_URL: address,
    PLAYBACK_BASE_URL: address,
    HTTP_PORT: `${httpPort}`,
    HTTPS_PORT: `${httpsPort}`,
    PID_FILE: place('nginx.pid'),
    TLS_DIR: tlsDir,
    ACME_DIR: acmeDir,
    MEDIA_DIR: mediaDir,
    NGINX_FAILED_LOG: place('failed.log'),
    ...variables,
  }
  execFileSync(join(here, '../scripts/self-signed.sh'), ['tv.example', tlsDir], { env })
  execFileSync(join(here, 'render.sh'), [role, place('conf')], { env })
  amend(place('conf'))
  const config = place('conf/nginx.conf')
  const child = spawn('nginx', ['-c', config, '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await untilItListens(httpsPort)
  } catch (error) {
    await stop()
    throw new Error(`nginx did not start: ${said}`, { cause: error })
  }
  return {
    httpPort,
    httpsPort,
    mediaDir,
    acmeDir,
    tlsDir,
    stop,
    pidFile: place('nginx.pid'),
    failed: () => readFileSync(place('failed.log'), 'utf8'),
    said: () => said,
  }
}

/** @throws when nothing has listened there for long */
async function untilItListens(port: number): Promise<void> {
  const until = performance.now() + SOON_MS
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(SOON_MS) })
      return
    } catch (error) {
      if (performance.now() > until) throw error
      await delay(50)
    }
  }
}
