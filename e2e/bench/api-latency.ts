import { setTimeout as delay } from 'node:timers/promises'
import { startStack } from '../stack/start-stack.ts'
import { comparedFigures, type Figure, type Measurement, percentile } from './figure.ts'
import { startYardstick } from './yardstick/start-yardstick.ts'

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
  const bare = await startYardstick()
  try {
    const send = sender(`${stack.url}/api/v1`, await tokenOf(stack))
    const source = { url: 'testcard://320x180@5' }
    const create = (name: string) => send('POST', '/channels', { name, sources: [source] })
    const { id } = (await create('Measured')).body
    for (let warm = 0; warm < 5; warm += 1) {
      await send('POST', `/channels/${id}/start`)
      await send('POST', `/channels/${id}/stop`)
    }
    const took: Took = { bare: [], start: [], restart: [], stop: [], get: [], list: [] }
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const verb of ['start', 'restart', 'stop'] as const) {
        await delay(PAUSE_MS)
        took[verb].push((await send('POST', `/channels/${id}/${verb}`)).ms)
        await delay(PAUSE_MS)
        took.bare.push(await bare.time())
      }
      took.get.push((await send('GET', `/channels/${id}`)).ms)
    }
    for (let number = 0; number < MANY; number += 1) await create(`Channel ${number}`)
    for (let round = 0; round < ROUNDS / 2; round += 1) {
      took.list.push((await send('GET', '/channels?pageSize=500')).ms)
    }
    return figures(took)
  } finally {
    await bare.stop()
    await stack.stop()
  }
}

type Took = Record<'bare' | 'start' | 'restart' | 'stop' | 'get' | 'list', number[]>

/** Of a bare request and write of the same run: 3.6 to 3.9 was measured, with a quarter of room. */
const BAR = { atMost: 4.75 }

function figures(took: Took): Figure[] {
  const p50 = (what: keyof Took) => percentile(took[what], 0.5)
  const p95 = (what: keyof Took) => percentile(took[what], 0.95)
  const reference = { what: 'a bare request and write, p50', value: p50('bare') }
  const ms = { unit: 'ms' }
  const verbs = (['start', 'restart', 'stop'] as const).flatMap((verb) => [
    ...comparedFigures({
      what: `${verb}, p50`,
      value: p50(verb),
      ...ms,
      reference,
      bar: BAR,
    }),
    { what: `${verb}, p95`, value: p95(verb), ...ms },
  ])
  const list = `GET ${MANY} channels`
  return [
    ...verbs,
    { what: 'get, p50', value: p50('get'), ...ms },
    { what: 'get, p95', value: p95('get'), ...ms },
    { what: `${list}, p50`, value: p50('list'), ...ms, bar: { atMost: 150 } },
    { what: `${list}, p95`, value: p95('list'), ...ms },
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
