import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ChannelId, HostReport } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import type { Fleet } from '../../domain/fleet/fleet.ts'
import type { HeardChannel } from '../../domain/rollups/channel-rollup.ts'
import { FINEST, HOUR, MINUTE, stepBegin } from '../../domain/rollups/rollup-steps.ts'
import { createTally, type Heard, type HeardStep } from '../../domain/rollups/tally.ts'
import { NOT_TRIED } from '../../repeat-job.ts'
import { countRestarts } from './count-restarts.ts'
import { GRACE_MS, rollUp } from './roll-up.ts'
import { dropOldPartitions, rollupPartitions } from './rollup-partitions.ts'
import { writeSteps } from './write-steps.ts'

/** Hosts of one statement: a few hundred rows, as nothing else is done while they are put together. */
const AT_ONCE = 2
/**
 * The steps of all hosts end at the same instant, and a second is not spent on nothing but them: a
 * call writes so many hosts, or such a part of what waits when that is more.
 */
const HOSTS_A_CALL = 40
const PART_A_CALL = 1 / 8
/** Rows that wait while the database is away, some 40 MB; older ones are lost, and a gap in the charts. */
const MOST_WAITING = 200_000
const DAY_MS = 86_400_000
/** A host that was away tells what happened meanwhile: so far back it is counted each hour. */
const LATE_EVENTS_MS = 7 * DAY_MS

type RollupContext = Pick<ServiceContext, 'db' | 'live' | 'view' | 'now'>

export type RollupRecorder = {
  /** Writes the steps that ended; to be called each second. What fails is tried again with the next. */
  write(): Promise<typeof NOT_TRIED | undefined>
  /** Writes also what has not ended. */
  close(): Promise<void>
}

/**
 * Keeps the figures of charts and analytics: what a host says is written by the instance that holds
 * its socket, coarser steps are made from that in the database, by whichever instance comes first.
 * So every instance answers alike, and none keeps more than one finest step.
 */
export function recordRollups(ctx: RollupContext): RollupRecorder {
  const tally = createTally()
  const partitions = rollupPartitions(ctx.db)
  const stale = new Set<number>()
  let waiting: HeardStep[] = []
  let rolledUpTo = 0
  const stop = ctx.live.onReport((report, isOwn) => {
    if (!isOwn) return
    const heard = heardOf(ctx.view.known(), report, ctx.now().getTime())
    if (heard) tally.add(heard)
  })

  async function writeUntil(ms: number) {
    waiting = newestOf([...waiting, ...tally.takeEnded(ms)])
    const isTried = waiting.length > 0
    const atMost = Math.max(HOSTS_A_CALL, Math.ceil(waiting.length * PART_A_CALL))
    const left = ms === Number.POSITIVE_INFINITY ? 0 : Math.max(0, waiting.length - atMost)
    while (waiting.length > left) {
      const some = waiting.slice(0, AT_ONCE)
      const times = some.map(({ atMs }) => atMs)
      await partitions.ensure(FINEST, Math.min(...times), Math.max(...times))
      await writeSteps(ctx.db, some)
      const rolledUp = dueAt(ctx.now().getTime())
      for (const atMs of times) if (atMs < rolledUp) stale.add(atMs)
      waiting = waiting.slice(AT_ONCE)
      await nextTurn()
    }
    return isTried
  }
  async function rollUpOnceAMinute(nowMs: number) {
    const due = dueAt(nowMs)
    if (due === rolledUpTo && stale.size === 0) return false
    if (await rollUp(ctx.db, partitions, nowMs, stale)) stale.clear()
    rolledUpTo = due
    return true
  }
  async function tidyOnceAnHour(nowMs: number) {
    if (!(await ctx.live.once('rollups.tidy', HOUR.seconds))) return false
    for (const step of [MINUTE, HOUR]) {
      // A day ahead too, so that midnight finds all that it needs.
      await partitions.ensure(step, nowMs - LATE_EVENTS_MS, nowMs + DAY_MS)
      const until = stepBegin(nowMs - GRACE_MS, step.seconds)
      await countRestarts(ctx.db, step, nowMs - LATE_EVENTS_MS, until)
    }
    await partitions.ensure(FINEST, nowMs, nowMs + DAY_MS)
    await dropOldPartitions(ctx.db, nowMs)
    return true
  }

  return {
    async write() {
      const nowMs = ctx.now().getTime()
      const tried = [await writeUntil(nowMs), await rollUpOnceAMinute(nowMs)]
      tried.push(await tidyOnceAnHour(nowMs))
      return tried.includes(true) ? undefined : NOT_TRIED
    },
    async close() {
      stop()
      await writeUntil(Number.POSITIVE_INFINITY)
    },
  }
}

/** The end of the last minute that somebody may have rolled up. */
function dueAt(nowMs: number): number {
  return stepBegin(nowMs - GRACE_MS, MINUTE.seconds)
}

/** With the verdicts as they are with this report. Null of a host that is not known yet. */
function heardOf(fleet: Fleet, report: HostReport, atMs: number): Heard | null {
  const { hostId, sample } = report
  const host = fleet.hosts.get(hostId)
  const observations = fleet.state.get(hostId)?.observations
  if (!host || !observations) return null
  const channels = new Map<ChannelId, HeardChannel>()
  for (const id of host.channels) {
    const level = fleet.channels.get(id)?.pulse.health.level ?? 'off'
    channels.set(id, { level, seen: observations.get(id) ?? null })
  }
  return { hostId, atMs, sample, channels }
}

function newestOf(steps: HeardStep[]): HeardStep[] {
  let rows = 0
  const from = steps.findLastIndex(({ channels }) => {
    rows += channels.size + 1
    return rows > MOST_WAITING
  })
  return steps.slice(from + 1)
}
