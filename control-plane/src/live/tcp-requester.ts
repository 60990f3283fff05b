import { createClient } from '@redis/client'
import type { Requester, UpstashRequest, UpstashResponse } from '@upstash/redis'

const MAX_RECONNECT_DELAY_MS = 2000

export type TcpRequester = Requester & { close(): void }

/** Speaks plain Redis for @upstash/redis, so that both wires have one client API. The door to @redis/client. */
export function createTcpRequester(url: string): TcpRequester {
  const client = openTcp(url, (tries) => Math.min(50 * 2 ** tries, MAX_RECONNECT_DELAY_MS))
  // Commands before the first connection wait for it, so that a start is no outage.
  const tried = new Promise<unknown>((resolve) =>
    client.once('ready', resolve).once('error', resolve),
  )
  client.connect().catch(() => {})

  const command = (args: unknown) => client.sendCommand(words(args))
  const settled = (reply: Promise<unknown>): Promise<UpstashResponse<unknown>> =>
    reply.then(
      (result) => ({ result }),
      (error: Error) => ({ error: error.message }),
    )

  async function transaction(commands: unknown[]): Promise<UpstashResponse<unknown>[]> {
    const multi = client.multi()
    for (const one of commands) multi.addCommand(words(one))
    return (await multi.exec()).map((result) => ({ result }))
  }

  async function request(req: UpstashRequest): Promise<unknown> {
    const [verb] = req.path ?? []
    await tried
    if (verb === 'pipeline') {
      return Promise.all(listOf(req.body).map((one) => settled(command(one))))
    }
    if (verb === 'multi-exec') return transaction(listOf(req.body))
    return { result: await command(req.body) }
  }

  return {
    // The type of the result is known to the command that asks, not to the wire.
    request: request as Requester['request'],
    close: () => client.destroy(),
  }
}

export function openTcp(url: string, reconnectStrategy: (tries: number) => number | false) {
  const client = createClient({
    url,
    RESP: 2,
    disableOfflineQueue: true,
    socket: { connectTimeout: 2000, socketTimeout: 15_000, reconnectStrategy },
  })
  // Every command says for itself that the connection is away; without a listener this would end the process.
  client.on('error', () => {})
  return client
}

function words(args: unknown): string[] {
  return listOf(args).map(String)
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
