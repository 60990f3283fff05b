import { createReadStream, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { listenLocally } from '../../stack/local-server.ts'
import { SECONDS } from './make-form.ts'

const STEP_MS = 50
/** Seconds of the stream that a new reader gets at once, as relays do. */
const BURST_SECONDS = 1

export type FormServer = {
  /** Address of a file; each reader of a live one begins at its beginning. */
  serve(file: string, served: 'live' | 'file'): string
  close(): Promise<void>
}

export async function serveForms(): Promise<FormServer> {
  const files = new Map<string, { file: string; served: 'live' | 'file' }>()
  const server = createServer((request, response) => {
    const found = files.get(request.url ?? '')
    if (found === undefined) response.writeHead(404).end()
    else if (found.served === 'live') void sendLive(found.file, response)
    else sendRange(found.file, request, response)
  })
  const { port, close } = await listenLocally(server)
  return {
    serve(file, served) {
      const path = `/${files.size}/stream`
      files.set(path, { file, served })
      return `http://127.0.0.1:${port}${path}`
    },
    close,
  }
}

/** At the pace of the stream, whose bytes are taken for evenly spread. */
async function sendLive(file: string, response: ServerResponse): Promise<void> {
  const perMs = statSync(file).size / (SECONDS * 1000)
  const started = performance.now() - BURST_SECONDS * 1000
  response.writeHead(200, { 'cache-control': 'no-store' })
  let sent = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 4096 })) {
    while (sent > (performance.now() - started) * perMs && !response.closed) await delay(STEP_MS)
    if (response.closed) return
    response.write(chunk)
    sent += chunk.length
  }
  response.end()
}

function sendRange(file: string, request: IncomingMessage, response: ServerResponse): void {
  const { size } = statSync(file)
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(size - 1, Number(to))
  if (start >= size) {
    response.writeHead(416, { 'content-range': `bytes */${size}` }).end()
    return
  }
  response.writeHead(request.headers.range === undefined ? 200 : 206, {
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    'content-range': `bytes ${start}-${end}/${size}`,
  })
  createReadStream(file, { start, end }).pipe(response)
}
