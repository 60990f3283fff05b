import type { Action } from '../domain/reconcile/world.ts'
import type { Log } from '../ports.ts'

export type IllegalMove = Extract<Action, { kind: 'illegal-move' }>

export type IllegalMoves = {
  note(move: IllegalMove): void
  /** All that were made, those included that were not logged again. */
  count(): number
}

/** Moves that the table of states does not know: each is logged when it is first made, and all are counted. */
export function countIllegalMoves(log: Pick<Log, 'error'>): IllegalMoves {
  const counts = new Map<string, number>()
  return {
    note({ channelId, from, to }) {
      const move = `${from} -> ${to}`
      const times = (counts.get(move) ?? 0) + 1
      counts.set(move, times)
      if (times === 1) log.error({ channelId, from, to }, 'A channel made an illegal move')
    },
    count: () => [...counts.values()].reduce((sum, times) => sum + times, 0),
  }
}
