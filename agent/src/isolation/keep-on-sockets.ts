import type { ChannelId } from '@cashbacktv/contract'
import PQueue from 'p-queue'
import { chooseSocket, socketWith } from '../domain/isolation/choose-socket.ts'
import type { NeededCores } from '../ports.ts'
import { readCpuSet, setCpuSet } from './cpu-set.ts'
import type { Holder } from './limit-holder.ts'

/** An agent that is started beside a hundred channels would start as many programs at once. */
const AT_ONCE = 4

/**
 * Keeps the processes of a channel, and so their memory, on one socket, beside what the holder does. Of one that the
 * agent before has placed the socket stays; one that no socket has room for may use all of them. Where that fails the
 * channel is on air all the same.
 *
 * @param sockets the cores of each; with fewer than two nothing is done
 */
export function keepOnSockets(
  holder: Holder,
  sockets: readonly (readonly number[])[],
  setCores: typeof setCpuSet = setCpuSet,
): Holder {
  if (sockets.length < 2) return holder
  const kept = new Map<ChannelId, { socket: number; needed: NeededCores }>()
  const queue = new PQueue({ concurrency: AT_ONCE })

  function socketFor(id: ChannelId, pid: number, needed: NeededCores): number {
    const own = kept.get(id)?.socket
    const left = own === undefined ? socketWith(sockets, readCpuSet(pid)) : -1
    if (left >= 0) return left
    const others = [...kept]
      .filter(([other]) => other !== id)
      .map(([, { socket, needed }]) => ({ socket, cores: known(needed) }))
    return chooseSocket(sockets, others, known(needed), own)
  }

  return {
    ...holder,
    enter(id, process, needed, tell) {
      holder.enter(id, process, needed, tell)
      const socket = socketFor(id, process.pid, needed)
      const cores = sockets[socket]
      if (cores === undefined) {
        kept.delete(id)
        return
      }
      kept.set(id, { socket, needed })
      queue
        .add(() => setCores(process, cores))
        .catch((error: unknown) => {
          tell('cores-not-held', error instanceof Error ? error.message : String(error))
        })
    },
    forget(id) {
      const isGone = holder.forget(id)
      if (isGone) kept.delete(id)
      return isGone
    },
  }
}

/** One of which nothing is known may need all that its socket has. */
function known(needed: NeededCores): number {
  return needed() ?? Number.POSITIVE_INFINITY
}
