import { createServer, type IncomingMessage } from 'node:http'
import { SERVER_TIMES } from '@cashbacktv/contract/server-times'

export type MetricsServer = { close(): void }

type Options = {
  port: number
  /** In the text format of Prometheus; made when it is asked for. */
  text(): string
  onError(message: string): void
}

/** Figures of this process for who is on this machine: it listens on the loopback address alone. */
export function serveMetrics({ port, text, onError }: Options): MetricsServer {
  const server = createServer(SERVER_TIMES, (request, response) => {
    const { status, body } = answerTo(request, text)
    response.shouldKeepAlive = false
    response.writeHead(status, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.end(body)
  })
  server.on('error', (error) => onError(error.message))
  server.listen(port, '127.0.0.1')
  server.unref()
  return {
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Whatever goes wrong with figures must not end what they are of. */
function answerTo({ method, url }: IncomingMessage, text: Options['text']) {
  if (method !== 'GET' || url?.split('?', 1)[0] !== '/metrics') {
    return { status: 404, body: 'Figures are at /metrics.\n' }
  }
  try {
    return { status: 200, body: text() }
  } catch {
    return { status: 500, body: 'The figures could not be read.\n' }
  }
}
