import { randomUUID } from 'node:crypto'
import type { HostId, LiveMessage } from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import type { Logger } from 'pino'
import { createFleet, type Fleet } from '../../domain/fleet/fleet.ts'
import { tick } from '../../domain/fleet/put-hosts.ts'
import { type Look, totalsOf } from '../../domain/fleet/read-changes.ts'
import type { IncidentFigures } from '../../metrics/server-metrics.ts'
import type { LiveStore } from '../live-store.ts'
import { hearReports } from './hear-reports.ts'
import { createIncidentBoard } from './incident-board.ts'
import { type KnownTotals, readMessage } from './read-message.ts'
import { createRefresh } from './refresh.ts'

const BEAT_MS = 1000
/** News are gathered for so long: reports come in over the whole second. */
const GATHER_MS = 200
/** The safety net behind announcements. */
const LOOK_AFTER_BEATS = 15

/** Called each second, and in between when there may be news. */
type Listener = (isBeat: boolean) => void

/** The one live view of this instance. */
export type LiveView = {
  /**
   * The fleet with every change that was announced on this instance before the call, and with these
   * hosts if there are such. @throws when it has to be read and the database is away
   */
  fresh(hostIds?: Iterable<HostId | null>): Promise<Fleet>
  /** The fleet as it is known, however old what is stored of it. */
  known(): Fleet
  /** What is new since a cursor of this view; one of another view counts as none. */
  read(look: Look, since?: string, isFresh?: boolean): LiveMessage
  listen(listener: Listener): () => void
  /** From now on whoever follows is to do so elsewhere; those who listen are called. */
  sendAway(): void
  sendsAway(): boolean
  /** Of incidents, for metrics; null before they are known. */
  incidentFigures(): IncidentFigures | null
  close(): void
}

export type LiveViewOptions = {
  db: Db
  live: LiveStore
  log: Pick<Logger, 'warn'>
  now(): Date
}

/**
 * Keeps the projection true: reports and announced changes come in as they happen, the database is
 * read where it changed and, should an announcement be lost, when its revision has. It is read for
 * the first time by whoever asks first.
 */
export function createLiveView({ db, live, log, now }: LiveViewOptions): LiveView {
  const epoch = randomUUID().slice(0, 8)
  const fleet = createFleet()
  const listeners = new Set<Listener>()
  const refresh = createRefresh({ db, fleet, log, now })
  let totals: KnownTotals | null = null
  let beats = 0
  let hasNews = false
  let sendsAway = false

  const tell = (isBeat: boolean) => {
    hasNews = false
    for (const listener of [...listeners]) listener(isBeat)
  }
  const onNews = () => {
    hasNews = true
  }
  const board = createIncidentBoard({ db, live, log, now, onChange: onNews })
  const reports = hearReports({ live, fleet, now, onReport: onNews })
  const stops = [
    live.subscribe('host.wanted', ({ hostId }) => refresh.mark(hostId)),
    live.subscribe('fleet.changed', ({ hostId }) => refresh.mark(hostId)),
    reports.stop,
  ]
  const beat = () => {
    beats += 1
    tick(fleet, now())
    refresh.again(beats % LOOK_AFTER_BEATS === 0)
    if (beats % LOOK_AFTER_BEATS === 0) board.look()
    reports.lookForLate()
    if (listeners.size > 0)
      totals = { seq: fleet.seq, figures: totalsOf(fleet), limited: new Map() }
    tell(true)
  }
  const timers = [
    setInterval(beat, BEAT_MS).unref(),
    setInterval(() => (hasNews || refresh.tookIn()) && tell(false), GATHER_MS).unref(),
  ]

  return {
    async fresh(hostIds = []) {
      // Whoever asks first does so once the tables are there.
      if (board.counts() === null) board.look()
      for (const hostId of hostIds) if (hostId && !fleet.hosts.has(hostId)) refresh.mark(hostId)
      await refresh.settled()
      return fleet
    },
    known: () => fleet,
    read(look, since, isFresh = false) {
      const known = { fleet, epoch, totals, incidentsOf: board.countsFor }
      return readMessage(known, { look, since, isFresh, at: now() })
    },
    listen(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    sendAway() {
      sendsAway = true
      tell(false)
    },
    sendsAway: () => sendsAway,
    incidentFigures: board.figures,
    close() {
      for (const stop of stops) stop()
      board.close()
      for (const timer of timers) clearInterval(timer)
      refresh.close()
      listeners.clear()
    },
  }
}
