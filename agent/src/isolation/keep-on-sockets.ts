import type { ChannelId } from '@cashbacktv/contract'
import PQueue from 'p-queue'
import { chooseSocket, socketHolding } from '../domain/isolation/choose-socket.ts'
import type { NeededCores } from '../ports.ts'
import { readCpuSet, setCpuSet, whyNotSet } from './cpu-set.ts'
import type { Holder } from './limit-holder.ts'

/** An agent that is started beside a hundred channels would start as many programs at once. */
const AT_ONCE = 4

/**
 * Keeps the processes of a channel, and so their memory, on one socket, beside what the holder does. Of one that the
 * agent before has placed the socket stays, whatever room it has; one that no socket has room for may use all of them. Where that fails the
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
    // Its memory is there: of two versions of a channel, one that was moved beside the other too.
    const left = socketHolding(sockets, readCpuSet(pid))
    if (left >= 0) return left
    const own = kept.get(id)?.socket
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
      const place = { socket, needed }
      kept.set(id, place)
      queue
        .add(() => setCores(process, cores))
        .catch((error: unknown) => {
          // It takes from all of them, and is not counted as if it were there.
          if (kept.get(id) === place && socketHolding(sockets, readCpuSet(process.pid)) !== socket)
            kept.delete(id)
          tell('cores-not-held', whyNotSet(error))
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
