import type { Server } from 'node:http'

/** Where an origin listens: `fd` is a socket that it was given, and counts before the rest. */
type ListenAt = { fd: number | null; port: number; host: string }

/**
 * Connections that may wait to be taken. A given socket outlives this process, and this with it: while there is none, all
 * who ask wait there. The kernel has a limit of its own (`net.core.somaxconn`).
 */
const BACKLOG = 65_535

/** `onListening` is told the port, which is not the one that was wished for where a socket was given. */
export function listen(
  server: Server,
  { fd, port, host }: ListenAt,
  onListening: (port: number) => void,
): void {
  const say = () => {
    const address = server.address()
    onListening(typeof address === 'object' && address !== null ? address.port : port)
  }
  if (fd === null) server.listen({ port, host, backlog: BACKLOG }, say)
  else server.listen({ fd }, BACKLOG, say)
}
