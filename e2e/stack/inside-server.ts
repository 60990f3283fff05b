import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

/** A server inside, at 127.0.0.2, that says of everybody who connects to it. */
export async function listenInside(onReached: (from: string) => void) {
  const server = createServer((socket) => {
    onReached(`${socket.remoteAddress}:${socket.remotePort}`)
    socket.on('error', () => {})
    socket.end('HTTP/1.1 200 OK\r\ncontent-type: video/mp2t\r\n\r\n')
  })
  server.listen(0, '127.0.0.2')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.2:${port}`, close: () => new Promise((done) => server.close(done)) }
}
