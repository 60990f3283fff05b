import { execFile } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { startFakeAcme } from './test/start-fake-acme.ts'
import { startNginx, type TestNginx } from './test/start-nginx.ts'

const run = promisify(execFile)
const SCRIPTS = join(import.meta.dirname, '../scripts')
const DOMAIN = 'tv.example.test'

/** Who vouches for what nginx shows now, and its number. */
function shown({ httpsPort: port }: TestNginx): Promise<{ issuer: string; serial: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      servername: DOMAIN,
      rejectUnauthorized: false,
    })
    socket.on('secureConnect', () => {
      const { issuer, serialNumber } = socket.getPeerCertificate()
      socket.destroy()
      resolve({ issuer: String(issuer.CN), serial: serialNumber })
    })
    socket.on('error', reject)
  })
}

async function machine() {
  const folder = mkdtempSync(join(tmpdir(), 'certbot-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const told = new EventEmitter()
  const asked = once(told, 'asked')
  const upstream = createServer(async (_req, res) => {
    const released = once(told, 'release')
    told.emit('asked')
    await released
    res.end('here')
  })
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void upstream.close())
  const address = upstream.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  const nginx = await startNginx('control-plane', { PORT: `${address.port}` })
  onTestFinished(nginx.stop)
  const env = {
    PATH: process.env.PATH,
    TLS_DIR: nginx.tlsDir,
    ACME_DIR: nginx.acmeDir,
    PID_FILE: nginx.pidFile,
    CERTBOT_DIR: join(folder, 'config'),
    CERTBOT_WORK_DIR: join(folder, 'work'),
    CERTBOT_LOG_DIR: join(folder, 'logs'),
  }
  const folders = ['config', 'work', 'logs'].flatMap((name) => [
    `--${name}-dir`,
    join(folder, name),
  ])
  return {
    nginx,
    asked,
    release: () => void told.emit('release'),
    setUp: (directoryUrl: string, ...args: string[]) =>
      run(join(SCRIPTS, 'setup-tls.sh'), args.length > 0 ? args : [DOMAIN, 'ops@example.org'], {
        env: { ...env, ACME_SERVER: directoryUrl },
      }),
    renew: () => run('certbot', ['renew', '--no-random-sleep-on-renew', ...folders], { env }),
  }
}

test('a name gets its certificate, and another one 30 days before the end, without a break', async () => {
  const { nginx, setUp, renew, asked, release } = await machine()
  expect((await shown(nginx)).issuer).toBe('tv.example')
  const acme = await startFakeAcme(nginx.httpPort, { days: 29 })
  onTestFinished(acme.stop)

  // A viewer who is in the middle of an answer all the while.
  const answer = ask(nginx)
  await asked
  const { stdout } = await setUp(acme.directoryUrl)
  expect(stdout).toContain(`${DOMAIN} has its certificate, until `)
  await expect.poll(() => shown(nginx)).toMatchObject({ issuer: 'Authority of the test' })
  const first = await shown(nginx)

  acme.giveFor(90)
  await renew()
  expect(acme.given()).toBe(2)
  await expect.poll(async () => (await shown(nginx)).serial).not.toBe(first.serial)

  // 90 days are left: neither looks at it again.
  await renew()
  await setUp(acme.directoryUrl)
  expect(acme.given()).toBe(2)
  release()
  expect(await answer).toBe('here')
  expect(nginx.said()).toBe('')
})

test('what is no certificate of this key is not taken', async () => {
  const { nginx } = await machine()
  const other = mkdtempSync(join(tmpdir(), 'lineage-'))
  onTestFinished(() => rmSync(other, { recursive: true, force: true }))
  for (const name of ['a', 'b'])
    await run(join(SCRIPTS, 'self-signed.sh'), ['x.example', join(other, name)])
  const [a = '', b = ''] = ['a', 'b'].map((name) =>
    readFileSync(join(other, name, 'bundle.pem'), 'utf8'),
  )
  writeFileSync(join(other, 'fullchain.pem'), a)
  writeFileSync(join(other, 'privkey.pem'), b.slice(b.indexOf('-----BEGIN PRIVATE KEY')))
  const before = readFileSync(join(nginx.tlsDir, 'bundle.pem'), 'utf8')
  const env = {
    PATH: process.env.PATH,
    TLS_DIR: nginx.tlsDir,
    PID_FILE: nginx.pidFile,
    RENEWED_LINEAGE: other,
  }
  const taking = run(join(SCRIPTS, 'install-certificate.sh'), [], { env })
  await expect(taking).rejects.toThrow(/do not belong together/)
  expect(readFileSync(join(nginx.tlsDir, 'bundle.pem'), 'utf8')).toBe(before)
})

test('what cannot be a domain or an address is said', async () => {
  const { setUp } = await machine()
  await expect(setUp('', 'localhost', 'ops@example.org')).rejects.toThrow(/is no domain/)
  await expect(setUp('', DOMAIN, 'ops')).rejects.toThrow(/is no address/)
})

test.each(['../nginx/render.sh', 'self-signed.sh', 'setup-tls.sh', 'install-certificate.sh'])(
  '%s has nothing that shellcheck knows better',
  async (script) => {
    await run('shellcheck', [join(SCRIPTS, script)])
  },
)

function ask({ httpsPort: port }: TestNginx): Promise<string> {
  const headers = { host: 'tv.example' }
  const options = { host: '127.0.0.1', port, headers, rejectUnauthorized: false }
  return new Promise((resolve, reject) => {
    const asked = get(options, async (res) => {
      let text = ''
      for await (const chunk of res) text += chunk
      resolve(text)
    })
    asked.on('error', reject)
  })
}
