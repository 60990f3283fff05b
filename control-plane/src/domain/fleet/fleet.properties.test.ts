import {
  type ChannelChange,
  ChannelId,
  HostId,
  HostReport,
  LiveScope,
  packIds,
} from '@cashbacktv/contract'
import { madeObservation } from '@cashbacktv/contract/made-host'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFleet, type Fleet } from './fleet.ts'
import { putChannels } from './put-channels.ts'
import { putHosts, putReport, tick } from './put-hosts.ts'
import { type Look, lookOf, readChanges } from './read-changes.ts'
import { madeHostFacts } from './test/made-host-facts.ts'

const idAt = (kind: string, index: number) => `00000000-0000-4000-8000-${kind}0000000000${index}`
const CHANNELS = [0, 1, 2, 3, 4, 5].map((index) => ChannelId.parse(idAt('c', index)))
const HOSTS = [0, 1].map((index) => HostId.parse(idAt('a', index)))
const SCOPES = [
  { figures: packIds(CHANNELS) },
  { figures: packIds(CHANNELS.slice(0, 2)) },
  { senders: true },
  { channels: 'one', figures: packIds(CHANNELS.slice(0, 1)) },
].map((scope) => lookOf(LiveScope.parse(scope)))

type World = { fleet: Fleet; screens: Screen[]; ms: number }
type Step = (world: World) => void

const channel = fc.constantFrom(...CHANNELS)
const host = fc.constantFrom(...HOSTS)
const observation = fc
  .record({
    channelId: channel,
    state: fc.constantFrom('running', 'backoff', 'stopped'),
    viewers: fc.constantFrom(0, 3),
  })
  .map(({ viewers, ...seen }) =>
    madeObservation({
      ...seen,
      since: new Date(0).toISOString(),
      air: {
        showing: 'live',
        mediaSequence: 1,
        segments: 3,
        lastPublishedAt: null,
        viewers,
        sentBytes: 0,
      },
    }),
  )

const reported = fc.tuple(host, fc.array(observation)).map(([hostId, channels]): Step => {
  return ({ fleet, ms }) => {
    const at = new Date(ms)
    const said = { protocol: 1, hostId, at: at.toISOString(), appliedRevision: 1, sample: null }
    putReport(fleet, HostReport.parse({ ...said, channels }), at)
  }
})
const stored = fc.tuple(channel, fc.option(host), fc.boolean()).map(([id, hostId, on]): Step => {
  return ({ fleet, ms }) => {
    const at = new Date(ms)
    const facts = { id, name: 'News', slug: 'news', edition: `${ms}`, hostId, on, schedule: null }
    const rest = {
      groupId: null,
      restartGeneration: 0,
      updatedAt: at.toISOString(),
      sources: [],
      isGuarded: false,
      restreams: [],
    }
    putChannels(fleet, [{ ...facts, ...rest }], [], at)
  }
})
const deleted = channel.map(
  (id): Step =>
    ({ fleet, ms }) =>
      putChannels(fleet, [], [id], new Date(ms)),
)
const hostStored = fc.tuple(host, fc.boolean()).map(([id, isThere]): Step => {
  return ({ fleet, ms }) => {
    putHosts(fleet, isThere ? [madeHostFacts({ id })] : [], [id], new Date(ms))
  }
})
const passed = fc.integer({ min: 1, max: 12 }).map((seconds): Step => {
  return (world) => {
    world.ms += seconds * 1000
    tick(world.fleet, new Date(world.ms))
  }
})
const looked = fc.nat(SCOPES.length - 1).map(
  (index): Step =>
    ({ fleet, screens }) =>
      screens[index]?.look(fleet),
)
/** As if far more had changed meanwhile than is remembered. */
const forgot = fc.constant<Step>(({ fleet }) => {
  fleet.news.clear()
  fleet.newsAfter = fleet.seq
})

type Screen = ReturnType<typeof createScreen>

/** What a screen knows: what it was told first, with every difference since. */
function createScreen(scope: Look) {
  const channels = new Map<string, ChannelChange>()
  let since: number | null = null
  return {
    /** Without the figures of channels that it does not show: of these it is not told. */
    known: () =>
      [...channels.values()]
        .map((one) => (scope.figures.has(one.id) ? one : { ...one, ...NO_FIGURES }))
        .sort((a, b) => a.id.localeCompare(b.id)),
    look(fleet: Fleet) {
      const told = readChanges(fleet, scope, since, since === null)
      since = fleet.seq
      fleet.seq += 1
      if (told.whole) channels.clear()
      for (const id of told.gone) channels.delete(id)
      for (const change of told.channels) {
        channels.set(change.id, { ...channels.get(change.id), ...change })
      }
    },
  }
}
const NO_FIGURES = { viewers: 0 }

test('what a screen was told first, with every difference since, is what it would be told anew', () => {
  const steps = fc.array(
    fc.oneof(reported, stored, stored, deleted, hostStored, passed, looked, forgot),
    {
      minLength: 20,
      maxLength: 80,
    },
  )
  fc.assert(
    fc.property(steps, (all) => {
      const ms = Date.parse('2026-11-23T12:00:00Z')
      const world: World = { fleet: createFleet(), screens: SCOPES.map(createScreen), ms }
      for (const one of all) one(world)
      world.screens.forEach((screen, index) => {
        screen.look(world.fleet)
        const anew = SCOPES.slice(index, index + 1).map(createScreen)
        for (const one of anew) one.look(world.fleet)
        expect(anew.map((one) => one.known())).toEqual([screen.known()])
      })
    }),
    { numRuns: 500 },
  )
})
