import {
  type AssetId,
  BulkAction,
  type ChannelId,
  type HostId,
  OutputSettings,
} from '@cashbacktv/contract'
import { describe, expect, it } from 'vitest'
import { type ChannelNow, planVerb, type Verb, wishOf } from './plan-verb.ts'

const id = '10000000-0000-4000-8000-000000000001' as ChannelId
const logo = {
  assetId: '30000000-0000-4000-8000-000000000001' as AssetId,
  x: 0.1,
  y: 0.1,
  width: 0.2,
  opacity: 1,
}
const [own, other] = [
  '20000000-0000-4000-8000-000000000001',
  '20000000-0000-4000-8000-000000000002',
] as HostId[]
const CHANNEL: ChannelNow = {
  id,
  name: 'One',
  on: true,
  gaveUp: false,
  logo: null,
  viewers: 3,
  restartGeneration: 4,
  deleted: false,
  slugTaken: false,
  startAnyway: false,
  pinned: false,
  mayMove: true,
  hostId: own ?? null,
  output: OutputSettings.parse({}),
}
const plan = (verb: Verb, now: Partial<ChannelNow> = {}) => {
  const { outcome, effect, obstacle } = planVerb(verb, id, { ...CHANNEL, ...now }).result
  return obstacle ?? `${outcome}, ${effect}`
}
const changes = (verb: Verb, now: Partial<ChannelNow> = {}, found?: HostId | null) =>
  planVerb(verb, id, { ...CHANNEL, ...now }, found).changes
const wish = (verb: Verb, now: Partial<ChannelNow> = {}) => wishOf(verb, { ...CHANNEL, ...now })

describe('what a verb does to a channel', () => {
  it('starts what is off and what gave up, and leaves alone what runs', () => {
    expect(plan({ kind: 'start' }, { on: false })).toBe('done, starts')
    expect(plan({ kind: 'start' }, { gaveUp: true })).toBe('done, starts')
    expect(plan({ kind: 'start' })).toBe('unchanged, none')
  })

  it('stops what is on, replaces what runs and starts what does not on a restart', () => {
    expect(plan({ kind: 'stop' })).toBe('done, stops')
    expect(plan({ kind: 'stop' }, { on: false })).toBe('unchanged, none')
    expect(plan({ kind: 'restart' })).toBe('done, restarts')
    expect(plan({ kind: 'restart' }, { on: false })).toBe('done, starts')
    expect(plan({ kind: 'delete' })).toBe('done, stops')
    expect(plan({ kind: 'delete' }, { on: false })).toBe('done, none')
  })

  it.each([
    BulkAction.parse({ kind: 'preset', presetId: 'sport' }),
    BulkAction.parse({ kind: 'logo', logo }),
  ])(
    '$kind: restarts what runs, waits for the start of what is off, leaves copies and equals',
    (action) => {
      expect(plan(action)).toBe('done, restarts')
      expect(plan(action, { on: false })).toBe('done, none')
      expect(plan(action, { output: OutputSettings.parse({ mode: 'copy' }) })).toBe('copies')
      expect(plan(action, { logo, output: OutputSettings.parse({ presetId: 'sport' }) })).toBe(
        'unchanged, none',
      )
    },
  )

  it('brings back what was deleted as it was, unless its slug is taken', () => {
    expect(plan({ kind: 'restore' })).toBe('unchanged, none')
    expect(plan({ kind: 'restore' }, { deleted: true })).toBe('done, starts')
    expect(plan({ kind: 'restore' }, { deleted: true, on: false })).toBe('done, none')
    expect(plan({ kind: 'restore' }, { deleted: true, slugTaken: true })).toBe('taken')
  })

  it('moves what is on, starts what waited, and lets rest what is off or stays', () => {
    const to = (hostId: HostId | null = null) => BulkAction.parse({ kind: 'move', hostId })
    expect(plan(to(other))).toBe('done, moves')
    expect(changes(to(other))).toEqual({ hostId: other, pinned: true })
    expect(plan(to(other), { on: false })).toBe('done, none')
    expect(plan(to(other), { hostId: null })).toBe('done, starts')
    expect(plan(to(own))).toBe('done, none')
    expect(changes(to(own))).toEqual({ pinned: true })
    expect(plan(to(own), { pinned: true })).toBe('unchanged, none')
    expect(changes({ kind: 'move', hostId: other ?? null, pinned: false })).toEqual({
      hostId: other,
    })
  })

  it('goes where placement finds a host, and stays where none has room', () => {
    const free = BulkAction.parse({ kind: 'move', hostId: null })
    expect(changes(free, { pinned: true }, other)).toEqual({ hostId: other, pinned: false })
    expect(planVerb(free, id, CHANNEL, null).result.outcome).toBe('unchanged')
    expect(wish(free)).toEqual({ pinnedTo: null, current: null, leaving: own, anyway: false })
    expect(wish(BulkAction.parse({ kind: 'move', hostId: other }))).toBeNull()
  })

  it('says of a channel that is gone that it is missing', () => {
    expect(planVerb({ kind: 'stop' }, id, undefined).result).toMatchObject({
      outcome: 'failed',
      obstacle: 'missing',
      previous: null,
    })
  })

  it('keeps what was, for going back', () => {
    const { previous, viewers } = planVerb({ kind: 'logo', logo: null }, id, {
      ...CHANNEL,
      logo,
    }).result
    expect({ previous, viewers }).toEqual({
      previous: { on: true, presetId: 'broadcast', logo, hostId: own, pinned: false },
      viewers: 3,
    })
  })
})

