import { AirObservation, ChannelObservation, Hello } from '@cashbacktv/contract'
import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { helloOf } from '../link/test/test-agent.ts'
import { readLoosely } from './read-loosely.ts'

const OF_NEXT_RELEASE = { kind: 'of-the-next-release' }
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)

describe('a list that is longer than it may be here', () => {
  it('is cut, and costs neither a channel nor a host', () => {
    const warning = (n: number) => ({ code: `w${n}`, params: {}, level: 'tells', message: '' })
    const warnings = Array.from({ length: 17 }, (_, n) => warning(n))
    const Part = ChannelObservation.pick({ attempt: true, warnings: true })
    const read = readLoosely(Part)({ attempt: 1, warnings })
    expect(read).toEqual({ attempt: 1, warnings: warnings.slice(0, 16) })

    const one = { startsAt: '2026-11-30T10:00:00.000Z' }
    const Air = AirObservation.pick({ viewers: true, breaks: true })
    expect(readLoosely(Air)({ viewers: 1, breaks: times(5, one) }).breaks).toHaveLength(4)
  })

  it('does not keep its host from saying hello', () => {
    const hello = helloOf()
    const figures = { framesPerSecond: 25, cpuSecondsPerSecond: 1, speed: 2 }
    const calibrations = times(51, { presetId: 'any', height: 720, ...figures })
    const capabilities = { ...hello.capabilities, unheld: times(9, 'user'), calibrations }
    const read = readLoosely(Hello)({ ...hello, capabilities }).capabilities
    expect([read.unheld?.length, read.calibrations.length]).toEqual([8, 50])
  })
})

test('what is asked of parts together is asked of those that are left', () => {
  const Pair = z.object({ a: z.int(), b: z.int().optional() }).refine(({ a, b = 0 }) => a > b)
  const Message = z.object({
    pair: Pair.optional(),
    some: z.array(z.string()).min(1).default(['any']),
    most: z.array(Pair).max(2).nullable(),
  })
  const read = readLoosely(Message)
  expect(read({ pair: { a: 1, b: 2 }, some: [1], most: 'all' })).toEqual({
    some: ['any'],
    most: null,
  })
  expect(read({ some: ['a', 1], most: [{ a: 1, b: 'x' }, { a: 0 }, { a: 9 }] })).toEqual({
    some: ['a'],
    most: [{ a: 1 }],
  })
})

describe('what nobody would say', () => {
  const looked: unknown[] = []
  const One = z.string().refine((value) => looked.push(value))

  it('is not looked at beyond the bound of its list', () => {
    looked.length = 0
    const read = readLoosely(z.object({ some: z.array(One).max(3).optional() }))
    expect(read({ some: [1, 'a', 2, ...times(9000, 'b')] })).toEqual({ some: ['a'] })
    expect(new Set(looked)).toEqual(new Set(['a']))
  })

  it('is refused soon', () => {
    const read = readLoosely(z.array(z.object({ some: z.array(One).max(16).optional() })))
    expect(read(times(100, { some: [1] }))).toEqual(times(100, { some: [] }))
    looked.length = 0
    const sent = times(9000, { some: [1, 'a', OF_NEXT_RELEASE] })
    expect(() => read(sent)).toThrow('Too much')
    expect(looked.length).toBeLessThan(9000)
  })
})
