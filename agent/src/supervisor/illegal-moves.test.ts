import { expect, test } from 'vitest'
import { channelId } from '../../test/channel-factory.ts'
import { countIllegalMoves, type IllegalMove } from './illegal-moves.ts'

test('an illegal move is logged once, with what it was, and counted each time', () => {
  const logged: object[] = []
  const moves = countIllegalMoves({ error: (fields) => void logged.push(fields) })
  const move: IllegalMove = {
    kind: 'illegal-move',
    channelId: channelId(1),
    from: 'stopped',
    to: 'degraded',
  }
  moves.note(move)
  moves.note({ ...move, channelId: channelId(2) })
  moves.note({ ...move, to: 'backoff' })
  expect(logged).toEqual([
    { channelId: channelId(1), from: 'stopped', to: 'degraded' },
    { channelId: channelId(1), from: 'stopped', to: 'backoff' },
  ])
  expect(moves.count()).toBe(3)
})
