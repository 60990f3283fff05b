import type { ChannelId } from '@cashbacktv/contract'
import { chooseSocket, socketWith } from '../domain/isolation/choose-socket.ts'
import { readCpuSet, setCpuSet } from './cpu-set.ts'
import type { Holder } from './limit-holder.ts'

/**
 * Keeps the processes of a channel, and so their memory, on one socket, beside what the holder does. Of one that the
 * agent before has placed the socket stays. Where that fails the channel is on air all the same.
 *
 * @param sockets the cores of each; with fewer than two nothing is done
 */
export function keepOnSockets(
  holder: Holder,
  sockets: readonly (readonly number[])[],
  setCores: typeof setCpuSet = setCpuSet,
): Holder {
  if (sockets.length < 2) return holder
  const placed = new Map<ChannelId, number>()

  function placeOf(id: ChannelId, pid: number): number {
    const known = placed.get(id)
    if (known !== undefined) return known
    const left = socketWith(sockets, readCpuSet(pid))
    const place = left >= 0 ? left : chooseSocket(sockets, [...placed.values()])
    placed.set(id, place)
    return place
  }

  return {
    ...holder,
    enter(id, process, tell) {
      holder.enter(id, process, tell)
      const cores = sockets[placeOf(id, process.pid)] ?? []
      setCores(process, cores).catch((error: unknown) => {
        tell('cores-not-held', error instanceof Error ? error.message : String(error))
      })
    },
    forget(id) {
      const isGone = holder.forget(id)
      if (isGone) placed.delete(id)
      return isGone
    },
  }
}
