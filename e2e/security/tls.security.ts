import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startUpstream } from '../../infra/nginx/test/ask-nginx.ts'
import { startNginx, type TestNginx } from '../../infra/nginx/test/start-nginx.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { certify, examineTls, type TlsFinding } from './attack/testssl.ts'

const NAME = 'tv.example'
const HARMLESS = ['OK', 'INFO', 'LOW']

/** What testssl says and what does not hold here, with why. */
const EXCEPTIONS: { id: RegExp; why: string }[] = [
  { id: /^engine_problem$/, why: 'said of the OpenSSL that it looks with, which knows no GOST' },
]

/** nginx as it is rendered for control plane and streams, with a certificate that somebody vouches for. */
async function nginxWithCertificate(amend: (conf: string) => void = () => {}) {
  const folder = tempFolder('authority')
  onTestFinished(folder.remove)
  const upstream = await startUpstream()
  onTestFinished(upstream.close)
  const bundle = join(folder.path, 'bundle.pem')
  const authority = await certify(folder.path, NAME, bundle)
  const ports = { PORT: `${upstream.port}`, ORIGIN_PORT: `${upstream.port}` }
  const nginx = await startNginx('both', ports, (conf) => {
    writeFileSync(join(conf, '../tls/bundle.pem'), readFileSync(bundle))
    amend(conf)
  })
  onTestFinished(nginx.stop)
  return { nginx, authority }
}

const look = (nginx: TestNginx, authority: string, only?: string[]) =>
  examineTls({ name: NAME, port: nginx.httpsPort, authority, ...(only ? { only } : {}) })

const harmful = (found: TlsFinding[]) =>
  found
    .filter(({ severity }) => !HARMLESS.includes(severity))
    .filter(({ id }) => !EXCEPTIONS.some((one) => one.id.test(id)))
    .map(({ id, severity, finding }) => `${severity} ${id}: ${finding}`)

test('testssl finds how packed pages tell of the secrets in them, where they were packed', async () => {
  const { nginx, authority } = await nginxWithCertificate((conf) => {
    const file = join(conf, 'to-control-plane.conf')
    writeFileSync(file, readFileSync(file, 'utf8').replace('gzip off;', ''))
  })
  expect(harmful(await look(nginx, authority, ['--breach']))).toEqual([
    expect.stringMatching(/^MEDIUM BREACH: .*gzip/),
  ])
}, 120_000)

test('testssl finds nothing above LOW in our nginx', async () => {
  const { nginx, authority } = await nginxWithCertificate()
  const found = await look(nginx, authority)
  // It has looked at everything, to the end.
  const looked = found.map(({ id }) => id)
  for (const id of ['TLS1_3', 'cert_chain_of_trust', 'HSTS_time', 'BREACH', 'ROBOT'])
    expect(looked).toContain(id)
  // Which it says at its end.
  expect(looked.at(-1)).toBe('scanTime')
  expect(harmful(found)).toEqual([])
}, 600_000)
