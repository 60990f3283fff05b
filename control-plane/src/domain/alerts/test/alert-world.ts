import {
  type AirObservation,
  AlertTargetId,
  ChannelId,
  type ChannelObservation,
  GroupId,
  HostId,
  type HostReport,
  type Reason,
  RestreamId,
  RunId,
  SourceId,
} from '@cashbacktv/contract'
import { createFleet } from '../../fleet/fleet.ts'
import { putChannels } from '../../fleet/put-channels.ts'
import { putHosts, putReport, tick } from '../../fleet/put-hosts.ts'
import { madeHostFacts } from '../../fleet/test/made-host-facts.ts'
import { adoptAlerts } from '../adopt-alerts.ts'
import { createConditions } from '../condition.ts'
import type { DueMessage } from '../due-messages.ts'
import type { StoredIncident } from '../incident-view.ts'
import { FLAP_WINDOW_MS, type Ledger, type OpenIncident, type TellableTarget } from '../ledger.ts'
import { lookAtFleet } from '../look-at-fleet.ts'
import type { StoredWindow } from '../maintenance.ts'
import { type Plan, planIncidents } from '../plan-incidents.ts'
import { type RuleChanges, rulesInForce } from '../rules-in-force.ts'
import { seeFleet } from '../see-fleet.ts'
import { atOnce } from './at-once.ts'

const START = Date.parse('2026-11-23T12:00:00Z')

export const idOf = (kind: number, number: number) =>
  `00000000-0000-4000-8${kind}00-${String(number).padStart(12, '0')}`
export const hostId = (number: number) => HostId.parse(idOf(1, number))
export const channelId = (number: number) => ChannelId.parse(idOf(2, number))
export const groupId = (number: number) => GroupId.parse(idOf(6, number))
const SOURCES = Array.from({ length: 1000 }, (_, number) => SourceId.parse(idOf(3, number)))
function sourceId(channel: number, place: number): SourceId {
  const id = SOURCES[channel * 10 + place]
  if (!id) throw new Error('There are not so many.')
  return id
}
const restreamId = (channel: number, place: number) =>
  RestreamId.parse(idOf(5, channel * 10 + place))

export const NETWORK: Reason = {
  class: 'network',
  code: 'connection-lost',
  message: 'It broke off.',
}

const RUN = RunId.parse('aaaaaaaa-bbbbbbbbbbbbbbbb')

type Seen = {
  showing: AirObservation['showing']
  state: ChannelObservation['state']
  reason: Reason | null
  source: number
  viewers: number
  slates: number
  /** Estimated quality; null of none. */
  score: number | null
  /** Which of its destinations it cannot be sent on to, by place. */
  failing: readonly number[]
  /** What its host says of it beside all that. */
  also: Partial<ChannelObservation>
}
const LIVE: Seen = {
  showing: 'live',
  state: 'running',
  reason: null,
  source: 0,
  viewers: 3,
  slates: 0,
  score: null,
  failing: [],
  also: {},
}

function qualityOf(score: number): NonNullable<ChannelObservation['quality']> {
  const at = new Date(START).toISOString()
  return {
    estimate: { ssim: 0.9, score, at, model: 1, calibratedAt: at },
    none: null,
    measured: null,
  }
}

export function failingRestream(
  number: number,
  place: number,
  since = new Date(START),
  reason = NETWORK,
): NonNullable<ChannelObservation['restreams']>[number] {
  return {
    id: restreamId(number, place),
    state: 'failing',
    since: since.toISOString(),
    reason,
    attempt: 3,
    nextTryAt: null,
  }
}

type MadeHost = { heard: boolean; originAwaySince: Date | null; says?: Partial<HostReport> }

type Channel = {
  number: number
  host: number
  servers: string[]
  destinations: string[]
  on: boolean
  group: GroupId | null
  seen: Seen
}

export function aTarget(change: Partial<TellableTarget> = {}): TellableTarget {
  return {
    id: AlertTargetId.parse(idOf(4, 1)),
    enabled: true,
    language: 'en',
    timeZone: 'UTC',
    filter: { severity: 'warning', causes: [], hostIds: [], channelIds: [], groupIds: [] },
    quietHours: null,
    afterMinutes: 0,
    ...change,
  }
}

