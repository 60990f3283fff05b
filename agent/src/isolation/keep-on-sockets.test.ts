import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, onTestFinished } from 'vitest'
import { channelId } from '../../test/channel-factory.ts'
import { readProcessIdentity } from '../process/process-identity.ts'
import { readCpuSet, readMemoryNodes } from './cpu-set.ts'
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

function startProcess() {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' })
  children.push(child)
  const pid = child.pid ?? 0
  return { pid, startTicks: readProcessIdentity(pid)?.startTicks ?? 0 }
}
const told: string[] = []
const tell = (code: string) => void told.push(code)
const holder = (): Holder => keepOnSockets(holdByCpuSets('none'), SOCKETS)
const coresOf = ({ pid }: { pid: number }) => expect.poll(() => readCpuSet(pid))

it('channels are spread over sockets, and all processes of one stay together', async () => {
  const held = holder()
  const [one, another, follower] = [startProcess(), startProcess(), startProcess()]
  held.enter(channelId(1), one, tell)
  held.enter(channelId(2), another, tell)
  held.enter(channelId(1), follower, tell)
  await coresOf(one).toEqual([first])
  await coresOf(another).toEqual([last])
  await coresOf(follower).toEqual([first])
  expect(told).toEqual([])
})

it('the next agent leaves a channel on its socket, and counts it', async () => {
  const [one, another] = [startProcess(), startProcess()]
  const before = holder()
  before.enter(channelId(2), another, tell)
  before.enter(channelId(1), one, tell)
  await coresOf(one).toEqual([last])
  const next = holder()
  next.enter(channelId(1), one, tell)
  const third = startProcess()
  next.enter(channelId(3), third, tell)
  await coresOf(third).toEqual([first])
  await coresOf(one).toEqual([last])
})

it('one socket is no choice', () => {
  const only = holdByCpuSets('none')
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
