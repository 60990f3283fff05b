import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ask, startUpstream, type Upstream } from './test/ask-nginx.ts'
import { startNginx, type TestNginx } from './test/start-nginx.ts'

/** What machines have otherwise than the one that this was written on. */
let upstream: Upstream
beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(() => upstream?.close())

async function start(
  variables: Record<string, string>,
  amend: (folder: string) => void = () => {},
): Promise<TestNginx> {
  const ports = { PORT: `${upstream.port}`, ORIGIN_PORT: `${upstream.port}` }
  const nginx = await startNginx('both', { ...ports, ...variables }, amend)
  onTestFinished(nginx.stop)
  return nginx
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-environment-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const leadsTo = (nginx: TestNginx) =>
  new Promise((resolve, reject) => {
    const headers = { host: 'tv.example' }
    const asked = request({ host: '127.0.0.1', port: nginx.httpPort, path: '/x', headers })
    asked.on('response', (answer) => resolve(answer.resume().headers.location))
    asked.on('error', reject).end()
  })

test.each([
  ['https://TV.Example', 'https://tv.example/x'],
  ['https://tv.example:443/', 'https://tv.example/x'],
  ['https://tv.example:8443', 'https://tv.example:8443/x'],
])('under %s it answers, and whoever asks without TLS is led to %s', async (PUBLIC_URL, to) => {
  const nginx = await start({ PUBLIC_URL })
  for (const host of ['tv.example', 'TV.EXAMPLE'])
    expect((await ask(nginx, '/', { headers: { host } })).status).toBe(200)
  expect(await leadsTo(nginx)).toBe(to)
})

test('certificates are asked for names in small letters, and made for them', () => {
  const folder = newFolder()
  const certbot = join(folder, 'certbot')
  writeFileSync(certbot, `#!/bin/sh\necho "$@" >'${folder}/asked'\nexit 1\n`, { mode: 0o755 })
  spawnSync(
    join(import.meta.dirname, '../scripts/setup-tls.sh'),
    ['TV.Example', 'ops@tv.example'],
    {
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        TLS_DIR: join(folder, 'tls'),
        ACME_DIR: join(folder, 'acme'),
        CERTBOT_DIR: folder,
        PID_FILE: '',
      },
    },
  )
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toContain('--domain tv.example ')
  const names = ['x509', '-noout', '-ext', 'subjectAltName', '-in', join(folder, 'tls/bundle.pem')]
  expect(execFileSync('openssl', names, { encoding: 'utf8' })).toContain('DNS:tv.example\n')
})

describe('where the files of root are closed', () => {
  test('workers of nginx still find the proof of a name, and everybody the settings', () => {
    const folder = newFolder()
    const env = {
      PATH: process.env.PATH,
      PUBLIC_URL: 'https://tv.example',
      TLS_DIR: join(folder, 'tls'),
      ACME_DIR: join(folder, 'acme'),
      CERTBOT_DIR: folder,
      // nginx is asked for before certbot is.
      PID_FILE: join(folder, 'none'),
    }
    const before = process.umask(0o077)
    onTestFinished(() => void process.umask(before))
    const setUp = spawnSync(
      join(import.meta.dirname, '../scripts/setup-tls.sh'),
      ['tv.example', 'ops@tv.example'],
      { env, encoding: 'utf8' },
    )
    expect(setUp.stderr).toContain('nginx is not running')
    execFileSync(join(import.meta.dirname, 'render.sh'), ['both', join(folder, 'conf')], { env })
    const modes = ['acme', 'tls', 'conf', 'conf/site.conf', 'tls/bundle.pem'].map((name) =>
      (statSync(join(folder, name)).mode & 0o777).toString(8),
    )
    expect(modes).toEqual(['755', '755', '755', '644', '600'])
  })
})

