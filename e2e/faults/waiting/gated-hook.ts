import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A message as a webhook gets it. `id` is the same for every try of one message. */
export type Heard = { id: string; news: string }

type Manner = 'away' | 'silent' | 'well'

/** A webhook that is away, holds what it has taken without an answer, or takes it. */
export type GatedHook = {
  url: string
  /** What it took, also where its answer met nobody any more. */
  heard: Heard[]
  /** Tries that it turned away. */
  refused(): number
  set(manner: Manner): void
  stop(): Promise<void>
}

export async function startGatedHook(): Promise<GatedHook> {
  const heard: Heard[] = []
  let manner: Manner = 'away'
  let refused = 0
  const server = createServer(async (request, response) => {
    request.on('error', () => {})
    let body = ''
    for await (const part of request) body += part
    if (manner === 'away') {
      refused += 1
      // Tried again as soon as may be: an outage of minutes is then one of seconds.
      response.writeHead(503, { 'retry-after': '1' }).end('away')
      return
    }
    const { news }: { news: string } = JSON.parse(body)
    heard.push({ id: String(request.headers['x-cashbacktv-delivery']), news })
    if (manner === 'well') response.end('ok')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    heard,
    refused: () => refused,
    set(next) {
      manner = next
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
