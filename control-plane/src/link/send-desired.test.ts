import { HostId } from '@cashbacktv/contract'
import { createDb } from '@cashbacktv/db'
import { expect, test } from 'vitest'
import { createConnection } from './connection.ts'
import type { LinkContext } from './link-context.ts'
import { sendDesired } from './send-desired.ts'

const HOST = HostId.parse('7c1f5a52-6a0f-4d0e-9d7e-3f1d3b6a9b10')

test('a snapshot that cannot be read for a while is said once, however often it is tried', async () => {
  const database = createDb('postgres://nobody@127.0.0.1:1/none')
  await database.close()
  const stop = new AbortController()
  const said: unknown[] = []
  let looks = 0
  const service = {
    get db() {
      looks += 1
      return database.db
    },
    log: { error: (...line: unknown[]) => said.push(line) },
  }
  const socket = { bufferedAmount: 0, close() {}, terminate() {} }
  const connection = createConnection({ hostId: HOST, credentialId: 'c', admittedAt: 0 }, socket)
  const sent = sendDesired({ service, connection } as unknown as LinkContext, stop.signal).next()
  await expect.poll(() => said.length, { interval: 5 }).toBe(1)
  for (let n = 0; n < 3; n += 1) {
    const before = looks
    connection.desiredChanged.raise()
    await expect.poll(() => looks, { interval: 5 }).toBeGreaterThan(before)
  }
  connection.desiredChanged.raise()
  stop.abort()
  expect(await sent).toEqual({ done: true, value: undefined })
  expect(said).toHaveLength(1)
})
