import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { freePort } from './live/test/redis-server.ts'
import { createLogger } from './logging.ts'
import { startTestPlane } from './test/start-test-plane.ts'

/** Its status over the connection that the agent keeps; the error's code without an answer. */
function askOver(agent: Agent, url: string): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = request(url, { agent }, (answer) => {
      void text(answer).then(() => resolve(answer.statusCode ?? 0))
    })
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? '')).end()
  })
}

test('one of several is there for nobody before it can answer', async () => {
  const port = await freePort()
  const lines: string[] = []
  const log = createLogger({ level: 'warn', output: { write: (line) => void lines.push(line) } })
  const databaseUrl = `postgres://nobody@127.0.0.1:${await freePort()}/none`
  const wish = { port, log, databaseUrl, databaseWaitSeconds: 1 }
  const starting = expect(startTestPlane({ ...wish, isOneOfSeveral: true })).rejects.toThrow(
    /did not answer/,
  )
  await expect.poll(() => lines.join('')).toContain('waiting for the database')
  expect(await askOver(new Agent(), `http://127.0.0.1:${port}/healthz`)).toBe('ECONNREFUSED')
  await starting
})

test('at its end those who follow are sent away, kept connections are answered on, and others are refused', async () => {
  const one = await startTestPlane({ isOneOfSeveral: true })
  const headers = { authorization: `Bearer ${one.tokens.viewer}` }
  const followed = await fetch(`${one.url}/trpc/live.watch?input=%7B%7D`, { headers })
  expect(followed.status).toBe(200)
  const told = followed.text()
  const kept = new Agent({ keepAlive: true, maxSockets: 1 })
  const readyz = `${one.url}/readyz`
  expect(await askOver(kept, readyz)).toBe(200)

  const closed = one.close()
  await expect.poll(() => askOver(new Agent(), readyz), { interval: 5 }).toBe('ECONNREFUSED')
  expect(await askOver(kept, readyz)).toBe(200)
  // That was its last answer there.
  expect(await askOver(kept, readyz)).toBe('ECONNREFUSED')
  expect(await told).toMatch(/event: return\n/)
  await closed
})
