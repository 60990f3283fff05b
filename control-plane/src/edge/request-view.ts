import type { IncidentCounts } from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import { EVERYTHING, type Reach, reachKey } from '../domain/accounts/reach.ts'
import { createFleet, type Fleet } from '../domain/fleet/fleet.ts'
import { putReport, tick } from '../domain/fleet/put-hosts.ts'
import { totalsOf } from '../domain/fleet/read-changes.ts'
import type { LiveStore } from '../live/live-store.ts'
import { createFleetReader } from '../live/view/fleet-reader.ts'
import { readCounts } from '../live/view/incident-board.ts'
import type { LiveView } from '../live/view/live-view.ts'
import { type KnownTotals, readMessage } from '../live/view/read-message.ts'

const BEAT_MS = 1000
/** What is stored is read anew after so long, as announcements of others are not heard here. */
const READ_AFTER_MS = 10_000

/** What is known of the fleet, for as long as the runtime keeps this program in memory. */
export type FleetMemory = { fleet: Fleet; epoch: string; revision: string | null; readAt: number }

export function createFleetMemory(): FleetMemory {
  return { fleet: createFleet(), epoch: crypto.randomUUID().slice(0, 8), revision: null, readAt: 0 }
}

type Options = { db: Db; live: LiveStore; memory: FleetMemory; now(): Date }

/**
 * The live view of one request: without timers, brought up to date when it is asked for. Only where
 * somebody watches is there a beat, which ends with that.
 */
export function requestView({ db, live, memory, now }: Options): LiveView {
  const { fleet, epoch } = memory
  const reader = createFleetReader({ db, fleet, now })
  let [totals, incidents]: [KnownTotals | null, IncidentCounts | null] = [null, null]
  let reach: Reach = EVERYTHING
  let isLooked = false
  let isChanged = false
  const change = () => {
    isChanged = true
    // Should this request end before it reads, the next one does.
    memory.revision = null
  }
  const stops = [live.subscribe('host.wanted', change), live.subscribe('fleet.changed', change)]

  async function readFacts(): Promise<void> {
    const isOld = now().getTime() - memory.readAt > READ_AFTER_MS
    const isKnown = !isChanged && !isOld && memory.revision !== null
    if (isKnown && (isLooked || memory.revision === (await reader.revision()))) return
    isChanged = false
    memory.revision = await reader.readAll()
    memory.readAt = now().getTime()
  }
  async function readReports(): Promise<void> {
    for (const report of (await live.latestReports()).values()) {
      const known = fleet.reports.get(report.hostId)
      if (!known || known.at < report.at) putReport(fleet, report, now())
    }
  }
  async function bringUpToDate(): Promise<Fleet> {
    await Promise.all([readFacts(), readReports()])
    isLooked = true
    tick(fleet, now())
    return fleet
  }
  async function beat(): Promise<void> {
    isLooked = false
    await bringUpToDate()
    totals = { seq: fleet.seq, figures: totalsOf(fleet), limited: new Map() }
    incidents = (await readCounts(db, now(), reach)).counts
  }

  return {
    fresh: bringUpToDate,
    known: () => fleet,
    read(look, since, isFresh = false) {
      // One request is of one person: the reach of its looks is that of its beats.
      if (reachKey(reach) !== reachKey(look.reach)) incidents = null
      reach = look.reach
      const known = { fleet, epoch, totals, incidentsOf: () => incidents }
      return readMessage(known, { look, since, isFresh, at: now() })
    },
    listen(listener) {
      let isOver = false
      const next = () => {
        if (isOver) return
        // While the database is away what is known is told.
        const told = beat().catch(() => {})
        void told.then(() => {
          if (isOver) return
          listener(true)
          timer = setTimeout(next, BEAT_MS)
        })
      }
      let timer = setTimeout(next, 0)
      return () => {
        isOver = true
        clearTimeout(timer)
      }
    },
    // Each request is of an instance of its own, which nobody is sent away from.
    sendAway() {},
    sendsAway: () => false,
    incidentFigures: () => null,
    close() {
      for (const stop of stops) stop()
    },
  }
}
