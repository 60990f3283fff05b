import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { request } from 'node:https'
import type { TestNginx } from './start-nginx.ts'

export type Upstream = { port: number; close(): void }

/** Tells who asked what they asked for. */
function tell(req: IncomingMessage, res: ServerResponse) {
  res.setHeader('content-type', 'application/json')
  res.setHeader('strict-transport-security', 'max-age=1')
  res.end(JSON.stringify({ url: req.url, headers: req.headers, padding: 'x'.repeat(2000) }))
}

/** Stands for the control plane and the origin. */
export async function startUpstream(answer = tell): Promise<Upstream> {
  const server = createServer(answer)
  server.on('upgrade', (_req, socket) => {
    socket.end(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  return { port: address.port, close: () => void server.close() }
}

type Told = { status: number; headers: IncomingMessage['headers']; text: string }
type Asked = { method?: string; headers?: Record<string, string>; body?: string }

/** By a connection of its own, under the name that nginx has. */
export function ask(
  to: Pick<TestNginx, 'httpsPort'>,
  path: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<Told> {
  const options = {
    host: '127.0.0.1',
    port: to.httpsPort,
    path,
    method,
    agent: false,
    rejectUnauthorized: false,
    headers: { host: `tv.example:${to.httpsPort}`, ...headers },
  }
  return new Promise((resolve, reject) => {
    const asked = request(options, async (res) => {
      let text = ''
      for await (const chunk of res.setEncoding('latin1')) text += chunk
      resolve({ status: res.statusCode ?? 0, headers: res.headers, text })
    })
    asked.on('upgrade', (res, socket) => {
      socket.destroy()
      resolve({ status: res.statusCode ?? 0, headers: res.headers, text: '' })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
