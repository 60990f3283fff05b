import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { WebSocket } from 'ws'
import {
  openTestDatabase,
  startTestInstance,
  type TestDatabase,
  type TestInstance,
} from './start-test-link.ts'
import { startTestAgent, type TestAgent } from './test-agent.ts'

/** A database a file, and instances and agents that are closed after each test. */
export function useTestLink() {
  let database: TestDatabase | undefined
  const instances: TestInstance[] = []
  const agents: TestAgent[] = []

  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterEach(async () => {
    for (const agent of agents.splice(0)) await agent.close()
    for (const instance of instances.splice(0)) await instance.close()
  })
  afterAll(() => database?.close())

  const opened = () => {
    if (!database) throw new Error('There is a database only while tests run.')
    return database
  }
  return {
    database: opened,
    async instance(options?: Parameters<typeof startTestInstance>[1], on = opened()) {
      const started = await startTestInstance(on, options)
      instances.push(started)
      return started
    },
    /** Closes it within a test. */
    async end(instance: TestInstance) {
      instances.splice(instances.indexOf(instance), 1)
      await instance.close()
    },
    /** Connected, with its first snapshot. */
    async agent(url: string, credential: string) {
      const started = startTestAgent(url, credential)
      agents.push(started)
      await expect.poll(() => started.snapshots.length, { interval: 5 }).toBeGreaterThan(0)
      return started
    },
  }
}

/** A socket with a credential and without tRPC. */
export function rawSocket(url: string, credential: string, autoPong = true) {
  const headers = { authorization: `Bearer ${credential}` }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/link`, { headers, autoPong })
  socket.on('error', () => {})
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  const opened = new Promise<void>((resolve) => socket.once('open', () => resolve()))
  return { socket, opened, closed }
}
