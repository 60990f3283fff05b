import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '@redis/client'

export type UpstashServer = {
  url: string
  token: string
  /** New subscriptions to a channel get no answer until the returned function is called. */
  hold(channel: string): () => void
  /** Ends all subscriptions to a channel. */
  cut(channel: string): void
  close(): Promise<void>
}

const TOKEN = 'a-token-for-tests'

/** Speaks the Upstash REST protocol in front of a plain Redis: single commands, pipelines, transactions, subscriptions. */
export async function startUpstashServer(redisUrl: string): Promise<UpstashServer> {
  const redis = open(redisUrl)
  await redis.connect()
  const held = new Map<string, Promise<void>>()
  const live = new Map<ServerResponse, string>()

  const run = (command: unknown) =>
    redis.sendCommand((command as unknown[]).map(String)).then(
      (result) => ({ result: encode(result) }),
      (error: Error) => ({ error: error.message }),
    )

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (req.headers.authorization !== `Bearer ${TOKEN}`)
      return send(res, 401, { error: 'Unauthorized' })
    const [verb, channel = ''] = (req.url ?? '').split('/').slice(1)
    if (verb === 'subscribe') {
      const name = decodeURIComponent(channel)
      await held.get(name)
      live.set(res, name)
      return subscribe(redisUrl, name, res)
    }
    const body: unknown = JSON.parse(await read(req))
    if (verb === 'pipeline') return send(res, 200, await Promise.all((body as unknown[]).map(run)))
    if (verb === 'multi-exec') {
      const multi = redis.multi()
      for (const one of body as unknown[][]) multi.addCommand(one.map(String))
      return send(
        res,
        200,
        (await multi.exec()).map((result) => ({ result: encode(result) })),
      )
    }
    const answer = await run(body)
    return send(res, 'error' in answer ? 400 : 200, answer)
  }

  const server = createServer((req, res) => {
    handle(req, res).catch((error: Error) => send(res, 502, { error: error.message }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    token: TOKEN,
    cut(channel) {
      for (const [res, of] of live) if (of === channel) res.destroy()
    },
    hold(channel) {
      let release = () => {}
      held.set(channel, new Promise((resolve) => (release = resolve)))
      return () => {
        held.delete(channel)
        release()
      }
    },
    async close() {
      redis.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function subscribe(redisUrl: string, channel: string, res: ServerResponse): Promise<void> {
  const subscriber = open(redisUrl, false)
  subscriber.on('end', () => res.destroy())
  subscriber.on('error', () => res.destroy())
  res.on('close', () => subscriber.isOpen && subscriber.destroy())
  await subscriber.connect()
  // Before the first message, which may come with the answer of Redis.
  res.writeHead(200, { 'content-type': 'text/event-stream' })
  await subscriber.subscribe(channel, (message) => {
    res.write(`data: message,${channel},${message}\n\n`)
  })
  res.write(`data: subscribe,${channel},1\n\n`)
}

function open(url: string, reconnectStrategy: false | number = 20) {
  const client = createClient({
    url,
    RESP: 2,
    disableOfflineQueue: true,
    socket: { reconnectStrategy },
  })
  client.on('error', () => {})
  return client
}

function encode(result: unknown): unknown {
  if (typeof result === 'string')
    return result === 'OK' ? 'OK' : Buffer.from(result).toString('base64')
  return Array.isArray(result) ? result.map(encode) : result
}

async function read(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function send(res: ServerResponse, status: number, body: unknown): void {
  if (res.headersSent) return void res.destroy()
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
