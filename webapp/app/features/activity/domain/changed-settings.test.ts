import { type ChannelAct, type ChannelActDetail, ChannelSettings } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { changedSettings } from './changed-settings.ts'

const changedOf = (kind: ChannelAct, detail: ChannelActDetail) =>
  changedSettings({
    id: '10000000-0000-4000-8000-000000000001',
    at: '2030-01-01T00:00:00Z',
    hostId: null,
    channelId: null,
    actor: 'a@example.org',
    kind,
    detail,
  })

test('names the fields that changed, and not those that an entry merely carries', () => {
  const changed = { logo: { before: null, after: {} }, priority: { before: 1, after: 2 } }
  expect(changedOf('channel.update', { name: 'One', changed })).toEqual(['logo', 'priority'])
  expect(changedOf('channel.update', { name: 'One', changed: {} })).toEqual([])
  expect(changedOf('channel.start', { name: 'One', changed: { hostId: {} } })).toEqual([])
})

test('names whatever a person can set of a channel', () => {
  const names = Object.keys(ChannelSettings.shape)
  const changed = Object.fromEntries(names.map((name) => [name, { before: 1, after: 2 }]))
  const named = changedOf('channel.update', { name: 'One', changed })
  expect([...named].sort()).toEqual(names.sort())
})
