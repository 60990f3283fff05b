import { once } from 'node:events'
import { Server as HttpServer } from 'node:http'
import type { AddressInfo, Server, Socket } from 'node:net'

export type LocalServer = { port: number; close(): Promise<void> }

/** Listens on 127.0.0.1 (a free port by default). `close` also cuts the open connections. */
export async function listenLocally(server: Server, port = 0): Promise<LocalServer> {
  const sockets = new Set<Socket>()
  const remember = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }
  server.on('connection', remember)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      if (server instanceof HttpServer) server.closeAllConnections()
      for (const socket of sockets) socket.destroy()
      await closed
      server.off('connection', remember)
    },
  }
}
