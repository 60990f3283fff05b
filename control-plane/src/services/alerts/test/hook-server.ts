import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = {
  method: string
  path: string
  headers: Record<string, string | string[] | undefined>
  body: string
}

export type HookServer = Awaited<ReturnType<typeof startHookServer>>

/** A server that takes what is sent to a hook and answers as it is told, 200 unless said otherwise. */
export async function startHookServer() {
  const received: Received[] = []
  const answers: { status: number; headers?: Record<string, string>; body?: string }[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      const { status, headers: own = {}, body = 'ok' } = answers.shift() ?? { status: 200 }
      if (status < 300)
        received.push({ method, path, headers, body: Buffer.concat(parts).toString() })
      response.writeHead(status, own).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    received,
    /** Of the next requests, one after the other. */
    answers,
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
