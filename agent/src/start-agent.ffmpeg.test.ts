import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeChannel, makeDesired, sourceId } from '../test/channel-factory.ts'
import { type Memory, newMemory, startControlPlane } from '../test/stand-in-control-plane.ts'
import { startTestAgent, testAgentOptions } from '../test/start-test-agent.ts'
import { until } from '../test/test-supervisor.ts'
import { keepAgent } from './keep-agent.ts'
import type { Agent } from './start-agent.ts'

let folder: string
let memory: Memory
let plane: Awaited<ReturnType<typeof startControlPlane>>
let agent: Pick<Agent, 'close' | 'stopChannels'>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-'))
  memory = newMemory()
  plane = await startControlPlane(memory)
  agent = await startTestAgent(folder, plane.url)
})

afterEach(async () => {
  await agent.stopChannels()
  await agent.close()
  await plane.close()
  rmSync(folder, { recursive: true, force: true })
})

const observed = () => memory.reports.at(-1)?.channels[0]

it('runs a real channel from a snapshot, reports it and hands it to the next agent', async () => {
  const sources = [{ id: sourceId(1), url: 'testcard://640x360@25' }]
  plane.want(makeDesired(1, [makeChannel(1, { sources })]))
  await until(() => observed()?.state === 'running', 'running', 30_000)
  const speed = () => observed()?.metrics?.speed
  await until(
    () => (speed() ?? 0) > 0.5 && observed()?.metrics?.outputBitrateKbps,
    'figures',
    20_000,
  )
  expect(observed()?.metrics?.memoryBytes).toBeGreaterThan(1_000_000)
  const pid = observed()?.run?.pid
  const air = JSON.parse(readFileSync(join(folder, 'media', makeChannel(1).id, 'air.json'), 'utf8'))
  expect(existsSync(join(folder, 'media', makeChannel(1).id, 'runs', air.runs[0].runId))).toBe(true)

  await agent.close()
  const reports = memory.reports.length
  agent = await startTestAgent(folder, plane.url)
  await until(() => memory.reports.length !== reports || observed(), 'a report')
  const kinds = () => memory.events.map((event) => event.happening.kind)
  await until(() => kinds().includes('run-adopted'), 'the adoption')
  expect(observed()?.run?.pid).toBe(pid)
  expect(kinds().filter((kind) => kind === 'run-started')).toHaveLength(1)
})

it('comes back with a new token after it was revoked, and its channel goes on meanwhile', async () => {
  const sources = [{ id: sourceId(1), url: 'testcard://640x360@25' }]
  plane.want(makeDesired(1, [makeChannel(1, { sources })]))
  await until(() => observed()?.state === 'running', 'running', 30_000)
  const pid = observed()?.run?.pid

  await agent.close()
  memory.credential = 'd'.repeat(40)
  memory.joinTokens.add('another-token-of-a-test')
  memory.reports = []
  const options = testAgentOptions(folder, plane.url)
  agent = await keepAgent({ ...options, joinToken: 'another-token-of-a-test' })
  await until(() => observed()?.run, 'a report')
  expect(observed()?.run?.pid).toBe(pid)
  const kinds = memory.events.map((event) => event.happening.kind)
  expect(kinds.filter((kind) => kind === 'run-started')).toHaveLength(1)
})
