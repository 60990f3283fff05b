import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Message, messageOf } from '@cashbacktv/contract'
import { errnoOf } from '../domain/failures/errno-of.ts'
import { cgroupBase, DELEGATE } from '../domain/isolation/cgroup-base.ts'
import type { GroupFile } from '../domain/isolation/channel-limits.ts'

/** The groups of channels under one base. Everything throws what the kernel answers. */
export type ChannelCgroups = {
  /** Makes the group when it is not there, and writes its limits. */
  write(channelId: string, files: readonly GroupFile[]): void
  /** Moves a process, with all its threads, into the group of its channel. */
  enter(channelId: string, pid: number): void
  /** Processes that the kernel has killed in it for want of memory. */
  memoryKills(channelId: string): number
  /** What it holds in files on RAM disks. */
  ramDiskBytes(channelId: string): number
  /** False while something is in it. */
  remove(channelId: string): boolean
}

export type OpenedCgroups = { ok: true; groups: ChannelCgroups } | { ok: false; why: Message }

export type CgroupOptions = {
  /** Where control groups of version 2 are mounted. */
  root?: string
  /** Text of /proc/self/cgroup. */
  ownGroups?: string
  pid?: number
  /** Whether another process in our group is one of ours, and may be moved with us. */
  isOurs(pid: number): boolean
  /** What a folder of plain files cannot do as the kernel does. */
  kernel?: { mayWrite(path: string): boolean; removeGroup(folder: string): void }
}

const PREFIX = 'channel-'

/**
 * The one door to control groups. Nothing is touched unless all of it can be used; else says why
 * and what to do. What an agent before left empty is removed.
 */
export function openChannelCgroups(options: CgroupOptions): OpenedCgroups {
  const { root = '/sys/fs/cgroup', ownGroups = readText('/proc/self/cgroup') } = options
  const kernel = options.kernel ?? KERNEL
  const place = cgroupBase(ownGroups)
  if (!place.ok) return place
  const base = join(root, place.path)
  const why = obstacle(base, options, kernel.mayWrite)
  if (why !== null) return { ok: false, why }
  try {
    settle(base, options.pid ?? process.pid)
  } catch (error) {
    return {
      ok: false,
      why: messageOf('cgroups-not-set-up', { error: errnoOf(error), ...DELEGATE }),
    }
  }
  const groups = channelGroups(base, kernel.removeGroup)
  for (const name of readdirSync(base)) {
    if (name.startsWith(PREFIX)) groups.remove(name.slice(PREFIX.length))
  }
  return { ok: true, groups }
}

const KERNEL = {
  mayWrite(path: string): boolean {
    try {
      accessSync(path, constants.W_OK)
      return true
    } catch {
      return false
    }
  },
  removeGroup: (folder: string): void => rmdirSync(folder),
}

function obstacle(
  base: string,
  { isOurs, pid = process.pid }: CgroupOptions,
  mayWrite: (path: string) => boolean,
): Message | null {
  const controllers = readText(join(base, 'cgroup.controllers')).split(/\s+/)
  const missing = ['cpu', 'memory'].filter((name) => !controllers.includes(name))
  if (missing.length > 0) {
    return messageOf('cgroups-without', { controllers: missing.join(', '), ...DELEGATE })
  }
  const needed = [base, join(base, 'cgroup.procs'), join(base, 'cgroup.subtree_control')]
  if (!needed.every(mayWrite)) return messageOf('cgroups-read-only', DELEGATE)
  if (pidsIn(base).some((other) => other !== pid && !isOurs(other))) {
    return messageOf('cgroups-shared', DELEGATE)
  }
  return null
}

/** A group with controllers in use below it may hold no process of its own: all go to one beside the channels. */
function settle(base: string, pid: number): void {
  const agent = join(base, 'agent')
  const inside = pidsIn(base)
  if (inside.length > 0) {
    mkdirSync(agent, { recursive: true })
    for (const each of [...inside.filter((other) => other !== pid), pid]) move(each, agent)
  }
  writeFileSync(join(base, 'cgroup.subtree_control'), '+cpu +memory')
  try {
    // Beside sixty encoders an equal share would be too little to look after them.
    writeFileSync(join(agent, 'cpu.weight'), '1000')
  } catch {
    // It is then one among equals.
  }
}

function move(pid: number, folder: string): void {
  try {
    writeFileSync(join(folder, 'cgroup.procs'), String(pid))
  } catch (error) {
    // Gone meanwhile: then it is in nobody's way.
    if (errnoOf(error) !== 'ESRCH') throw error
  }
}

function channelGroups(base: string, removeGroup: (folder: string) => void): ChannelCgroups {
  const folderOf = (channelId: string) => join(base, `${PREFIX}${channelId}`)
  return {
    write(channelId, files) {
      const folder = folderOf(channelId)
      mkdirSync(folder, { recursive: true })
      for (const { name, content } of files) writeFileSync(join(folder, name), content)
    },
    enter: (channelId, pid) =>
      writeFileSync(join(folderOf(channelId), 'cgroup.procs'), String(pid)),
    memoryKills: (channelId) =>
      figure(join(folderOf(channelId), 'memory.events'), /^oom_kill (\d+)$/m),
    ramDiskBytes: (channelId) => figure(join(folderOf(channelId), 'memory.stat'), /^shmem (\d+)$/m),
    remove(channelId) {
      try {
        removeGroup(folderOf(channelId))
        return true
      } catch (error) {
        return errnoOf(error) === 'ENOENT'
      }
    },
  }
}

function figure(file: string, line: RegExp): number {
  return Number(line.exec(readText(file))?.[1] ?? 0)
}

function pidsIn(folder: string): number[] {
  return readText(join(folder, 'cgroup.procs')).split(/\s+/).filter(Boolean).map(Number)
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
