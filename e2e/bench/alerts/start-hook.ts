import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { type Message, messageOf } from './message.ts'

/** How a receiver behaves. */
export type Manners = {
  /** Before each answer. */
  slowMs?: number
  /** Each second request is turned away, with this in `Retry-After`. */
  busySeconds?: number
}

export type Receiver = { name: string; port: number; received: Message[]; stop(): Promise<void> }

/** A webhook or Slack's, as far as a message goes: it keeps what it took. */
export async function startHook(name: string, manners: Manners): Promise<Receiver> {
  const received: Message[] = []
  /** When a message that was turned away was here first. */
  const turnedAway = new Map<string, number>()
  let requests = 0
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    requests += 1
    const { title, text }: { title?: string; text?: string } = JSON.parse(body)
    const said = title ?? text ?? ''
    if (manners.busySeconds && requests % 2 === 1) {
      turnedAway.set(said, turnedAway.get(said) ?? Date.now())
      response.writeHead(429, { 'retry-after': String(manners.busySeconds) }).end('busy')
      return
    }
    received.push(messageOf(said, turnedAway.get(said)))
    turnedAway.delete(said)
    await delay(manners.slowMs ?? 0)
    response.end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { name, port, received, stop }
}
