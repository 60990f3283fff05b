import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type MetricsServer, serveMetrics } from './serve-metrics.ts'

let server: MetricsServer | null = null
afterEach(() => server?.close())

test('figures are served at /metrics alone, and an error in them ends nothing', async () => {
  const port = await freePort()
  let fails = false
  const text = () => {
    if (fails) throw new Error('no')
    return 'agent_viewers 3\n'
  }
  server = serveMetrics({ port, text, onError: () => {} })
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`)
    return [response.status, await response.text()]
  }
  await expect.poll(() => ask('/metrics').catch(() => null)).toEqual([200, 'agent_viewers 3\n'])
  expect((await ask('/other'))[0]).toBe(404)
  fails = true
  expect((await ask('/metrics'))[0]).toBe(500)
})

test('a port that is taken is said and ends nothing', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const told: string[] = []
  const onError = (message: string) => void told.push(message)
  server = serveMetrics({ port: portOf(taken), text: () => '', onError })
  await expect.poll(() => told).toEqual([expect.stringContaining('EADDRINUSE')])
  taken.close()
})

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const port = portOf(probe)
  await new Promise((resolve) => probe.close(resolve))
  return port
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
