import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HostSettings, type RunRecord } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeChannel, makeDesired, sourceId } from '../../test/channel-factory.ts'
import { startSupervisor, type TestSupervisor, until } from '../../test/test-supervisor.ts'
import { isSameProcess, readProcessIdentity } from '../process/process-identity.ts'

const CHANNELS = 20
const PROGRAM = fileURLToPath(new URL('../../test/supervisor-program.ts', import.meta.url))

let folder: string
let host: TestSupervisor | null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adoption-'))
  host = null
})

afterEach(async () => {
  await host?.supervisor.stopChannels()
  await host?.close()
  rmSync(folder, { recursive: true, force: true })
})

function onAir(n: number) {
  return makeChannel(n, { sources: [{ id: sourceId(n), url: `fake://x?n=${n - 1}` }] })
}

function want(count: number, change: Partial<HostSettings> = {}): void {
  const channels = Array.from({ length: count }, (_, n) => onAir(n + 1))
  mkdirSync(join(folder, 'state'), { recursive: true })
  const settings = HostSettings.parse(change)
  const desired = makeDesired(1, channels, { settings })
  writeFileSync(join(folder, 'state', 'desired.json'), JSON.stringify(desired))
}

function records(): RunRecord[] {
  const runs = join(folder, 'state', 'runs')
  const files = readdirSync(runs).filter((name) => name.endsWith('.json'))
  return files.map((name) => JSON.parse(readFileSync(join(runs, name), 'utf8')))
}

const running = () => host?.supervisor.report().channels.filter((c) => c.state === 'running') ?? []

