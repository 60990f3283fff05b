import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { messageOf } from '@cashbacktv/contract'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { channelId } from '../../test/channel-factory.ts'
import { readProcessIdentity } from '../process/process-identity.ts'
import { readCpuSet, readMemoryNodes, setCpuSet } from './cpu-set.ts'
import { keepOnSockets } from './keep-on-sockets.ts'
import { type Holder, holdByCpuSets } from './limit-holder.ts'

/** The first and the last core of this machine stand for its sockets. */
const all = readCpuSet('self')
const [first = 0, last = 0] = [all[0], all.at(-1)]
const SOCKETS = [[first], [last]]
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

function startProcess(program = 'sleep', args = ['60']) {
  const child = spawn(program, args, { stdio: 'ignore' })
  children.push(child)
  const pid = child.pid ?? 0
  return { pid, startTicks: readProcessIdentity(pid)?.startTicks ?? 0 }
}
const told: string[] = []
const NO_GROUPS = messageOf('cgroups-first-version')
const tell = (code: string) => void told.push(code)
const holder = (setCores = setCpuSet): Holder =>
  keepOnSockets(holdByCpuSets(NO_GROUPS), SOCKETS, setCores)
const coresOf = ({ pid }: { pid: number }) => expect.poll(() => readCpuSet(pid))
const light = () => 0.1
const heavy = () => 0.4

it('channels are spread over sockets, and all processes of one stay together', async () => {
  const held = holder()
  const [one, another, follower] = [startProcess(), startProcess(), startProcess()]
  held.enter(channelId(1), one, light, tell)
  held.enter(channelId(2), another, light, tell)
  held.enter(channelId(1), follower, light, tell)
  await coresOf(one).toEqual([first])
  await coresOf(another).toEqual([last])
  await coresOf(follower).toEqual([first])
  expect(told).toEqual([])
})

it('what each needs counts, not how many there are', async () => {
  const held = holder()
  const processes = [startProcess(), startProcess(), startProcess()]
  const [large, ...small] = processes
  if (large) held.enter(channelId(1), large, heavy, tell)
  for (const [n, process] of small.entries()) held.enter(channelId(n + 2), process, light, tell)
  const sets = () => processes.map(({ pid }) => readCpuSet(pid))
  await expect.poll(sets).toEqual([[first], [last], [last]])
})

it('a channel that no socket has room for may use all of them', async () => {
  const asked: number[] = []
  const held = holder((process, cores) => {
    asked.push(process.pid)
    return setCpuSet(process, cores)
  })
  const [one, another, third, fourth] = [1, 2, 3, 4].map(() => startProcess())
  if (!one || !another || !third || !fourth) throw new Error('There are four.')
  held.enter(channelId(1), one, heavy, tell)
  held.enter(channelId(2), another, heavy, tell)
  held.enter(channelId(3), third, heavy, tell)
  held.enter(channelId(4), fourth, () => null, tell)
  await coresOf(another).toEqual([last])
  expect(asked).toEqual([one.pid, another.pid])
  expect([third, fourth].map(({ pid }) => readCpuSet(pid))).toEqual([all, all])
})

it('what is learned of a channel counts for those that come later', async () => {
  const held = holder()
  let seen = 0.1
  const [one, another] = [startProcess(), startProcess()]
  held.enter(channelId(1), one, () => seen, tell)
  seen = 0.9
  const [second, third] = [startProcess(), startProcess()]
  held.enter(channelId(2), second, light, tell)
  held.enter(channelId(3), third, light, tell)
  // Its next version needs more than its socket has left.
  held.enter(channelId(1), another, () => seen, tell)
  const sets = () => [one, second, third, another].map(({ pid }) => readCpuSet(pid))
  await expect.poll(sets).toEqual([[first], [last], [last], all])
})

it('the next agent leaves a channel on its socket, and counts it', async () => {
  const [one, another] = [startProcess(), startProcess()]
  const before = holder()
  before.enter(channelId(2), another, light, tell)
  before.enter(channelId(1), one, light, tell)
  await coresOf(one).toEqual([last])
  const next = holder()
  // Nothing is known of this host yet.
  let need: number | null = null
  next.enter(channelId(1), one, () => need, tell)
  need = 0.1
  const third = startProcess()
  next.enter(channelId(3), third, light, tell)
  await coresOf(third).toEqual([first])
  await coresOf(one).toEqual([last])
})

