import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCpuList } from './choose-cores.ts'
import { chooseSocket, type KeptChannel, socketHolding, socketsOf } from './choose-socket.ts'

const ODD = '1,3,5,7,9,11,13,15'
const UNKNOWN = Number.POSITIVE_INFINITY
const lists = (...texts: string[]) => texts.map(parseCpuList)

describe('the sockets of a host', () => {
  it.each([
    ['one', ['0-87'], '2-85', []],
    ['two, one after the other', ['0-43', '44-87'], '2-85', ['2-43', '44-85']],
    ['two with hyper-threads', ['0-5,12-17', '6-11,18-23'], '1-22', ['1-5,12-17', '6-11,18-22']],
    ['two in turn', ['0,2,4,6,8,10,12,14,16', ODD], '1-16', ['2,4,6,8,10,12,14,16', ODD]],
    ['two of eight', ['0-7', '8-15'], '0-15', ['0-7', '8-15']],
    ['two, of which one is not for channels', ['0-7', '8-15'], '8-15', []],
    ['two and memory without cores', ['0-7', '8-15', ''], '0-15', ['0-7', '8-15']],
    ['none', [], '0-15', []],
    // A channel of several heights, and its next version beside it, needs more than such a node has.
    ['four of four, as a socket in parts has them', ['0-3', '4-7', '8-11', '12-15'], '0-15', []],
    ['two of seven', ['0-6', '7-13'], '0-13', []],
    ['two, of which one is left a core', ['0-43', '44-87'], '0-7,44', []],
    ['two, of which one is left less than half', ['0-19', '20-39'], '0-28', []],
    ['two, of which one is left half', ['0-19', '20-39'], '0-29', ['0-19', '20-29']],
  ])('%s', (_name, nodes, allowed, expected) => {
    expect(socketsOf(lists(...nodes), parseCpuList(allowed))).toEqual(lists(...expected))
  })

  it.each([
    ['all of one', '4-7', 1],
    ['some of one', '5', 1],
    ['one, and what an agent before was given besides', '0-3', 0],
    ['one, when an agent before was given less', '2', 0],
    ['both', '2-7', -1],
    ['none of theirs', '0-1', -1],
    ['none, as of a process that is gone', '', -1],
  ])('are known again by the cores of a process that has %s', (_name, cores, expected) => {
    expect(socketHolding(lists('2-3', '4-7'), parseCpuList(cores))).toBe(expected)
  })
})

describe('the socket of a channel', () => {
  const two = lists('0-19', '20-39')
  const on = (socket: number, cores: number): KeptChannel => ({ socket, cores })

  it.each([
    ['the first where nothing is', two, [], 6, -1, 0],
    ['the other one when that has more to do', two, [on(0, 6)], 0.01, -1, 1],
    ['not by how many there are', two, [on(0, 6), on(1, 0.1), on(1, 0.1)], 6, -1, 1],
    ['by the cores of each', lists('0-19', '20-29'), [on(0, 4), on(1, 3)], 1, -1, 0],
    [
      'that with room, though it is the more taken one',
      lists('0-19', '20-27'),
      [on(0, 3)],
      5,
      -1,
      0,
    ],
    ['none where its next version would not fit beside it', two, [], 10.5, -1, -1],
    ['one that both just fit', two, [], 10, -1, 0],
    ['none where others leave too little', two, [on(0, 9), on(1, 9)], 6, -1, -1],
    ['its own, though the other one is idle', two, [on(0, 6)], 6, 0, 0],
    ['the other one where its own has no room for what it needs by now', two, [on(0, 9)], 6, 0, 1],
    ['none for one of which nothing is known', two, [], UNKNOWN, -1, -1],
    ['another one than that of one of which nothing is known', two, [on(0, UNKNOWN)], 1, -1, 1],
  ])('%s', (_name, sockets, others, cores, own, expected) => {
    expect(chooseSocket(sockets, others, cores, own)).toBe(expected)
  })

  const need = fc.oneof(
    fc.constant(0.01),
    fc.integer({ min: 1, max: 1200 }).map((share) => share / 100),
  )

  it('never makes channels need more cores than it has, even while one is followed', () => {
    const size = fc.integer({ min: 8, max: 64 })
    fc.assert(
      fc.property(
        fc.array(size, { minLength: 2, maxLength: 4 }),
        fc.array(need),
        (sizes, needs) => {
          const sockets = sizes.map((cores) => Array.from({ length: cores }, (_, core) => core))
          const kept: KeptChannel[] = []
          for (const cores of needs) {
            const socket = chooseSocket(sockets, kept, cores)
            if (socket < 0) continue
            kept.push(on(socket, cores))
            const there = kept.filter((one) => one.socket === socket)
            const sum = there.reduce((total, one) => total + one.cores, 0)
            expect(sum + cores).toBeLessThanOrEqual((sizes[socket] ?? 0) + 1e-6)
          }
        },
      ),
    )
  })

  it('keeps two that are alike within the need of one channel of each other', () => {
    fc.assert(
      fc.property(fc.array(need, { maxLength: 60 }), (needs) => {
        const sums = [0, 0]
        const kept: KeptChannel[] = []
        for (const cores of needs) {
          const socket = chooseSocket(two, kept, cores)
          if (socket < 0) continue
          kept.push(on(socket, cores))
          sums[socket] = (sums[socket] ?? 0) + cores
        }
        const largest = Math.max(0, ...kept.map(({ cores }) => cores))
        expect(Math.abs((sums[0] ?? 0) - (sums[1] ?? 0))).toBeLessThanOrEqual(largest + 1e-6)
      }),
    )
  })
})
