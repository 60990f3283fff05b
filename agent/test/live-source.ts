import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A live MPEG-TS over HTTP of whatever FFmpeg makes; another maker may take over at its address. */
export async function startLiveSource(input: readonly string[]) {
  const clients = new Set<ServerResponse>()
  let maker = make(input, clients)
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp2t' })
    response.flushHeaders()
    clients.add(response)
    response.on('close', () => clients.delete(response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/live.ts`,
    /** Cuts its readers off, as a maker that was set up anew does. */
    become(next: readonly string[]) {
      maker.kill('SIGKILL')
      for (const client of clients) client.destroy()
      maker = make(next, clients)
    },
    close() {
      maker.kill('SIGKILL')
      server.close()
      server.closeAllConnections()
    },
  }
}

function make(input: readonly string[], clients: ReadonlySet<ServerResponse>): ChildProcess {
  const args = [
    '-v',
    'error',
    '-nostdin',
    '-re',
    ...input,
    '-f',
    'mpegts',
    '-flush_packets',
    '1',
    '-',
  ]
  const child = spawn('ffmpeg', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  child.stdout.on('data', (bytes) => {
    for (const client of clients) client.write(bytes)
  })
  return child
}