it('each version of a channel that the next agent adopts stays where its memory is, and the newest counts', async () => {
  const [old, newer] = [startProcess(), startProcess()]
  await setCpuSet(old, [first])
  await setCpuSet(newer, [last])
  const next = holder()
  next.enter(channelId(1), old, heavy, tell)
  next.enter(channelId(1), newer, heavy, tell)
  const another = startProcess()
  next.enter(channelId(2), another, heavy, tell)
  await coresOf(another).toEqual([first])
  expect([old, newer].map(({ pid }) => readCpuSet(pid))).toEqual([[first], [last]])
})

it('a channel that could not be moved to its socket does not count there', async () => {
  const [one, another] = [startProcess(), startProcess()]
  const failing = new Set([one.pid])
  const held = holder(async (process, cores) => {
    if (failing.has(process.pid)) throw new Error('taskset failed: not permitted')
    await setCpuSet(process, cores)
  })
  const said: string[] = []
  held.enter(channelId(1), one, heavy, (code) => void said.push(code))
  await expect.poll(() => said).toEqual(['cores-not-held'])
  held.enter(channelId(2), another, light, tell)
  await coresOf(another).toEqual([first])
})

it('no more than four programs are started at once', async () => {
  let [running, most] = [0, 0]
  const held = holder(async (process, cores) => {
    running += 1
    most = Math.max(most, running)
    await setCpuSet(process, cores)
    running -= 1
  })
  const processes = Array.from({ length: 9 }, () => startProcess())
  for (const [n, process] of processes.entries())
    held.enter(channelId(n + 1), process, () => 0, tell)
  await expect
    .poll(() => processes.every(({ pid }) => readCpuSet(pid).length === 1) && running)
    .toBe(0)
  expect(most).toBe(4)
})

describe('all threads of a process', () => {
  /** The first time it does as this line of a shell says, and then what taskset does. */
  function tasksetThat(firstTime: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'taskset-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const program = join(folder, 'taskset')
    const lines = ['#!/bin/sh', `if [ ! -e "$0.ran" ]; then : >"$0.ran"; ${firstTime}; fi`]
    writeFileSync(program, [...lines, 'exec taskset "$@"', ''].join('\n'), { mode: 0o755 })
    return program
  }
  /** Each with its cores; Node has more than one thread from its start. */
  const threadsOf = (pid: number) =>
    readdirSync(`/proc/${pid}/task`).map((thread) => readCpuSet(Number(thread)))
  async function startThreads() {
    const held = startProcess(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'])
    await expect.poll(() => threadsOf(held.pid).length).toBeGreaterThan(4)
    return held
  }

  it.each([
    ['are kept there, those too that the first pass did not see', 'shift; exec taskset "$@"'],
    ['are kept there though one ended meanwhile', 'echo "failed to set tid 7: gone" >&2; exit 1'],
    ['are kept there where that was told of the last one', 'taskset "$@"; exit 1'],
  ])('%s', async (_name, firstTime) => {
    const held = await startThreads()
    await setCpuSet(held, [last], tasksetThat(firstTime))
    const sets = threadsOf(held.pid)
    expect(sets).toEqual(sets.map(() => [last]))
  })

  it('that cannot be kept there are told of, unless the process is gone', async () => {
    const held = await startThreads()
    const failing = () => setCpuSet(held, [last], 'false')
    await expect(failing()).rejects.toThrow('false: 1')
    process.kill(held.pid, 'SIGKILL')
    await expect.poll(() => readProcessIdentity(held.pid)).toBeNull()
    await failing()
  })
})

it('one socket is no choice', () => {
  const only = holdByCpuSets(NO_GROUPS)
  expect(keepOnSockets(only, [all])).toBe(only)
})

it('nodes of memory are read in their order, those without cores among them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nodes-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const nodes = { node10: '', node2: '4-7', node0: '0-1,8', possible: '0-10' }
  for (const [name, cpus] of Object.entries(nodes)) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'cpulist'), `${cpus}\n`)
  }
  expect(readMemoryNodes(folder)).toEqual([[0, 1, 8], [4, 5, 6, 7], []])
  expect(readMemoryNodes(join(folder, 'nothing'))).toEqual([])
  expect(readMemoryNodes().flat()).toEqual(expect.arrayContaining(all))
})
