import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inEnglish } from '@cashbacktv/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cgroupTree } from '../../test/cgroup-tree.ts'
import { type CgroupOptions, type OpenedCgroups, openChannelCgroups } from './channel-cgroups.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cgroup-'))
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

const US = 4242

function open(options: Partial<CgroupOptions>) {
  return openChannelCgroups({ pid: US, isOurs: () => false, ...options })
}

function whyNot(opened: OpenedCgroups) {
  return opened.ok ? null : inEnglish(opened.why)
}

function groupsOf(options: Partial<CgroupOptions>) {
  const opened = open(options)
  if (!opened.ok) throw new Error(inEnglish(opened.why))
  return opened.groups
}

/** Files that stand in for the kernel's: the CI machine has no version 2 with controllers. */
describe('control groups, on plain files in place of the kernel', () => {
  it('are set up beside the group of the agent', () => {
    const { options, read, has } = cgroupTree(root)
    expect(open(options).ok).toBe(true)
    expect(read('cgroup.subtree_control')).toBe('+cpu +memory')
    expect(read('agent/cpu.weight')).toBe('1000')
    expect(has('agent/cgroup.procs')).toBe(false)
  })

  it('are set up where nobody but us is, and we move out of the way', () => {
    const { options, read } = cgroupTree(root, { inBase: [US] })
    expect(open({ ...options, root: join(root, 'tv.service'), ownGroups: '0::/\n' }).ok).toBe(true)
    expect(read('agent/cgroup.procs')).toBe(String(US))
    expect(read('cgroup.subtree_control')).toBe('+cpu +memory')
  })

  it('take along processes of channels that the agent before had left there', () => {
    const { options, read } = cgroupTree(root, { inBase: [US, 77] })
    expect(open({ ...options, isOurs: (pid) => pid === 77 }).ok).toBe(true)
    expect(read('agent/cgroup.procs')).toBe(String(US))
  })

  it.each([
    ['a foreign process is there', { inBase: [US, 1] }, /Other processes.*Delegate=yes/],
    ['controllers are missing', { controllers: 'cpu pids' }, /lacks the controllers memory/],
    ['the folder is read-only', { readOnly: '.' }, /may not write.*DelegateSubgroup=agent/],
    ['processes cannot be moved', { readOnly: 'cgroup.procs' }, /may not write/],
    ['controllers cannot be used', { readOnly: 'cgroup.subtree_control' }, /may not write/],
  ])('are left alone when %s', (_what, given, why) => {
    const { base, options, read } = cgroupTree(root, given)
    const before = readdirSync(base, { recursive: true })
    expect(whyNot(open(options))).toMatch(why)
    expect(readdirSync(base, { recursive: true })).toEqual(before)
    expect(read('cgroup.subtree_control')).toBe('')
  })

  it('are left alone on a host of version 1', () => {
    const { options, read } = cgroupTree(root)
    const opened = open({ ...options, ownGroups: '4:memory:/\n0::/tv.service/agent\n' })
    expect(whyNot(opened)).toMatch(/version 1/)
    expect(read('cgroup.subtree_control')).toBe('')
  })

  it('are left alone where the kernel takes nothing, and it says so', () => {
    const { base, options } = cgroupTree(root)
    rmSync(join(base, 'cgroup.subtree_control'))
    mkdirSync(join(base, 'cgroup.subtree_control'))
    expect(whyNot(open(options))).toMatch(/EISDIR.*Delegate/)
  })

  it('hold limits, processes and the count of kills of a channel, and go when empty', () => {
    const { base, options, read, has } = cgroupTree(root)
    const groups = groupsOf(options)
    groups.write('a', [{ name: 'memory.max', content: '1000' }])
    groups.write('a', [{ name: 'memory.max', content: '2000' }])
    groups.enter('a', process.pid)
    expect([read('channel-a/memory.max'), read('channel-a/cgroup.procs')]).toEqual([
      '2000',
      String(process.pid),
    ])
    expect(groups.memoryKills('a')).toBe(0)
    writeFileSync(join(base, 'channel-a/memory.events'), 'oom 1\noom_kill 2\noom_group_kill 1\n')
    expect(groups.memoryKills('a')).toBe(2)
    expect(groups.remove('a')).toBe(false)
    writeFileSync(join(base, 'channel-a/cgroup.procs'), '')
    expect([groups.remove('a'), has('channel-a')]).toEqual([true, false])
    expect(groups.remove('a')).toBe(true)
  })

  it('that an agent before left empty are removed, those in use stay', () => {
    const { base, options, has } = cgroupTree(root)
    for (const [name, pids] of Object.entries({ old: '', used: `${process.pid}\n` })) {
      mkdirSync(join(base, `channel-${name}`))
      writeFileSync(join(base, `channel-${name}`, 'cgroup.procs'), pids)
    }
    groupsOf(options)
    expect([has('channel-old'), has('channel-used'), has('agent')]).toEqual([false, true, true])
  })
})

it('of this very machine are only opened when they can be used, else it says what to do', () => {
  const opened = openChannelCgroups({ isOurs: () => false, pid: -1, ownGroups: '0::/no/such\n' })
  expect(whyNot(opened)).toMatch(/controllers cpu, memory/)
})
