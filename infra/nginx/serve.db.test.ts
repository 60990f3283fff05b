import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
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

test('nginx in a container starts without a certificate, takes a new one by itself, and ends when told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'serve-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const place = (name: string) => join(folder, name)
  for (const name of ['tls', 'acme', 'media', 'elsewhere']) mkdirSync(place(name))
  const port = await freePort()
  const env = {
    ...{ PATH: process.env.PATH, PUBLIC_URL: `https://tv.example:${port}` },
    ...{ HTTP_PORT: `${await freePort()}`, HTTPS_PORT: `${port}`, PID_FILE: place('nginx.pid') },
    ...{ TLS_DIR: place('tls'), ACME_DIR: place('acme'), MEDIA_DIR: place('media') },
    ...{ TLS_LOOK_SECONDS: '1', NGINX_FAILED_LOG: place('failed.log') },
  }
  const arguments_ = ['control-plane', place('conf')]
  const child = spawn(join(import.meta.dirname, 'serve.sh'), arguments_, { env, stdio: 'ignore' })
  const ended = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGTERM'))
  await expect.poll(() => shown(port)).not.toBeNull()
  const first = await shown(port)
  const selfSigned = join(import.meta.dirname, '../scripts/self-signed.sh')
  execFileSync(selfSigned, ['tv.example', place('elsewhere')], { env })
  renameSync(place('elsewhere/bundle.pem'), place('tls/bundle.pem'))
  await expect.poll(async () => [null, first].includes(await shown(port))).toBe(false)
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(await shown(port)).toBeNull()
})
