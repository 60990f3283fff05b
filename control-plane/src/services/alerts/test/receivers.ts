import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** `mute`: it takes a message and never answers. `away`: it breaks off what it is sent. */
type Manner = 'well' | 'mute' | 'away'

/** What got to a receiver: by the key that is the same of a message that is sent again, and what it says. */
export type Taken = { key: string; title: string }
/** When it was tried, by the clock of who sent it, in seconds since 1970. */
export type Try = { key: string; atSeconds: number }

export type Receiver = {
  port: number
  taken: Taken[]
  tries: Try[]
  be(manner: Manner): void
  close(): Promise<void>
}

/** A webhook that keeps what it takes by its `X-CashbackTV-Delivery`. */
export async function startHookReceiver(): Promise<Receiver> {
  const taken: Taken[] = []
  const tries: Try[] = []
  let manner: Manner = 'well'
  const server = createServer(async (request, response) => {
    const { headers } = request
    const key = String(headers['x-cashbacktv-delivery'])
    let body = ''
    for await (const part of request) body += part
    tries.push({ key, atSeconds: Number(headers['x-cashbacktv-timestamp']) })
    if (manner === 'away') return void request.socket.destroy()
    taken.push({ key, title: JSON.parse(body).title })
    if (manner === 'well') response.end('ok')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const be = (next: Manner) => {
    manner = next
  }
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { port, taken, tries, be, close }
}

/** A mail server that keeps what it takes by its `Message-ID`. */
export async function startMailReceiver(): Promise<Receiver> {
  const taken: Taken[] = []
  let manner: Manner = 'well'
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onConnect: (_session, done) => done(manner === 'away' ? new Error('away') : null),
    async onData(stream, _session, done) {
      let mail = ''
      for await (const part of stream) mail += part
      const unfolded = mail.replace(/\r\n[ \t]+/g, ' ')
      const [, title = ''] = /^Subject: (.*)$/m.exec(unfolded) ?? []
      const [, key = ''] = /^Message-ID: (.*)$/im.exec(unfolded) ?? []
      taken.push({ key: key.trim(), title: title.trim() })
      if (manner === 'well') done()
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const be = (next: Manner) => {
    manner = next
  }
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  return { port, taken, tries: [], be, close }
}
