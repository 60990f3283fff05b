import type { HostId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { hostOptions } from './host-option.ts'

const room = { cores: 8, reserveCores: 1, otherCores: 0, heldCores: 2, waiting: 0 }
const host = {
  id: 'a' as HostId,
  name: 'edge-1',
  link: 'connected',
  draining: false,
  room,
} as const

test('a host is offered with what is free there of what channels may use', () => {
  expect(hostOptions([host])).toEqual([
    { id: 'a', name: 'edge-1', state: 'connected', cores: { free: 5, usable: 7 } },
  ])
  expect(hostOptions([{ ...host, room: { ...room, heldCores: 9 } }])[0]?.cores?.free).toBe(0)
  expect(hostOptions([{ ...host, room: null }])[0]?.cores).toBeNull()
})

test('silence says more of a host than that it drains', () => {
  const states = (['connected', 'unknown', 'never'] as const).map(
    (link) => hostOptions([{ ...host, link, draining: true }])[0]?.state,
  )
  expect(states).toEqual(['draining', 'unknown', 'never'])
})
