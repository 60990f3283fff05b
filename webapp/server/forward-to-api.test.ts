import { createServer, type IncomingMessage, type Server } from 'node:http'
import { brotliCompressSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forwardToApi } from './forward-to-api.ts'

let api: Server
let apiUrl: string
let front: ReturnType<typeof serve>
let frontUrl: string
let leave: () => void
const left = new Promise<void>((resolve) => {
  leave = resolve
})

beforeAll(async () => {
  api = createServer(async (request, response) => {
    const { url, method, headers } = request
    if (url === '/api/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: first\n\n')
      response.once('close', leave)
      return
    }
    if (url === '/api/gone') {
      response.writeHead(302, { location: '/elsewhere', 'set-cookie': ['a=1', 'b=2'] }).end()
      return
    }
    if (url === '/api/packed') {
      response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('plain'))
      return
    }
    if (url === '/api/back') {
      request.pipe(response)
      return
    }
    const body = await textOf(request)
    response.end(JSON.stringify({ url, method, headers, body }))
  })
  apiUrl = await listening(api)
  const app = new Hono().all('*', (c) => forwardToApi(c.req.raw, apiUrl))
  await new Promise<void>((resolve) => {
    front = serve({ port: 0, hostname: '127.0.0.1', fetch: app.fetch }, ({ port }) => {
      frontUrl = `http://127.0.0.1:${port}`
      resolve()
    })
  })
})
afterAll(() => {
  front.close()
  api.closeAllConnections()
  api.close()
})

test('a request arrives as it was sent, with the host that the browser asked', async () => {
  const headers = { 'accept-encoding': 'gzip', connection: 'keep-alive', 'x-own': 'kept' }
  const answer = await fetch(`${frontUrl}/api/echo?q=ç`, { method: 'POST', body: 'ğ', headers })
  const seen = await answer.json()
  expect(seen).toMatchObject({ method: 'POST', url: '/api/echo?q=%C3%A7', body: 'ğ' })
  expect(seen.headers).toMatchObject({
    host: new URL(apiUrl).host,
    'x-forwarded-host': new URL(frontUrl).host,
    'x-own': 'kept',
    'accept-encoding': 'identity',
  })
})

test('the host that a proxy in front was asked stays', async () => {
  const headers = { 'x-forwarded-host': 'tv.example', 'x-forwarded-for': '192.0.2.1' }
  const seen = await (await fetch(`${frontUrl}/api/echo`, { headers })).json()
  expect(seen.headers).toMatchObject(headers)
})

test('an answer that goes on arrives as it comes, and ends where its reader leaves', async () => {
  const reader = new AbortController()
  const answer = await fetch(`${frontUrl}/api/events`, { signal: reader.signal })
  const first = await answer.body?.getReader().read()
  expect(Buffer.from(first?.value ?? []).toString()).toBe('data: first\n\n')
  reader.abort()
  await left
})

test('a body is passed on while it is still being sent', async () => {
  const { readable, writable } = new TransformStream<Uint8Array>()
  const init: RequestInit & { duplex: 'half' } = { method: 'PUT', body: readable, duplex: 'half' }
  const answered = fetch(`${frontUrl}/api/back`, init)
  const writer = writable.getWriter()
  await writer.write(Buffer.from('one'))
  const reader = (await answered).body?.getReader()
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('one')
  await writer.close()
  expect((await reader?.read())?.done).toBe(true)
})

test('what is answered goes back as it is: redirects, cookies, and nothing that is packed twice', async () => {
  const gone = await fetch(`${frontUrl}/api/gone`, { redirect: 'manual' })
  expect([gone.status, gone.headers.get('location')]).toEqual([302, '/elsewhere'])
  expect(gone.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  const packed = await fetch(`${frontUrl}/api/packed`)
  expect(packed.headers.get('content-encoding')).toBeNull()
  expect(await packed.text()).toBe('plain')
})

test('a control plane that is away is said to be', async () => {
  const answer = await forwardToApi(new Request('http://own/api/x'), 'http://127.0.0.1:1')
  expect(answer.status).toBe(503)
  expect((await answer.json()).error.code).toBe('unavailable')
})

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}
