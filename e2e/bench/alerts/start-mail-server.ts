import { type AddressInfo, createServer, type Socket } from 'node:net'
import { messageOf } from './message.ts'
import type { Receiver } from './start-hook.ts'

/** As much of SMTP (RFC 5321) as a sender needs that does not log in. It is slow to greet. */
export async function startMailServer(name: string, greetAfterMs: number): Promise<Receiver> {
  const received: Receiver['received'] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    setTimeout(() => socket.write('220 bench\r\n'), greetAfterMs)
    talk(socket, (mail) => received.push(messageOf(subjectOf(mail))))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return { name, port, received, stop }
}

function talk(socket: Socket, take: (mail: string) => void): void {
  let rest = ''
  let isMail = false
  const hear = (said: string): string => {
    const word = said.toUpperCase()
    if (isMail) take(said)
    isMail = !isMail && word === 'DATA'
    if (isMail) return '354 go on'
    return word === 'QUIT' ? '221 bye' : '250 ok'
  }
  socket.on('data', (bytes) => {
    rest += bytes
    for (;;) {
      const end = isMail ? '\r\n.\r\n' : '\r\n'
      const at = rest.indexOf(end)
      if (at < 0) return
      const answer = hear(rest.slice(0, at))
      rest = rest.slice(at + end.length)
      socket.write(`${answer}\r\n`)
    }
  })
}

/** With its lines put together again. */
function subjectOf(mail: string): string {
  return /^Subject: ((?:.|\r\n[ \t])*)/m.exec(mail)?.[1]?.replace(/\r\n[ \t]/g, ' ') ?? ''
}
