import { inEnglish } from '@cashbacktv/contract'
import { socketsOf } from '../domain/isolation/choose-socket.ts'
import type { Isolation, Log } from '../ports.ts'
import { createMediaProcessFinder } from '../process/find-media-processes.ts'
import { type CgroupOptions, openChannelCgroups } from './channel-cgroups.ts'
import { readCpuSet, readMemoryNodes } from './cpu-set.ts'
import { createIsolation } from './isolation.ts'
import { keepOnSockets } from './keep-on-sockets.ts'
import { holdByCgroups, holdByCpuSets } from './limit-holder.ts'

/** Finds out how channels can be held to their limits here, and says so in one line. */
export function openIsolation(
  mediaDir: string,
  log: Log,
  options: Partial<CgroupOptions> = {},
): Isolation {
  let ours: ReadonlySet<number> | null = null
  const opened = openChannelCgroups({
    isOurs(pid) {
      ours ??= new Set(createMediaProcessFinder(mediaDir)().map((process) => process.pid))
      return ours.has(pid)
    },
    ...options,
  })
  if (opened.ok) {
    const sockets = socketsOf(readMemoryNodes(), readCpuSet('self'))
    const kept =
      sockets.length > 1 ? `; each channel keeps to one of ${sockets.length} sockets` : ''
    log.info({}, `Limits of channels are held by control groups (version 2)${kept}`)
    return createIsolation(keepOnSockets(holdByCgroups(opened.groups), sockets))
  }
  const { why } = opened
  const how = 'Channels are held by nice and, where they have a CPU limit, by a set of cores'
  log.warn({ why: inEnglish(why) }, `${how}; memory limits cannot be held`)
  return createIsolation(holdByCpuSets(why))
}
