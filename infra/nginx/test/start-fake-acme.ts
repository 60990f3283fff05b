import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

export type FakeAcme = {
  directoryUrl: string
  /** Certificates that were given out so far. */
  given(): number
  /** From now on. */
  giveFor(days: number): void
  stop(): Promise<void>
}

const TOKEN = Buffer.from('token of the test').toString('base64url')

/** Of a request all that is looked at: who signed it is believed. */
const Signed = z.object({ payload: z.string() })
const NewOrder = z.object({ identifiers: z.array(z.object({ value: z.string() })) })
const Finalize = z.object({ csr: z.string() })

/** What the one order came to that is open at a time. */
type Order = { domain: string; isProven: boolean; certificate: string | null }
type Ask = { req: IncomingMessage; res: ServerResponse; at: string }

/**
 * An authority that speaks as much of RFC 8555 as certbot asks for: it looks at the proof on port
 * `httpPort` of this machine, whatever the name.
 */
export async function startFakeAcme(
  httpPort: number,
  { days }: { days: number },
): Promise<FakeAcme> {
  const folder = mkdtempSync(join(tmpdir(), 'acme-'))
  const authority = makeAuthority(folder)
  const order: Order = { domain: '', isProven: false, certificate: null }
  let lasts = days
  let given = 0
  let nonce = 0
  const routes: Record<string, (ask: Ask) => void | Promise<void>> = {
    '/directory': ({ res, at }) => {
      const names = ['newNonce', 'newAccount', 'newOrder', 'revokeCert', 'keyChange']
      json(res, 200, Object.fromEntries(names.map((name) => [name, `${at}/${name}`])))
    },
    '/newNonce': ({ req, res }) => void res.writeHead(req.method === 'HEAD' ? 200 : 204).end(),
    '/newAccount': ({ res, at }) => {
      res.setHeader('location', `${at}/account`)
      json(res, 201, { status: 'valid', contact: [] })
    },
    '/newOrder': async ({ req, res, at }) => {
      const { identifiers } = NewOrder.parse(await payloadOf(req))
      Object.assign(order, { domain: identifiers[0]?.value, isProven: false, certificate: null })
      res.setHeader('location', `${at}/order`)
      json(res, 201, orderAt(order, at))
    },
    '/order': ({ res, at }) => json(res, 200, orderAt(order, at)),
    '/authorization': ({ res, at }) => json(res, 200, authorizationAt(order, at)),
    '/challenge': async ({ res, at }) => {
      order.isProven = (await proofOf(order.domain, httpPort)).startsWith(`${TOKEN}.`)
      res.setHeader('link', `<${at}/authorization>;rel="up"`)
      json(res, 200, challengeAt(order, at))
    },
    '/finalize': async ({ req, res, at }) => {
      const { csr } = Finalize.parse(await payloadOf(req))
      const own = sign(folder, Buffer.from(csr, 'base64url'), order.domain, lasts)
      order.certificate = own + authority
      given += 1
      res.setHeader('location', `${at}/order`)
      json(res, 200, orderAt(order, at))
    },
    '/certificate': ({ res }) =>
      void res
        .writeHead(200, { 'content-type': 'application/pem-certificate-chain' })
        .end(order.certificate),
  }
  const server = createServer((req, res) => {
    nonce += 1
    res.setHeader('replay-nonce', `nonce-${nonce}`)
    const answer = routes[req.url ?? ''] ?? (() => json(res, 200, {}))
    void answer({ req, res, at: `http://${req.headers.host}` })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  return {
    directoryUrl: `http://127.0.0.1:${address.port}/directory`,
    given: () => given,
    giveFor: (next) => {
      lasts = next
    },
    async stop() {
      await new Promise((resolve) => server.close(resolve).closeAllConnections())
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function orderAt({ domain, isProven, certificate }: Order, at: string) {
  return {
    status: certificate ? 'valid' : isProven ? 'ready' : 'pending',
    identifiers: [{ type: 'dns', value: domain }],
    authorizations: [`${at}/authorization`],
    finalize: `${at}/finalize`,
    ...(certificate ? { certificate: `${at}/certificate` } : {}),
  }
}

function authorizationAt(order: Order, at: string) {
  const status = order.isProven ? 'valid' : 'pending'
  const identifier = { type: 'dns', value: order.domain }
  return { status, identifier, challenges: [challengeAt(order, at)] }
}

function challengeAt({ isProven }: Order, at: string) {
  const status = isProven ? 'valid' : 'pending'
  return { type: 'http-01', url: `${at}/challenge`, token: TOKEN, status }
}

function json(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function payloadOf(req: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of req) text += chunk
  const { payload } = Signed.parse(JSON.parse(text))
  return payload === '' ? {} : JSON.parse(Buffer.from(payload, 'base64url').toString())
}

/** As the authority would find it, had it looked the name up. */
function proofOf(domain: string, port: number): Promise<string> {
  const path = `/.well-known/acme-challenge/${TOKEN}`
  return new Promise((resolve) => {
    const asked = request(
      { host: '127.0.0.1', port, path, headers: { host: domain } },
      async (res) => {
        let text = ''
        for await (const chunk of res) text += chunk
        resolve(text)
      },
    )
    asked.on('error', () => resolve('')).end()
  })
}

/** In PEM. */
function makeAuthority(folder: string): string {
  openssl(folder, [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...[
      '-days',
      '3650',
      '-subj',
      '/CN=Authority of the test',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    ],
  ])
  return readFileSync(join(folder, 'ca.pem'), 'utf8')
}

function sign(folder: string, csr: Buffer, domain: string, days: number): string {
  writeFileSync(join(folder, 'csr.der'), csr)
  writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${domain}\n`)
  openssl(folder, [
    ...['x509', '-req', '-inform', 'DER', '-in', 'csr.der', '-CA', 'ca.pem', '-CAkey', 'ca.key'],
    ...['-CAcreateserial', '-days', `${days}`, '-extfile', 'names', '-out', 'given.pem'],
  ])
  const pem = readFileSync(join(folder, 'given.pem'), 'utf8')
  return new X509Certificate(pem).toString()
}

function openssl(cwd: string, args: string[]): void {
  execFileSync('openssl', args, { cwd, stdio: ['ignore', 'ignore', 'ignore'] })
}
