import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'

/** One file over HTTP on a free loopback port, so that every form reads its source in the same way. */
export async function serveFile(file: string): Promise<{ url: string; close(): Promise<void> }> {
  const { size } = await stat(file)
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp2t', 'content-length': size })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return {
    url: `http://127.0.0.1:${address.port}/clip.ts`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
