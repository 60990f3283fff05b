import { HostId } from '@cashbacktv/contract'
import pino from 'pino'
import { expect, test } from 'vitest'
import { createConnection } from './connection.ts'
import type { LinkContext } from './link-context.ts'
import { receiveHello } from './receive-hello.ts'
import { helloOf } from './test/test-agent.ts'

test('a hello that waited for the database until its agent had a successor is not written over that', async () => {
  const hostId = HostId.parse('00000000-0000-4000-a000-000000000001')
  const host = { hostId, credentialId: 'credential', admittedAt: 1 }
  const socket = { bufferedAmount: 0, close() {}, terminate() {} }
  const connection = createConnection(host, socket)
  let current = connection
  const written: object[] = []
  // The lock of the row is there once the next process of the agent has connected.
  const lock = async () => {
    current = createConnection(host, socket)
    return [{ heard: null }]
  }
  const tx = {
    select: () => ({ from: () => ({ where: () => ({ for: lock }) }) }),
    update: () => ({ set: (row: object) => ({ where: async () => void written.push(row) }) }),
  }
  const db = { transaction: (work: (own: typeof tx) => Promise<void>) => work(tx) }
  const service = { db, now: () => new Date(), log: pino({ level: 'silent' }) }
  const hub = { isCurrent: (one: typeof connection) => one === current }
  const ctx = { connection, hub, service } as unknown as LinkContext
  await expect(receiveHello(ctx, helloOf())).rejects.toThrow('has taken over')
  expect(written).toEqual([])
  expect(connection.heardAt).toBeNull()
})
