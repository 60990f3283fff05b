import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCpuList } from './choose-cores.ts'
import { chooseSocket, socketsOf, socketWith } from './choose-socket.ts'

const lists = (...texts: string[]) => texts.map(parseCpuList)

describe('the sockets of a host', () => {
  it.each([
    ['one', ['0-87'], '2-85', []],
    ['two, one after the other', ['0-43', '44-87'], '2-85', ['2-43', '44-85']],
    ['two with hyper-threads', ['0-3,8-11', '4-7,12-15'], '1-14', ['1-3,8-11', '4-7,12-14']],
    ['two in turn', ['0,2,4,6', '1,3,5,7'], '1-7', ['2,4,6', '1,3,5,7']],
    ['two, of which one is not for channels', ['0-7', '8-15'], '8-15', []],
    ['two and memory without cores', ['0-7', '8-15', ''], '0-15', ['0-7', '8-15']],
    ['four', ['0-1', '2-3', '4-5', '6-7'], '0-7', ['0-1', '2-3', '4-5', '6-7']],
  ])('%s', (_name, nodes, allowed, expected) => {
    expect(socketsOf(lists(...nodes), parseCpuList(allowed))).toEqual(lists(...expected))
  })

  it('get channels in proportion to their cores, the first one first', () => {
    const sockets = lists('0-3', '4-5')
    const taken: number[] = []
    for (let channel = 0; channel < 6; channel += 1) taken.push(chooseSocket(sockets, taken))
    expect(taken).toEqual([0, 1, 0, 0, 1, 0])
  })

  it('never differ by more than one channel where they are alike', () => {
    const sockets = lists('0-3', '4-7')
    fc.assert(
      fc.property(fc.nat({ max: 200 }), (channels) => {
        const taken: number[] = []
        for (let channel = 0; channel < channels; channel += 1)
          taken.push(chooseSocket(sockets, taken))
        const second = taken.filter((socket) => socket === 1).length
        expect(taken.length - 2 * second).toBeOneOf([0, 1])
      }),
    )
  })

  it('are known again by their cores', () => {
    const sockets = lists('2-3', '4-7')
    expect(socketWith(sockets, [4, 5, 6, 7])).toBe(1)
    expect(socketWith(sockets, [2, 3, 4, 5, 6, 7])).toBe(-1)
  })
})
