import { execFileSync, spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../test/free-port.ts'

/** The number of the certificate that is shown now; null while nothing listens. */
function shown(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, servername: 'tv.example', rejectUnauthorized: false }
    const socket = connect(options, () => {
      resolve(socket.getPeerCertificate().serialNumber)
      socket.destroy()
    })
    socket.on('error', () => resolve(null))
  })
}

/** serve.sh as in a container, with folders of its own. */
async function serve(controlPlanes: string) {
  const folder = mkdtempSync(join(tmpdir(), 'serve-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const place = (name: string) => join(folder, name)
  for (const name of ['tls', 'acme', 'media', 'elsewhere']) mkdirSync(place(name))
  const port = await freePort()
  const env = {
    PATH: process.env.PATH,
    PUBLIC_URL: `https://tv.example:${port}`,
    HTTP_PORT: `${await freePort()}`,
    HTTPS_PORT: `${port}`,
    PID_FILE: place('nginx.pid'),
    TLS_DIR: place('tls'),
    ACME_DIR: place('acme'),
    MEDIA_DIR: place('media'),
    CONTROL_PLANES: controlPlanes,
    TLS_LOOK_SECONDS: '1',
    NGINX_FAILED_LOG: place('failed.log'),
  }
  const arguments_ = ['control-plane', place('conf')]
  const child = spawn(join(import.meta.dirname, 'serve.sh'), arguments_, { env, stdio: 'ignore' })
  const ended = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGTERM'))
  await expect.poll(() => shown(port)).not.toBeNull()
  return { child, ended, env, place, port }
}

test('nginx in a container starts without a certificate, takes a new one by itself, and ends when told', async () => {
  const { child, ended, env, place, port } = await serve('127.0.0.1:1')
  const first = await shown(port)
  const selfSigned = join(import.meta.dirname, '../scripts/self-signed.sh')
  execFileSync(selfSigned, ['tv.example', place('elsewhere')], { env })
  renameSync(place('elsewhere/bundle.pem'), place('tls/bundle.pem'))
  await expect.poll(async () => [null, first].includes(await shown(port))).toBe(false)
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(await shown(port)).toBeNull()
})

test('nginx in a container that is told to end waits for no answer that never does', async () => {
  const neverEnds = createServer((_req, res) => void res.write('so far'))
  await once(neverEnds.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    neverEnds.closeAllConnections()
    neverEnds.close()
  })
  const address = neverEnds.address()
  if (typeof address !== 'object' || address === null) throw new Error('It does not listen')
  const { child, ended, port } = await serve(`127.0.0.1:${address.port}`)
  const options = { host: '127.0.0.1', port, servername: 'tv.example', rejectUnauthorized: false }
  const follower = connect(options)
  follower.on('error', () => {}).resume()
  follower.write('GET /events HTTP/1.1\r\nhost: tv.example\r\n\r\n')
  await once(neverEnds, 'request')
  const toldAt = performance.now()
  child.kill('SIGTERM')
  await once(follower, 'close')
  expect(await ended).toEqual([0, null])
  // Of the 30 s after which a container is ended without a word.
  expect(performance.now() - toldAt).toBeLessThan(15_000)
})

/** What nobody vouches for, with so many days left. */
function putCertificate(folder: string, days: number) {
  const [key, certificate] = [join(folder, 'key'), join(folder, 'certificate')]
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-days', `${days}`, '-subj', '/CN=tv.example', '-keyout', key, '-out', certificate],
    ],
    { stdio: 'ignore' },
  )
  const bundle = join(folder, 'bundle.pem')
  writeFileSync(`${bundle}.made`, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'))
  renameSync(`${bundle}.made`, bundle)
}
const daysLeft = (folder: string) =>
  (Date.parse(new X509Certificate(readFileSync(join(folder, 'bundle.pem'))).validTo) - Date.now()) /
  86_400_000

test('where no certificate is asked for, the one that nobody vouches for does not run out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keep-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  putCertificate(folder, 1)
  const child = spawn(join(import.meta.dirname, 'keep-certificate.sh'), [], {
    env: {
      PATH: process.env.PATH,
      PUBLIC_URL: 'https://tv.example',
      TLS_DIR: folder,
      CERTBOT_EMAIL: '',
      CERTIFICATE_LOOK_SECONDS: '1',
    },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGTERM'))
  await expect.poll(() => daysLeft(folder)).toBeGreaterThan(80)
  // Not at its start alone.
  putCertificate(folder, 1)
  await expect.poll(() => daysLeft(folder)).toBeGreaterThan(80)
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})