describe('what it changes', () => {
  it('tries anew only what gave up, and forgets at a stop that it was to start without room', () => {
    expect(changes({ kind: 'start' }, { on: false })).toEqual({ on: true, startAnyway: false })
    expect(changes({ kind: 'start' }, { gaveUp: true })).toEqual({ restartGeneration: 5 })
    expect(changes({ kind: 'restart' })).toEqual({ on: true, restartGeneration: 5 })
    expect(changes({ kind: 'stop' }, { startAnyway: true })).toEqual({
      on: false,
      startAnyway: false,
    })
  })

  it('started anyway, one that waits goes on; said twice it changes nothing', () => {
    const anyway: Verb = { kind: 'start', anyway: true }
    expect(changes(anyway, { on: false })).toEqual({ on: true, startAnyway: true })
    expect(changes(anyway, { hostId: null }, other)).toEqual({ startAnyway: true, hostId: other })
    expect(plan(anyway, { startAnyway: true })).toBe('unchanged, none')
  })

  it('one that waits stays as it is until there is room; one that is off waits from now on', () => {
    expect(changes({ kind: 'start' }, { hostId: null }, null)).toEqual({})
    expect(changes({ kind: 'start' }, { hostId: null }, other)).toEqual({ hostId: other })
    expect(changes({ kind: 'start' }, { on: false }, null)).toMatchObject({ hostId: null })
  })

  it('keeps of the output what is not the preset', () => {
    const output = OutputSettings.parse({ deinterlace: 'field' })
    const action = { kind: 'preset' as const, presetId: 'sport' }
    expect(changes(action, { output })).toEqual({ output: { ...output, presetId: 'sport' } })
  })
})

describe('the host that is looked for', () => {
  it('is another one only for what rests, is not pinned and starts with room', () => {
    const start: Verb = { kind: 'start' }
    const moves = { pinnedTo: null, current: null, preferred: own, anyway: false }
    expect(wish(start, { on: false })).toEqual(moves)
    expect(wish(start, { on: false, pinned: true })).toBeNull()
    expect(wish(start, { on: false, mayMove: false })).toBeNull()
    expect(wish({ kind: 'start', anyway: true }, { on: false })).toBeNull()
    expect(wish(start)).toBeNull()
    expect(wish({ kind: 'restart' })).toBeNull()
  })

  it('is any one for what has none and is to run', () => {
    const none = { hostId: null, startAnyway: true }
    for (const kind of ['start', 'restart'] as const) {
      expect(wish({ kind }, none)).toMatchObject({ preferred: null, anyway: true })
    }
    expect(wish({ kind: 'restore' }, { ...none, deleted: true })).not.toBeNull()
    expect(wish({ kind: 'restore' }, none)).toBeNull()
    for (const kind of ['stop', 'delete'] as const) expect(wish({ kind }, none)).toBeNull()
  })
})
