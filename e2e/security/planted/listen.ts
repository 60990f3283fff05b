import { createServer } from 'node:http'
import { listenLocally } from '../../stack/local-server.ts'

export type Listener = {
  url: string
  /** Addresses that were asked for. */
  asked(): string[]
  /** All bodies that were sent, one behind the other. */
  bodies(): string
  close(): Promise<void>
}

/** Takes whatever it is sent, and answers with what it was sent, as a careless receiver does. */
export async function startListener(): Promise<Listener> {
  const asked: string[] = []
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    asked.push(request.url ?? '')
    bodies.push(body)
    response.writeHead(500, { 'content-type': 'text/plain' })
    response.end(`cannot take ${request.url}: ${JSON.stringify(request.headers)} ${body}`)
  })
  const { port, close } = await listenLocally(server)
  return {
    url: `http://127.0.0.1:${port}`,
    asked: () => asked,
    bodies: () => bodies.join('\n'),
    close,
  }
}