it('takes on all channels of an agent that was killed: same processes, one start each', async () => {
  want(CHANNELS)
  const program = spawn(process.execPath, ['--import', 'tsx', PROGRAM, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(program.stdout, 'data')
  const before = await until(
    () => {
      const found = records()
      return found.length === CHANNELS && found
    },
    'all records',
    14_000,
  )
  program.kill('SIGKILL')
  await once(program, 'exit')

  const restartedAt = performance.now()
  host = await startSupervisor(folder)
  await until(() => running().length === CHANNELS, 'all running')
  expect(performance.now() - restartedAt).toBeLessThan(5000)
  const pids = running().map((channel) => channel.run?.pid)
  expect(new Set(pids)).toEqual(new Set(before.map((record) => record.pid)))
  for (const { pid, startTicks } of before) expect(isSameProcess(pid, startTicks)).toBe(true)
  const kinds = host.events().map((event) => event.happening.kind)
  expect(kinds.filter((kind) => kind === 'run-started')).toHaveLength(CHANNELS)
  expect(kinds.filter((kind) => kind === 'run-adopted')).toHaveLength(CHANNELS)
  expect(kinds).not.toContain('run-exited')

  const victim = running()[0]?.run?.pid ?? 0
  process.kill(victim, 'SIGKILL')
  await until(() => {
    const now = running()
    return now.length === CHANNELS && !now.some((channel) => channel.run?.pid === victim)
  }, 'a new process for the adopted one')
}, 30_000)

it('never touches a process that merely has the pid of a dead run', async () => {
  want(1)
  host = await startSupervisor(folder)
  await until(() => running().length === 1, 'running')
  await host.close()
  const [record] = records()
  if (record === undefined) throw new Error('no record')
  process.kill(record.pid, 'SIGKILL')
  await until(() => !readProcessIdentity(record.pid), 'its end')
  const stranger = spawn('sleep', ['600'], { detached: true })
  const reused = { ...record, pid: stranger.pid }
  const file = join(folder, 'state', 'runs', `${record.runId}.json`)
  writeFileSync(file, JSON.stringify(reused))

  host = await startSupervisor(folder)
  await until(() => running().length === 1, 'running again')
  expect(stranger.exitCode).toBeNull()
  expect(stranger.signalCode).toBeNull()
  expect(running()[0]?.run?.pid).not.toBe(stranger.pid)
  stranger.kill('SIGKILL')
})

it('starts every wanted channel anew after a reboot, a few at a time', {
  timeout: 90_000,
}, async () => {
  const atOnce = 3
  want(CHANNELS, { maxConcurrentStarts: atOnce })
  host = await startSupervisor(folder)
  await until(() => running().length === CHANNELS, 'running', 40_000)
  await host.close()
  for (const { pid } of records()) process.kill(-pid, 'SIGKILL')
  // A RAM disk is empty after a reboot.
  rmSync(join(folder, 'media'), { recursive: true })
  host = await startSupervisor(folder, { bootId: 'another-boot' })
  let most = 0
  await until(
    () => {
      const states = host?.supervisor.report().channels.map(({ state }) => state) ?? []
      most = Math.max(most, states.filter((state) => state === 'starting').length)
      return running().length === CHANNELS
    },
    'running again',
    40_000,
  )
  expect(most).toBeGreaterThan(0)
  expect(most).toBeLessThanOrEqual(atOnce)
  const kinds = host.events().map((event) => event.happening.kind)
  expect(kinds.filter((kind) => kind === 'run-exited')).toHaveLength(CHANNELS)
})

it('rebuilds damaged files, says so once and leaves what runs alone until it knows more', async () => {
  want(1)
  host = await startSupervisor(folder)
  await until(() => running().length === 1, 'running')
  const pid = running()[0]?.run?.pid ?? 0
  await host.close()
  writeFileSync(join(folder, 'state', 'desired.json'), '{"protocol":1,')
  host = await startSupervisor(folder)
  const notices = () => host?.events().filter((event) => event.happening.kind === 'host-notice')
  await until(() => notices()?.length === 1, 'the notice')
  expect(readProcessIdentity(pid)).not.toBeNull()
  const channels = [makeChannel(1, { sources: [{ id: sourceId(1), url: 'fake://x?n=0' }] })]
  host.offer(makeDesired(1, channels))
  await until(() => running()[0]?.run?.pid === pid, 'the same process')
})

it.each(['', 'garbage', '{"runId":'])(
  'goes on with a run whose record reads "%s"',
  async (damage) => {
    want(2)
    host = await startSupervisor(folder)
    await until(() => running().length === 2, 'running')
    const before = running().map((channel) => channel.run?.pid)
    await host.close()
    for (const { runId } of records()) {
      writeFileSync(join(folder, 'state', 'runs', `${runId}.json`), damage)
    }
    host = await startSupervisor(folder)
    await until(() => running().length === 2, 'running again')
    expect(running().map((channel) => channel.run?.pid)).toEqual(before)
    const kinds = host.events().map((event) => event.happening.kind)
    expect(kinds.filter((kind) => kind === 'run-adopted')).toHaveLength(2)
    expect(kinds).toContain('host-notice')
    expect(kinds).not.toContain('orphan-removed')
    expect(records()).toHaveLength(2)
  },
)

it.each(['', 'garbage', '{"port":0}'])(
  'hears adopted runs again when the port they send to reads "%s"',
  async (damage) => {
    want(2)
    host = await startSupervisor(folder)
    await until(() => running().length === 2, 'running')
    const port = readFileSync(host.paths.progressPort, 'utf8')
    await host.close()
    writeFileSync(host.paths.progressPort, damage)
    host = await startSupervisor(folder)
    expect(JSON.parse(readFileSync(host.paths.progressPort, 'utf8'))).toEqual(JSON.parse(port))
    const heard = () => running().filter((channel) => (channel.metrics?.frames ?? 0) > 0)
    await until(() => heard().length === 2, 'figures of both')
  },
)

it('keeps on air what a newer agent began, whose snapshot it can read but for one channel', async () => {
  want(3)
  host = await startSupervisor(folder)
  await until(() => running().length === 3, 'all running')
  const before = running().map(({ run }) => run?.pid)
  await host.close()
  const desired = makeDesired(
    1,
    [1, 2, 3].map((n) => onAir(n)),
  )
  const newer = { ...onAir(1), output: { mode: 'hologram' } }
  const path = join(folder, 'state', 'desired.json')
  writeFileSync(path, JSON.stringify({ ...desired, channels: [newer, onAir(2), onAir(3)] }))

  host = await startSupervisor(folder)
  const { supervisor, paths } = host
  await until(() => running().length === 2, 'the others running')
  const first = () => supervisor.report().channels.find(({ channelId }) => channelId === newer.id)
  await until(() => first()?.state === 'degraded', 'the word about the first')
  expect(first()?.reason).toMatchObject({ class: 'fatal', code: 'channel-not-known' })
  const pids = supervisor.report().channels.map(({ run }) => run?.pid)
  expect(new Set(pids)).toEqual(new Set(before))
  await until(() => existsSync(paths.recordings), 'the word to the origin')
  expect(JSON.parse(readFileSync(paths.recordings, 'utf8')).channels).toContain(newer.id)

  // What comes next is followed, and kept for the agent after this one.
  const second = { ...onAir(2), slug: 'renamed' }
  supervisor.offer({ ...desired, revision: 2, channels: [newer, second, onAir(3)] })
  const air = () => JSON.parse(readFileSync(paths.air(second.id), 'utf8'))
  await until(() => air().slug === 'renamed', 'the change of the second')
  const notices = host.events().filter(({ happening }) => happening.kind === 'host-notice')
  expect(notices.map(({ happening }) => happening)).toContainEqual(
    expect.objectContaining({ reason: expect.objectContaining({ code: 'wishes-not-known' }) }),
  )
  await host.close()
  host = await startSupervisor(folder)
  await until(() => running().length === 2, 'the others running')
  expect(new Set(host.supervisor.report().channels.map(({ run }) => run?.pid))).toEqual(
    new Set(before),
  )
  host.offer({ ...desired, revision: 3 })
  await until(() => running().length === 3, 'all running once all is known')
})
