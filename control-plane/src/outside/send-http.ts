import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { SentReply as Reply } from '../domain/alerts/judge-reply.ts'
import { admittedAddress } from './admitted-address.ts'

const TIMEOUT_MS = 10_000
/** What is read of an answer; it is shown to people. */
const MOST_BYTES = 16_384

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  headers: Readonly<Record<string, string>>
  body: string | null
}

/** One request to a server that we may connect to, on the address that was judged. Redirects are not followed. */
export async function sendHttp(
  request: HttpRequest,
  allowCidrs: readonly string[],
  timeoutMs = TIMEOUT_MS,
): Promise<Reply> {
  const url = new URL(request.url)
  const admitted = await admittedAddress(url.hostname, allowCidrs)
  if (!admitted.ok) return { kind: 'refused', said: admitted.said }
  const { address, family } = admitted
  const body = request.body === null ? null : Buffer.from(request.body)
  return new Promise((resolve) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    const outgoing = send(url, {
      method: request.method,
      headers: { ...request.headers, ...(body ? { 'content-length': body.length } : {}) },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      lookup: (_name, { all }, found) =>
        all ? found(null, [{ address, family }]) : found(null, address, family),
    })
    outgoing.on('error', (error) => {
      const late = error.name === 'AbortError' || error.name === 'TimeoutError'
      resolve(late ? { kind: 'late' } : { kind: 'unreachable', error: codeOf(error) })
    })
    outgoing.on('response', (response) => {
      const parts: Buffer[] = []
      let bytes = 0
      const end = () => {
        const answer = Buffer.concat(parts).toString('utf8').slice(0, MOST_BYTES)
        const retryAfter = response.headers['retry-after'] ?? null
        resolve({ kind: 'answered', status: response.statusCode ?? 0, answer, retryAfter })
      }
      response.on('data', (part: Buffer) => {
        bytes += part.length
        parts.push(part)
        if (bytes <= MOST_BYTES) return
        end()
        outgoing.destroy()
      })
      response.on('end', end)
      // What was answered before it broke off counts.
      response.on('error', end)
    })
    outgoing.end(body ?? undefined)
  })
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
