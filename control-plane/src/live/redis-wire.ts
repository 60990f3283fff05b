import { Redis } from '@upstash/redis'
import type { Listener, Subscription } from './subscription.ts'
import { createTcpRequester } from './tcp-requester.ts'
import { subscribeOverTcp } from './tcp-subscribe.ts'

/** A plain Redis by its address, or one behind the Upstash REST protocol. */
export type RedisAddress = { url: string } | { restUrl: string; token: string }

export type RedisWire = {
  redis: Redis
  /** Where it is, for people: never with its password. */
  name: string
  /** Once; it says nothing of its end, and silence is what is acted on. */
  subscribe(channels: string[], listener: Listener): Subscription
  close(): void
}

const REST_TIMEOUT_MS = 2000

/** @throws Error when the address is not one. */
export function openRedisWire(address: RedisAddress): RedisWire {
  if ('url' in address) {
    const { url } = address
    const requester = createTcpRequester(url)
    return {
      redis: new Redis(requester),
      name: nameOf(url),
      close: requester.close,
      subscribe: (channels, listener) => subscribeOverTcp(url, channels, listener),
    }
  }
  const redis = new Redis({
    url: address.restUrl,
    token: address.token,
    enableTelemetry: false,
    enableAutoPipelining: false,
    retry: false,
    signal: () => AbortSignal.timeout(REST_TIMEOUT_MS),
  })
  return {
    redis,
    name: nameOf(address.restUrl),
    close: () => {},
    subscribe: (channels, listener) => subscribeOverRest(redis, channels, listener),
  }
}

function subscribeOverRest(redis: Redis, channels: string[], listener: Listener): Subscription {
  const subscriber = redis.subscribe<unknown>(channels)
  subscriber.on('subscribe', listener.onSubscribed)
  subscriber.on('message', ({ channel, message }) => {
    const text = typeof message === 'string' ? message : JSON.stringify(message)
    listener.onMessage(channel, {
      length: text.length,
      startsWith: (word) => text.startsWith(word),
      text: () => text,
    })
  })
  subscriber.on('error', () => {})
  return { stop: () => void subscriber.unsubscribe().catch(() => {}) }
}

function nameOf(url: string): string {
  const { hostname, port, protocol } = new URL(url)
  return `Redis at ${protocol}//${hostname}${port ? `:${port}` : ''}`
}
