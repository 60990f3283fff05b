import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
/** A day that openssl's list of certificates says of one that runs on (two digits of the year). */
const FAR_AHEAD = '301231235959Z'

/** An authority as there are: a root, below it one that vouches for names, and a responder with a certificate of its own. */
export type Authority = {
  folder: string
  /** What clients and nginx know it by. */
  root: string
  /** Certificate, key and chain in `TLS_DIR`; `asks` is where its responder is said to be. */
  certify(name: string, asks: string | null): string
}

export function makeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  // Workers of nginx are somebody else when the master is root.
  execFileSync('chmod', ['a+rx', folder])
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
  const text = (file: string) => readFileSync(join(folder, file), 'utf8')
  const sign = (name: string, by: string, extensions: readonly string[]) => {
    writeFileSync(join(folder, `${name}.ext`), `${extensions.join('\n')}\n`)
    openssl('req', ...KEY, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
    const issuer = ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial']
    const files = ['-in', `${name}.csr`, '-extfile', `${name}.ext`, '-out', `${name}.pem`]
    openssl('x509', '-req', ...files, ...issuer, '-days', '20')
  }
  openssl('req', '-x509', ...KEY, '-keyout', 'root.key', '-out', 'root.pem', '-subj', '/CN=Root')
  const mayCertify = ['basicConstraints=critical,CA:TRUE', 'keyUsage=keyCertSign,cRLSign']
  sign('authority', 'root', [...mayCertify, 'subjectKeyIdentifier=hash'])
  sign('responder', 'authority', ['extendedKeyUsage=OCSPSigning'])
  return {
    folder,
    root: join(folder, 'root.pem'),
    certify(name, asks) {
      const responder = asks === null ? [] : [`authorityInfoAccess=OCSP;URI:${asks}`]
      sign(name, 'authority', [`subjectAltName=DNS:${name}`, ...responder])
      const serial = String(openssl('x509', '-noout', '-serial', '-in', `${name}.pem`)).slice(7, -1)
      const line = ['V', FAR_AHEAD, '', serial, 'unknown', `/CN=${name}`].join('\t')
      writeFileSync(join(folder, 'index.txt'), `${line}\n`)
      const tlsDir = join(folder, 'tls')
      mkdirSync(tlsDir, { recursive: true })
      const bundle = [`${name}.pem`, 'authority.pem', `${name}.key`].map(text).join('')
      writeFileSync(join(tlsDir, 'bundle.pem'), bundle)
      return tlsDir
    },
  }
}
