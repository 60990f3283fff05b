import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'

/**
 * A way over TCP to a database that listens on a socket of the file system alone, which nobody
 * outside Node can reach.
 */
export async function overTcp(databaseUrl: string): Promise<{ url: string; close(): void }> {
  const url = new URL(databaseUrl)
  const folder = url.searchParams.get('host')
  if (folder === null) return { url: databaseUrl, close() {} }
  const path = join(folder, `.s.PGSQL.${url.port || 5432}`)
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(path)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => open.delete(one))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url.searchParams.delete('host')
  url.hostname = '127.0.0.1'
  url.port = String(typeof address === 'object' ? address?.port : '')
  return {
    url: url.href,
    close() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
