import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { NO_PROXIES, proxiesIn, type TrustedProxies, WHOEVER_CONNECTS } from '@cashbacktv/contract'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeRequests } from './route-requests.ts'

const PATHS = ['/api/v1/auth/login', '/trpc/auth.login', '/streams/one/index.m3u8', '/login']
const MADE_UP = '192.0.2.1, 198.51.100.7'

let api: Server
let apiBaseUrl: string
const open: (() => void)[] = []

beforeAll(async () => {
  api = createServer(({ url, headers }, res) => {
    const place = [headers['x-forwarded-host'], headers['x-forwarded-proto']].join(' ')
    res.end(JSON.stringify(url === '/api/place' ? place : (headers['x-forwarded-for'] ?? null)))
  })
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
  const address = api.address()
  apiBaseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterAll(() => {
  for (const close of open) close()
  api.closeAllConnections()
  api.close()
})

/** The web app apart, whose pages say whom they are for. */
async function startFront(trustedProxies: TrustedProxies): Promise<number> {
  const webapp = {
    async fetch({ url, headers }: Request, address?: string | null) {
      const place = ['x-forwarded-host', 'x-forwarded-proto'].map((name) => headers.get(name))
      return Response.json(new URL(url).pathname === '/place' ? place.join(' ') : address)
    },
  }
  const app = routeRequests({ webapp, apiBaseUrl, trustedProxies })
  return new Promise((resolve) => {
    const server = serve({ port: 0, hostname: '127.0.0.1', fetch: app.fetch }, ({ port }) =>
      resolve(port),
    )
    open.push(() => server.close())
  })
}

/** Whom the control plane, and for a page the web app, is told that a client at 127.0.0.2 is. */
function toldOf(port: number, path: string, lines: string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' })
    const head = [`GET ${path} HTTP/1.1`, 'Host: tv.example', 'Connection: close', ...lines]
    const parts: Buffer[] = []
    socket
      .on('data', (part) => parts.push(part))
      .on('error', reject)
      .on('end', () => {
        const [, body = ''] = Buffer.concat(parts).toString().split('\r\n\r\n')
        resolve(JSON.parse(/".*"|null/.exec(body)?.[0] ?? '0'))
      })
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
  })
}

const told = (port: number, lines: string[]) =>
  Promise.all(PATHS.map((path) => toldOf(port, path, lines)))
const all = (address: string) => PATHS.map(() => address)

test('who connects is who asks, whatever it writes of itself', async () => {
  const port = await startFront(NO_PROXIES)
  expect(await told(port, [])).toEqual(all('127.0.0.2'))
  for (const line of [`X-Forwarded-For: ${MADE_UP}`, 'X-Forwarded-For: 127.0.0.1'])
    expect(await told(port, [line, line])).toEqual(all('127.0.0.2'))
})

test('a proxy in front that is believed says who asks, and what a client wrote before it counts for nothing', async () => {
  for (const trusted of [WHOEVER_CONNECTS, proxiesIn(['127.0.0.2'])]) {
    const port = await startFront(trusted)
    expect(await told(port, [`X-Forwarded-For: ${MADE_UP}`])).toEqual(all('198.51.100.7'))
    expect(await told(port, [])).toEqual(all('127.0.0.2'))
  }
  const chain = await startFront(proxiesIn(['127.0.0.2', '198.51.100.0/24']))
  expect(await told(chain, [`X-Forwarded-For: ${MADE_UP}`])).toEqual(all('192.0.2.1'))
})

test('where it was asked is what a proxy says that is believed, and nothing that a client writes', async () => {
  const lines = ['X-Forwarded-Host: other.example:8443', 'X-Forwarded-Proto: https']
  const placesOf = async (trusted: TrustedProxies) => {
    const port = await startFront(trusted)
    return Promise.all(['/api/place', '/place'].map((path) => toldOf(port, path, lines)))
  }
  // The control plane is told the Host, as nobody else knows it there.
  for (const trusted of [NO_PROXIES, proxiesIn(['192.0.2.0/24'])])
    expect(await placesOf(trusted)).toEqual(['tv.example ', ' '])
  for (const trusted of [WHOEVER_CONNECTS, proxiesIn(['127.0.0.2'])])
    expect(await placesOf(trusted)).toEqual(Array(2).fill('other.example:8443 https'))
})
