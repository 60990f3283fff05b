import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeChannel, makeDesired, sourceId } from '../../test/channel-factory.ts'
import { startSupervisor, until } from '../../test/test-supervisor.ts'
import { lockFolder } from '../files/folder-lock.ts'
import { readProcessIdentity } from '../process/process-identity.ts'
import { stopChannels } from './stop-channels.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stop-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('ends what an agent has left running', async () => {
  const host = await startSupervisor(folder)
  const sources = [{ id: sourceId(1), url: 'fake://x' }]
  host.offer(makeDesired(1, [makeChannel(1, { sources }), makeChannel(2, { sources })]))
  const running = () => host.supervisor.report().channels.filter((c) => c.state === 'running')
  await until(() => running().length === 2, 'running')
  const pids = running().map((channel) => channel.run?.pid ?? 0)
  await host.close()
  expect(pids.every((pid) => readProcessIdentity(pid) !== null)).toBe(true)
  expect(await stopChannels(host.paths)).toBe(2)
  await until(() => pids.every((pid) => readProcessIdentity(pid) === null), 'their end')
})

it('ends channels that ignore being asked side by side: all get the same steps of one ladder', async () => {
  const host = await startSupervisor(folder)
  const sources = [{ id: sourceId(1), url: 'fake://x?ignoreTerm=1' }]
  const channels = Array.from({ length: 12 }, (_, n) => makeChannel(n + 1, { sources }))
  host.offer(makeDesired(1, channels))
  const running = () => host.supervisor.report().channels.filter((c) => c.state === 'running')
  await until(() => running().length === channels.length, 'running', 20_000)
  const startedAt = performance.now()
  await host.supervisor.stopChannels()
  // One ladder lasts 4.5 s; one after the other they would take 54.
  expect(performance.now() - startedAt).toBeLessThan(27_000)
  const ends = host.events().filter((event) => event.happening.kind === 'run-exited')
  expect(ends.map(({ happening }) => 'signal' in happening && happening.signal)).toEqual(
    channels.map(() => 'SIGKILL'),
  )
  await host.close()
}, 60_000)

it('does not work beside an agent, and takes over the lock of a dead one', () => {
  const file = join(folder, 'agent.lock')
  const other = spawn('sleep', ['600'])
  const startTicks = readProcessIdentity(other.pid ?? 0)?.startTicks
  writeFileSync(file, JSON.stringify({ pid: other.pid, startTicks }))
  expect(() => lockFolder(file)).toThrow('already works in this data folder')
  writeFileSync(file, JSON.stringify({ pid: other.pid, startTicks: 1 }))
  lockFolder(file).release()
  other.kill('SIGKILL')
})