/** What was written of an alert, by its id. */
type AlertMove = { id: string; move: 'raised' | 'cleared' }

/** A fleet, the engine's decisions about it, and a store that keeps what they plan: all but the effects. */
export function createAlertWorld() {
  const fleet = createFleet()
  let nowMs = START
  let conditions = createConditions(START - 60_000)
  let ids = 0
  const channels = new Map<number, Channel>()
  const hosts = new Map<number, MadeHost>()
  const stored: StoredIncident[] = []
  let open: OpenIncident[] = []
  const messages: (DueMessage & { atMs: number })[] = []
  const moves: AlertMove[] = []
  const world = {
    targets: [aTarget()],
    windows: [] as StoredWindow[],
    rules: new Map() as RuleChanges,
    messages,
    stored,
    moves,
    open: () => open,
    now: () => new Date(nowMs),
    host(number: number) {
      hosts.set(number, { heard: true, originAwaySince: null })
      putHosts(fleet, [factsOfHost(number)], [], at())
    },
    channel(number: number, host: number, servers: string[]) {
      const rest = { destinations: [], on: true, group: null, seen: LIVE }
      channels.set(number, { number, host, servers, ...rest })
      store(number)
    },
    sendOn(number: number, destinations: string[]) {
      of(number).destinations = destinations
      store(number)
    },
    group(number: number, group: GroupId | null) {
      of(number).group = group
      store(number)
    },
    see(number: number, seen: Partial<Seen>) {
      const channel = of(number)
      channel.seen = { ...channel.seen, ...seen }
    },
    /** The source is gone, and viewers see the slate. */
    lose(number: number) {
      world.see(number, { showing: 'slate', state: 'backoff', reason: NETWORK })
    },
    heal(number: number) {
      world.see(number, LIVE)
    },
    switchOff(number: number) {
      of(number).on = false
      store(number)
    },
    remove(number: number) {
      channels.delete(number)
      putChannels(fleet, [], [channelId(number)], at())
    },
    silence(number: number, heard = false) {
      hosts.set(number, { heard, originAwaySince: null })
    },
    originAnswers(number: number, originAnswers: boolean) {
      hosts.set(number, { heard: true, originAwaySince: originAnswers ? null : at() })
    },
    /** Two agents are found to connect as it by turns. */
    double(number: number) {
      const now = at().toISOString()
      const agentsHeard = { recent: [], proof: { since: now, at: now } }
      putHosts(fleet, [{ ...factsOfHost(number), agentsHeard }], [], at())
    },
    /** The host reports this as well. */
    report(number: number, says: Partial<HostReport>) {
      hosts.set(number, { heard: true, originAwaySince: null, says })
    },
    /** As a control plane that was started anew. */
    forget() {
      conditions = createConditions(nowMs)
    },
    /** Then takes over what is stored. */
    adopt() {
      const stored = open.flatMap(({ raised }) => raised)
      atOnce(adoptAlerts(conditions, stored))
    },
    change(id: string, change: Partial<StoredIncident>) {
      open = open.map((one) =>
        one.row.id === id ? { ...one, row: { ...one.row, ...change } } : one,
      )
    },
    conditions: () => conditions,
    fleet,
    plan,
    pass(seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        nowMs += 1000
        report()
        tick(fleet, at())
        atOnce(lookAtFleet(conditions, rulesInForce(world.rules), fleet, at()))
        apply(plan())
      }
    },
  }
  const at = () => new Date(nowMs)
  function of(number: number): Channel {
    const channel = channels.get(number)
    if (!channel) throw new Error(`There is no channel ${number}.`)
    return channel
  }
  function factsOfHost(number: number) {
    return madeHostFacts({ id: hostId(number), name: `host ${number}`, lastSeenAt: at() })
  }
  function store(number: number) {
    const { host, servers, destinations, on, group: groupId } = of(number)
    const sources = servers.map((server, place) => ({ id: sourceId(number, place), server }))
    const restreams = destinations.map((server, place) => {
      return { id: restreamId(number, place), server }
    })
    const facts = {
      id: channelId(number),
      name: `channel ${number}`,
      slug: `c${number}`,
      edition: '1',
      isGuarded: false,
    }
    const wish = { on, schedule: null, groupId }
    const rest = { hostId: hostId(host), ...wish, restartGeneration: 0, sources, restreams }
    putChannels(fleet, [{ ...facts, ...rest, updatedAt: new Date(START).toISOString() }], [], at())
  }
  function report() {
    for (const [number, { heard, originAwaySince, says }] of hosts) {
      if (!heard) continue
      const own = [...channels.values()].filter(({ host, on }) => host === number && on)
      const said: HostReport = {
        protocol: 1,
        hostId: hostId(number),
        at: at().toISOString(),
        appliedRevision: 1,
        heldRevision: null,
        sample: null,
        capacity: roomBeside(own),
        origin: {
          answers: originAwaySince === null,
          lastWordAt: (originAwaySince ?? at()).toISOString(),
        },
        channels: own.map(observed),
        ...says,
      }
      putReport(fleet, said, at())
    }
  }
  function observed({ number, seen }: Channel): ChannelObservation {
    const { showing, state, reason, source, viewers, slates, score, failing, also } = seen
    const run = {
      runId: RUN,
      pid: 7,
      fingerprint: 'f',
      sourceId: sourceId(number, source),
      startedAt: new Date(START).toISOString(),
    }
    return {
      channelId: channelId(number),
      state,
      since: new Date(START).toISOString(),
      reason,
      attempt: reason ? 1 : 0,
      nextTryAt: null,
      queuePosition: null,
      restartGeneration: 0,
      run: state === 'running' ? run : null,
      metrics: null,
      ...(score === null ? {} : { quality: qualityOf(score) }),
      restreams: failing.map((place) => failingRestream(number, place)),
      slates: {
        since: showing === 'slate' ? at().toISOString() : null,
        recent: slates,
        recentSince: null,
      },
      air: {
        showing,
        mediaSequence: 1,
        segments: 3,
        viewers,
        sentBytes: 0,
        lastPublishedAt: at().toISOString(),
      },
      ...also,
    }
  }
  function ledger(): Ledger {
    const over = stored.filter((row) => row.overAt && nowMs - row.overAt.getTime() < FLAP_WINDOW_MS)
    const keys = over.map(({ key }) => key.replace(/#.*/, ''))
    const told = messages.map(({ incidentId, targetId, news, severity }) => {
      return { incidentId, targetId, news, severity, state: 'sent' as const }
    })
    return {
      open,
      told,
      targets: world.targets,
      windows: world.windows,
      overLately: new Map(keys.map((key) => [key, keys.filter((one) => one === key).length])),
    }
  }
  function plan(): Plan {
    const seen = seeFleet(conditions, rulesInForce(world.rules), fleet, new Map())
    return atOnce(planIncidents(ledger(), seen, { now: at(), newId: () => idOf(9, ++ids) }))
  }
  function apply({ drafts, messages: due }: Plan) {
    for (const { row, raised, channelIds, added, cleared } of drafts) {
      moves.push(...added.map(({ id }) => ({ id, move: 'raised' as const })))
      moves.push(...cleared.map(({ id }) => ({ id, move: 'cleared' as const })))
      open = open.filter((one) => one.row.id !== row.id)
      if (row.overAt) stored.push(row)
      else open.push({ row, raised, channelIds })
    }
    messages.push(...due.map((message) => ({ ...message, atMs: nowMs })))
  }
  return world
}

function roomBeside(own: readonly Channel[]): HostReport['capacity'] {
  const waiting = own.filter(({ seen: { state, reason } }) => {
    return state === 'queued' && reason?.code === 'no-capacity'
  }).length
  const rest = { cores: 2, reserveCores: 0, otherCores: 0, heldCores: 2, holders: [] }
  return waiting === 0 ? null : { ...rest, waiting }
}

export type AlertWorld = ReturnType<typeof createAlertWorld>
