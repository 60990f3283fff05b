import { HostId } from '@cashbacktv/contract'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HostRoom, place } from './placement.ts'

const anywhere = { pinnedTo: null, current: null }
const host = (changes: Partial<HostRoom> = {}): HostRoom => ({
  id: HostId.parse(crypto.randomUUID()),
  name: 'edge',
  connected: true,
  draining: false,
  channels: 0,
  cores: 4,
  cpuPercent: null,
  ...changes,
})
const hosts = fc.array(
  fc.record({
    id: fc.uuid().map((id) => HostId.parse(id)),
    name: fc.constantFrom('a', 'b'),
    connected: fc.boolean(),
    draining: fc.boolean(),
    channels: fc.nat(200),
    cores: fc.integer({ min: 1, max: 64 }),
    cpuPercent: fc.option(fc.integer({ min: 0, max: 100 })),
  }),
  { maxLength: 6 },
)

describe('place', () => {
  it('leaves a pinned channel where it is pinned, draining, silent or full', () => {
    const full = host({ draining: true, connected: false, channels: 500 })
    const wish = { pinnedTo: full.id, current: null }
    expect(place(wish, [host(), full])).toMatchObject({ kind: 'placed', hostId: full.id })
  })

  it('never moves a channel off a silent host by itself', () => {
    const silent = host({ connected: false })
    const wish = { pinnedTo: null, current: silent.id }
    expect(place(wish, [host(), silent])).toMatchObject({ hostId: silent.id })
  })

  it('takes the only host, connected or not', () => {
    const only = host({ connected: false })
    expect(place(anywhere, [only])).toMatchObject({ kind: 'placed', hostId: only.id })
  })

  it('takes the host with the fewest channels a core', () => {
    const small = host({ channels: 4, cores: 2 })
    const large = host({ channels: 10, cores: 16 })
    expect(place(anywhere, [small, large])).toMatchObject({ hostId: large.id })
  })

  it('prefers a connected host, and the less busy of equals', () => {
    const [silent, busy, idle] = [
      host({ connected: false }),
      host({ channels: 1, cpuPercent: 90 }),
      host({ channels: 1, cpuPercent: 5 }),
    ]
    expect(place(anywhere, [silent, busy, idle])).toMatchObject({ hostId: idle.id })
  })

  it('says why when there is none', () => {
    expect(place(anywhere, [])).toMatchObject({
      kind: 'unplaced',
      reason: expect.stringContaining('Enrol'),
    })
    expect(place(anywhere, [host({ draining: true }), host({ draining: true })])).toMatchObject({
      kind: 'unplaced',
    })
  })

  it('gives a reason always, never a draining host among others, and the same host in any order', () => {
    fc.assert(
      fc.property(hosts, (list) => {
        const placement = place(anywhere, list)
        expect(placement.reason).not.toBe('')
        expect(place(anywhere, list.toReversed())).toEqual(placement)
        if (placement.kind === 'unplaced' || list.length < 2) return
        expect(list.find(({ id }) => id === placement.hostId)?.draining).toBe(false)
      }),
    )
  })
})
