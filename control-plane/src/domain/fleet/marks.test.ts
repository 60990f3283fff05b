import { HostId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { ALL_MARKED, bothMarked, hostsToRead, isAnyMarked, marked, NO_MARKS } from './marks.ts'

const hostOf = (number: number) =>
  HostId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)

test('the hosts that were marked are read, and of many the whole fleet', () => {
  const hosts = Array.from({ length: 21 }, (_, number) => hostOf(number))
  const some = hosts.slice(1).reduce(marked, NO_MARKS)
  expect(hostsToRead(some)).toEqual(hosts.slice(1))
  expect(hostsToRead(hosts.reduce(marked, NO_MARKS))).toBeNull()
  expect(hostsToRead(ALL_MARKED)).toBeNull()
})

test('channels without a host are read with no host', () => {
  const unplaced = marked(NO_MARKS, null)
  expect(isAnyMarked(NO_MARKS)).toBe(false)
  expect(isAnyMarked(unplaced)).toBe(true)
  expect(hostsToRead(unplaced)).toEqual([])
})

test('what could not be read stays marked beside what came meanwhile', () => {
  const failed = marked(marked(NO_MARKS, hostOf(1)), null)
  const both = bothMarked(failed, marked(NO_MARKS, hostOf(2)))
  expect(both).toEqual({ all: false, unplaced: true, hosts: new Set([hostOf(1), hostOf(2)]) })
})
