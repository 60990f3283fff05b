import { setTimeout as delay } from 'node:timers/promises'
import { startStack } from '../stack/start-stack.ts'
import { type Figure, type Measurement, percentile } from './figure.ts'

const ROUNDS = 60
const MANY = 500
/** So that what a switch sets going on the host is not measured with the next. */
const PAUSE_MS = 150

/** The work of an answer, over one kept connection, while nothing else is asked. */
export const apiLatency: Measurement = {
  name: 'api-latency',
  about: `${ROUNDS} starts, restarts and stops of a channel, and the list of ${MANY} channels`,
  measure,
}

async function measure(): Promise<Figure[]> {
  const stack = await startStack({ env: { LOG_LEVEL: 'error' } })
  try {
    const send = sender(`${stack.url}/api/v1`, await tokenOf(stack))
    const source = { url: 'testcard://320x180@5' }
    const create = (name: string) => send('POST', '/channels', { name, sources: [source] })
    const { id } = (await create('Measured')).body
    for (let warm = 0; warm < 5; warm += 1) {
      await send('POST', `/channels/${id}/start`)
      await send('POST', `/channels/${id}/stop`)
    }
    const took: Record<string, number[]> = { start: [], restart: [], stop: [], get: [], list: [] }
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const verb of ['start', 'restart', 'stop'] as const) {
        await delay(PAUSE_MS)
        took[verb]?.push((await send('POST', `/channels/${id}/${verb}`)).ms)
      }
      took.get?.push((await send('GET', `/channels/${id}`)).ms)
    }
    for (let number = 0; number < MANY; number += 1) await create(`Channel ${number}`)
    for (let round = 0; round < ROUNDS / 2; round += 1) {
      took.list?.push((await send('GET', '/channels?pageSize=500')).ms)
    }
    return Object.entries(took).flatMap(([what, samples]) => figuresOf(what, samples))
  } finally {
    await stack.stop()
  }
}

const BARS: Record<string, number> = { start: 15, restart: 15, stop: 15, list: 150 }

function figuresOf(what: string, samples: number[]): Figure[] {
  const atMost = BARS[what]
  const name = what === 'list' ? `GET ${MANY} channels` : what
  return [
    {
      what: `${name}, p50`,
      value: percentile(samples, 0.5),
      unit: 'ms',
      ...(atMost === undefined ? {} : { bar: { atMost } }),
    },
    { what: `${name}, p95`, value: percentile(samples, 0.95), unit: 'ms' },
  ]
}

type Credentials = { url: string; adminEmail: string; adminPassword: string }

async function tokenOf({ url, adminEmail: email, adminPassword: password }: Credentials) {
  const send = sender(`${url}/api/v1`, '')
  return (await send('POST', '/auth/login', { email, password })).body.accessToken as string
}

function sender(base: string, token: string) {
  return async (method: string, path: string, body?: object) => {
    const from = performance.now()
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    const ms = performance.now() - from
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return { ms, body: JSON.parse(text) as { id: string; accessToken?: string } }
  }
}
