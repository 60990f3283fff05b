import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChannelSpec, inEnglish, messageOf } from '@cashbacktv/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cgroupTree } from '../../test/cgroup-tree.ts'
import { channelId, makeChannel, makeDesired, sourceId } from '../../test/channel-factory.ts'
import { startSupervisor, type TestSupervisor, until } from '../../test/test-supervisor.ts'
import type { Isolation, Log } from '../ports.ts'
import { readCpuSet, setCpuSet } from './cpu-set.ts'
import { createIsolation } from './isolation.ts'
import { holdByCpuSets } from './limit-holder.ts'
import { openIsolation } from './open-isolation.ts'

let folder: string
let host: TestSupervisor
let lines: string[]

const noted = (_fields: object, message: string) => void lines.push(message)
const log: Log = { debug: () => {}, info: noted, warn: noted, error: noted }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isolation-'))
  lines = []
})

afterEach(async () => {
  await host.supervisor.stopChannels()
  await host.close()
  rmSync(folder, { recursive: true, force: true })
})

const limited = (cpuPercent: number | null, memoryBytes: number | null = null, query = '') =>
  makeChannel(1, {
    sources: [{ id: sourceId(1), url: `fake://x?${query}` }],
    limits: { cpuPercent, memoryBytes },
  })

const pid = () => host.channel()?.run?.pid
const withRoom = (bytes: number, segments = 0) => String(bytes + segments + 96 * 1024 ** 2)
const GROUP = `channel-${channelId(1)}`

/** What has been said so far, without waiting for the housekeeping to say it. */
function gather(isolation: Isolation): { isolation: Isolation; told: string[] } {
  const told: string[] = []
  const tidy = () => {
    const said = isolation.tidy()
    told.push(...said.map((reason) => reason.message))
    return said
  }
  return { isolation: { ...isolation, tidy }, told }
}

async function onAir(isolation: Isolation, channel: ChannelSpec): Promise<number> {
  host = await startSupervisor(folder, { isolation })
  host.offer(makeDesired(1, [channel]))
  await until(() => host.channel()?.state === 'running', 'running')
  return until(pid, 'a process')
}

const exits = () =>
  host.events().flatMap(({ happening }) => (happening.kind === 'run-exited' ? [happening] : []))
const notices = () =>
  host
    .events()
    .flatMap(({ happening }) =>
      happening.kind === 'host-notice' ? [happening.reason.message] : [],
    )

