import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../test/free-port.ts'
import { type Authority, makeAuthority } from './test/make-authority.ts'
import { startNginx } from './test/start-nginx.ts'

/** openssl as the responder of an authority, who signs as most do: with a certificate that the authority has given it. */
async function startResponder({ folder }: Authority, port: number): Promise<void> {
  const signs = ['-rsigner', 'responder.pem', '-rkey', 'responder.key', '-CA', 'authority.pem']
  const args = ['ocsp', '-index', 'index.txt', '-port', `${port}`, ...signs]
  const child = spawn('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  })
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('ACCEPT')) break
}

/** What a client that asks for it is told about the certificate with the connection. */
function stapled(port: number, authority: Authority): Promise<string> {
  const asks = ['-status', '-servername', 'tv.example', '-CAfile', authority.root]
  const args = ['s_client', '-connect', `127.0.0.1:${port}`, ...asks]
  return new Promise((resolve) => {
    const child = execFile('openssl', args, (_error, stdout) => resolve(stdout))
    child.stdin?.end()
  })
}

test('a certificate that names a responder is shown with what that one says of it', async () => {
  const authority = makeAuthority()
  const port = await freePort()
  const tlsDir = authority.certify('tv.example', `http://127.0.0.1:${port}/`)
  await startResponder(authority, port)
  const nginx = await startNginx('both', { TLS_DIR: tlsDir, TLS_AUTHORITIES: authority.root })
  onTestFinished(nginx.stop)
  // The first who ask let nginx ask; they are not held up for it.
  const told = () => stapled(nginx.httpsPort, authority)
  await expect.poll(told).toContain('OCSP Response Status: successful')
  const whole = await told()
  expect(whole).toContain('Cert Status: good')
  expect(whole).toContain('Verification: OK')
  expect(nginx.said()).toBe('')
})

test('one that names none is shown alone, and nobody is asked', async () => {
  const authority = makeAuthority()
  const tlsDir = authority.certify('tv.example', null)
  const nginx = await startNginx('both', { TLS_DIR: tlsDir, TLS_AUTHORITIES: authority.root })
  onTestFinished(nginx.stop)
  for (let times = 0; times < 3; times += 1)
    expect(await stapled(nginx.httpsPort, authority)).toContain('OCSP response: no response sent')
  expect(nginx.said()).toBe('')
})
