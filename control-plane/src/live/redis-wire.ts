import { Redis } from '@upstash/redis'
import { createTcpRequester } from './tcp-requester.ts'

/** A plain Redis by its address, or one behind the Upstash REST protocol. */
export type RedisAddress = { url: string } | { restUrl: string; token: string }

export type RedisWire = {
  redis: Redis
  /** Where it is, for people: never with its password. */
  name: string
  close(): void
}

const REST_TIMEOUT_MS = 2000

/** @throws Error when the address is not one. */
export function openRedisWire(address: RedisAddress): RedisWire {
  if ('url' in address) {
    const requester = createTcpRequester(address.url)
    return { redis: new Redis(requester), name: nameOf(address.url), close: requester.close }
  }
  const redis = new Redis({
    url: address.restUrl,
    token: address.token,
    enableTelemetry: false,
    enableAutoPipelining: false,
    retry: false,
    signal: () => AbortSignal.timeout(REST_TIMEOUT_MS),
  })
  return { redis, name: nameOf(address.restUrl), close: () => {} }
}

function nameOf(url: string): string {
  const { hostname, port, protocol } = new URL(url)
  return `Redis at ${protocol}//${hostname}${port ? `:${port}` : ''}`
}