/** Plain files in place of the kernel's: the CI machine has no version 2 with controllers. */
describe('where control groups can be written', () => {
  function open() {
    const tree = cgroupTree(join(folder, 'cgroup'))
    return { ...tree, isolation: openIsolation(folder, log, tree.options) }
  }

  it('the process of a channel is in its group, under its limits', async () => {
    const { isolation, read } = open()
    const running = await onAir(isolation, limited(80, 65_000_000))
    expect(isolation.cgroup).toBe('v2')
    expect(lines).toEqual([expect.stringContaining('control groups')])
    expect(read(`${GROUP}/cgroup.procs`)).toBe(String(running))
    expect(read(`${GROUP}/cpu.max`)).toBe('80000 100000')
    expect(read(`${GROUP}/memory.max`)).toBe(withRoom(65_000_000))
  })

  it('each of two runs has the limits of its own while one follows the other', async () => {
    const { isolation, read } = open()
    const limit = () => read(`${GROUP}/cpu.max`)
    const seen: string[] = []
    const hold: Isolation['hold'] = (...given) => {
      isolation.hold(...given)
      seen.push(limit())
    }
    await onAir({ ...isolation, hold }, limited(80))
    host.offer(makeDesired(2, [{ ...limited(80), restartGeneration: 1 }]))
    await until(() => exits().length === 1, 'the end of the first')
    expect([...seen, limit()]).toEqual(['80000 100000', '160000 100000', '80000 100000'])
  })

  it('another limit holds at once and the process goes on', async () => {
    const { isolation, read } = open()
    const before = await onAir(isolation, limited(80))
    host.offer(makeDesired(2, [limited(250, 70_000_000)]))
    expect(read(`${GROUP}/cpu.max`)).toBe('250000 100000')
    expect(read(`${GROUP}/memory.max`)).toBe(withRoom(70_000_000))
    expect(pid()).toBe(before)
    expect(host.events().filter((event) => event.happening.kind === 'run-started')).toHaveLength(1)
  })

  it('what a channel keeps on the RAM disk does not count against its memory', async () => {
    const { isolation, base, read } = open()
    await onAir(isolation, limited(null, 65_000_000))
    const kept = 512 * 1024 ** 2
    writeFileSync(join(base, GROUP, 'memory.stat'), `anon 5\nshmem ${kept}\nfile 7\n`)
    isolation.tidy()
    expect(read(`${GROUP}/memory.max`)).toBe(withRoom(65_000_000, kept))
  })

  it('a channel that is switched off leaves no group behind', async () => {
    const { isolation, has } = open()
    await onAir(isolation, limited(80))
    host.offer(makeDesired(2, [{ ...limited(80), on: false }]))
    await until(() => isolation.tidy() && !has(GROUP), 'the removal of the group')
  })

  it('a death for want of memory is told as such', async () => {
    const { isolation, base } = open()
    const running = await onAir(isolation, limited(null, 65_000_000))
    writeFileSync(join(base, GROUP, 'memory.events'), 'oom_kill 1\n')
    process.kill(running, 'SIGKILL')
    await until(() => exits()[0], 'the end')
    expect(exits()[0]?.reason).toMatchObject({ class: 'resource', code: 'out-of-memory' })
    await until(() => host.channel()?.state === 'running' && pid() !== running, 'another process')
    const next = await until(pid, 'a process')
    process.kill(next, 'SIGKILL')
    await until(() => exits()[1], 'its end')
    expect(exits()[1]?.reason).toMatchObject({ code: 'killed' })
  })

  it('an adopted process is in its group again', async () => {
    const { isolation, base, read } = open()
    const running = await onAir(isolation, limited(80))
    await host.close()
    writeFileSync(join(base, GROUP, 'cgroup.procs'), '')
    host = await startSupervisor(folder, {
      isolation: openIsolation(folder, log, cgroupTree(join(folder, 'cgroup')).options),
    })
    expect(read(`${GROUP}/cgroup.procs`)).toBe(String(running))
  })

  it('a group that cannot be made keeps no channel off the air, and it is said once', async () => {
    const tree = open()
    const { isolation, told } = gather(tree.isolation)
    writeFileSync(join(tree.base, GROUP), 'in the way')
    await onAir(isolation, limited(80))
    host.offer(makeDesired(2, [limited(90)]))
    isolation.tidy()
    expect(told).toEqual([expect.stringMatching(/control groups \(E\w+\).*without limits/)])
  })
})

describe('where no control group can be written', () => {
  const WHY = messageOf('cgroups-first-version')
  const all = readCpuSet('self')

  it('says once at the start what holds instead', async () => {
    const tree = cgroupTree(join(folder, 'cgroup'), { controllers: '' })
    const isolation = openIsolation(folder, log, tree.options)
    await onAir(isolation, limited(null))
    expect(isolation.cgroup).toBe('none')
    expect(lines).toEqual([expect.stringMatching(/set of cores.*memory limits cannot be held/)])
  })

  it('a CPU limit is a real set of cores, changed without a restart', async () => {
    const before = await onAir(createIsolation(holdByCpuSets(WHY)), limited(50))
    await until(() => readCpuSet(before).length === 1, 'one core')
    host.offer(makeDesired(2, [limited(null)]))
    await until(() => readCpuSet(before).length === all.length, 'all cores')
    expect(pid()).toBe(before)
  })

  it('a memory limit is not pretended: it is said once', async () => {
    await onAir(createIsolation(holdByCpuSets(WHY)), limited(null, 65_000_000))
    await until(() => notices().length > 0, 'the notice')
    expect(notices()).toEqual([`Memory limits cannot be held on this host. ${inEnglish(WHY)}`])
  })

  it('a missing taskset is said once and the channel runs', async () => {
    const missing: typeof setCpuSet = (process, cores) =>
      setCpuSet(process, cores, 'no-such-taskset')
    const { isolation, told } = gather(createIsolation(holdByCpuSets(WHY, all, missing)))
    await onAir(isolation, limited(50))
    await until(() => isolation.tidy() && told.length > 0, 'the sentence')
    host.offer(makeDesired(2, [limited(60)]))
    expect(told).toEqual([expect.stringMatching(/taskset of util-linux.*ENOENT/)])
  })
})
