import { type AssetId, BulkAction, type ChannelId } from '@cashbacktv/contract'
import { describe, expect, it } from 'vitest'
import { type BulkChannel, planBulk } from './bulk.ts'

const id = '10000000-0000-4000-8000-000000000001' as ChannelId
const logo = {
  ...{ assetId: '30000000-0000-4000-8000-000000000001' as AssetId },
  ...{ x: 0.1, y: 0.1, width: 0.2, opacity: 1 },
}
const plan = (action: BulkAction, changes: Partial<BulkChannel> = {}) => {
  const { outcome, effect, obstacle } = planBulk(id, { ...CHANNEL, ...changes }, action)
  return obstacle ?? `${outcome}, ${effect}`
}
const CHANNEL: BulkChannel = {
  ...{ id, name: 'One', on: true, gaveUp: false, logo: null, viewers: 3 },
  ...{ deleted: false, slugTaken: false },
  output: { mode: 'transcode', presetId: 'broadcast' },
}

describe('what a bulk action does to a channel', () => {
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
      expect(plan(action, { output: { mode: 'copy', presetId: 'broadcast' } as never })).toBe(
        'copies',
      )
      expect(
        plan(action, { logo, output: { mode: 'transcode', presetId: 'sport' } as never }),
      ).toBe('unchanged, none')
    },
  )

  it('brings back what was deleted as it was, unless its slug is taken', () => {
    expect(plan({ kind: 'restore' })).toBe('unchanged, none')
    expect(plan({ kind: 'restore' }, { deleted: true })).toBe('done, starts')
    expect(plan({ kind: 'restore' }, { deleted: true, on: false })).toBe('done, none')
    expect(plan({ kind: 'restore' }, { deleted: true, slugTaken: true })).toBe('taken')
  })

  it('says of a channel that is gone that it is missing', () => {
    expect(planBulk(id, undefined, { kind: 'stop' })).toMatchObject({
      ...{ outcome: 'failed', obstacle: 'missing', previous: null },
    })
  })

  it('keeps what was, for going back', () => {
    const { previous, viewers } = planBulk(id, { ...CHANNEL, logo }, { kind: 'logo', logo: null })
    expect({ previous, viewers }).toEqual({
      previous: { on: true, presetId: 'broadcast', logo },
      viewers: 3,
    })
  })
})
