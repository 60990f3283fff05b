import http from 'node:http'
import https from 'node:https'
import type { UploadFailure } from '../domain/hls-push/upload-failure.ts'

export type HttpLimits = {
  /** A connection on which nothing moves for so long is given up, in milliseconds. */
  idleMs: number
  /** One request, in milliseconds. */
  mostMs: number
  maxSockets: number
}

/** An uplink on which a file takes longer carries no live channel. */
const LIVE: HttpLimits = { idleMs: 10_000, mostMs: 60_000, maxSockets: 6 }
/** The most that is read of an answer: a segment of ten seconds at 100 Mb/s. */
const MOST_BYTES = 128 * 1024 * 1024

export type Sent = {
  method: string
  headers?: Record<string, string | number>
  body?: Buffer
}

export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer }

/** What did not come to an answer, with the system's code. */
export class NoAnswer extends Error {
  readonly code: string
  readonly failure: UploadFailure
  constructor(code: string) {
    super(code)
    this.code = code
    this.failure = { code }
  }
}

export type HttpClient = (address: string, sent: Sent) => Promise<Answer>

/**
 * Asks and uploads over connections that are kept. Follows nobody elsewhere: a redirect is an answer as
 * any other. Rejects with `NoAnswer`.
 */
export function openHttpClient({ idleMs, mostMs, maxSockets } = LIVE): HttpClient {
  const options = { keepAlive: true, maxSockets, timeout: idleMs }
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) }
  return (address, sent) =>
    new Promise((resolve, reject) => {
      const url = new URL(address)
      const isOpen = url.protocol === 'http:'
      const { method, headers = {}, body } = sent
      const length = body === undefined ? {} : { 'content-length': body.length }
      const request = (isOpen ? http : https).request(url, {
        method,
        headers: { ...headers, ...length },
        timeout: idleMs,
        agent: agents[isOpen ? 'http:' : 'https:'],
        signal: AbortSignal.timeout(mostMs),
      })
      const fail = (error: NodeJS.ErrnoException) => reject(new NoAnswer(codeOf(error)))
      request.on('timeout', () => request.destroy(timedOut()))
      request.on('error', fail)
      request.on('response', (response) => {
        const chunks: Buffer[] = []
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > MOST_BYTES) response.destroy()
          else chunks.push(chunk)
        })
        response.on('error', fail)
        response.on('close', () => fail({ name: 'Error', message: '', code: 'ECONNRESET' }))
        response.on('end', () => {
          const { statusCode: status = 0, headers: said } = response
          resolve({ status, headers: said, body: Buffer.concat(chunks) })
        })
      })
      request.end(body)
    })
}

function timedOut(): NodeJS.ErrnoException {
  return Object.assign(new Error('Nothing moves'), { code: 'ETIMEDOUT' })
}

/** Several addresses of one name that all fail are told together. */
function codeOf(error: NodeJS.ErrnoException): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'ETIMEDOUT'
  if (error instanceof AggregateError) {
    const [first] = error.errors
    if (first instanceof Error && 'code' in first) return String(first.code)
  }
  return error.code ?? error.name
}