test('a kernel without IPv6 is not asked to listen by it', () => {
  const folder = newFolder()
  cpSync(import.meta.dirname, join(folder, 'nginx'), { recursive: true })
  const script = join(folder, 'nginx/render.sh')
  const text = readFileSync(script, 'utf8')
  const listensOn = () => {
    const env = { PATH: process.env.PATH, PUBLIC_URL: 'https://tv.example' }
    execFileSync(script, ['both', join(folder, 'conf')], { env })
    const site = readFileSync(join(folder, 'conf/site.conf'), 'utf8')
    return [...site.matchAll(/^ *listen (.*);$/gm)].map(([, where]) => where)
  }
  const withFile = (path: string) =>
    writeFileSync(script, text.replace('-e /proc/net/if_inet6', `-e ${path}`))
  withFile(join(folder, 'nowhere'))
  expect(listensOn()).toEqual(['80', '443 ssl http2'])
  withFile(script)
  expect(listensOn()).toEqual(['80', '[::]:80', '443 ssl http2', '[::]:443 ssl http2'])
  expect(readFileSync(script, 'utf8')).not.toBe(text)
})

test.each([
  ['::1', '[::1]'],
  ['fd00::5', '[fd00::5]'],
  ['::', '127.0.0.1'],
  ['0.0.0.0', '127.0.0.1'],
])('an origin that listens on %s is asked at %s', async (ORIGIN_HOST, asked) => {
  let rendered = ''
  const amend = (folder: string) => {
    rendered = readFileSync(join(folder, 'site.conf'), 'utf8')
    mkdirSync(join(folder, 'kept'))
  }
  const variables = { ORIGIN_HOST, CONTROL_PLANES: '[::1]:3000', NGINX_LOG_PORT: '8091' }
  const nginx = await start(variables, amend)
  expect(rendered).toContain(`server ${asked}:${upstream.port};`)
  expect(rendered).toContain('server [::1]:3000 ')
  expect(nginx.said()).toBe('')
})

test('of IPv6 a network counts as one for the limits, and of IPv4 each address', async () => {
  const nginx = await start({ TRUSTED_PROXIES: '127.0.0.1' })
  /** How many of 100 log-ins, one from each address, are let through. */
  const letIn = async (address: (number: number) => string) => {
    const asked = Array.from({ length: 100 }, (_, at) =>
      ask(nginx, '/login', { method: 'POST', headers: { 'x-forwarded-for': address(at) } }),
    )
    return (await Promise.all(asked)).filter(({ status }) => status === 200).length
  }
  expect(await letIn((at) => `2001:db8:0:${at}::1`)).toBe(100)
  // Zeros are left out where most of them are: of one network in this place, of another in that.
  expect(await letIn((at) => `2001:db8:0:7000:${at}:0:0:${at}`)).toBeLessThan(80)
  expect(await letIn((at) => `2001:db8::${at + 1}:2:3:4`)).toBeLessThan(80)
  expect(await letIn((at) => `198.51.100.${at}`)).toBe(100)
  expect(await letIn((at) => `::ffff:203.0.113.${at}`)).toBe(100)
})

test('Debian lets nginx have as many connections as players need by the line of the page', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/deployment.md'), 'utf8')
  const [line = ''] = /^sed -i .*worker_connections.*$/m.exec(page) ?? []
  const file = join(newFolder(), 'nginx.conf')
  // As it comes with the package.
  writeFileSync(file, 'events {\n\tworker_connections 768;\n\t# multi_accept on;\n}\n')
  execFileSync('bash', ['-euc', line.replace('/etc/nginx/nginx.conf', file)])
  const own = readFileSync(join(import.meta.dirname, 'templates/nginx.conf'), 'utf8')
  const [wanted = ''] = /worker_connections \d+;/.exec(own) ?? []
  expect(readFileSync(file, 'utf8')).toContain(`\t${wanted}\n`)
  const debians = '/etc/nginx/nginx.conf'
  if (existsSync(debians))
    expect(readFileSync(debians, 'utf8')).toMatch(/\tworker_connections \d+;/)
})
