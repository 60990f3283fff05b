import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CgroupOptions } from '../src/isolation/channel-cgroups.ts'
import { answersSignal } from '../src/process/signal-group.ts'

/**
 * Real files that stand in for /sys/fs/cgroup: a delegated unit with the agent in a group of its
 * own. As in the kernel, a group goes with its files, and not while a process is in it.
 */
export function cgroupTree(
  root: string,
  given: { controllers?: string; inBase?: readonly number[]; readOnly?: string } = {},
) {
  const base = join(root, 'tv.service')
  mkdirSync(join(base, 'agent'), { recursive: true })
  writeFileSync(
    join(base, 'cgroup.controllers'),
    given.controllers ?? 'cpuset cpu io memory pids\n',
  )
  writeFileSync(join(base, 'cgroup.procs'), (given.inBase ?? []).map((pid) => `${pid}\n`).join(''))
  writeFileSync(join(base, 'cgroup.subtree_control'), '')
  const options = {
    root,
    ownGroups: '0::/tv.service/agent\n',
    kernel: {
      mayWrite: (path) => existsSync(path) && path !== join(base, given.readOnly ?? '-'),
      removeGroup,
    },
  } satisfies Partial<CgroupOptions>
  const read = (file: string) => readFileSync(join(base, file), 'utf8')
  return { base, options, read, has: (file: string) => existsSync(join(base, file)) }
}

function removeGroup(folder: string): void {
  const procs = join(folder, 'cgroup.procs')
  const pids = existsSync(procs) ? readFileSync(procs, 'utf8').split('\n').filter(Boolean) : []
  if (pids.map(Number).some(answersSignal))
    throw Object.assign(new Error('busy'), { code: 'EBUSY' })
  rmSync(folder, { recursive: true })
}
