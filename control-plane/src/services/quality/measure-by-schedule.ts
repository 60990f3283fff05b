import { randomUUID } from 'node:crypto'
import type { ChannelId, HostId } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { nextTurns, type Turn, windowAt } from '../../domain/quality-turns.ts'
import { askQuality } from '../channels/measure-quality.ts'
import { holdLease, releaseLease } from '../lease.ts'
import { readQualitySchedule } from './read-schedule.ts'

const LEASE = 'quality'

type ScheduleContext = Pick<ServiceContext, 'db' | 'hosts' | 'now' | 'log'> & {
  view: Pick<ServiceContext['view'], 'fresh'>
}

export type ScheduledMeasuring = {
  /** Asks the hosts whose turn it is. More often than a lease expires. @throws when the database is away */
  step(): Promise<void>
  /** Who is measuring goes on; what is found is in the reports of its host. */
  close(): Promise<void>
}

/**
 * Has channels measured within the hours of the schedule, by the question that operators ask by
 * hand. One instance asks, by a lease; should another ask too, a host measures one at a time.
 */
export function createScheduledMeasuring(
  ctx: ScheduleContext,
  holder = randomUUID(),
): ScheduledMeasuring {
  const { db, log } = ctx
  const tried = new Map<ChannelId, number>()
  const measuring = new Set<HostId>()
  let holds = false

  async function measure({ hostId, channelId }: Turn): Promise<void> {
    measuring.add(hostId)
    try {
      const answer = await askQuality(ctx.hosts, hostId, channelId)
      if (answer.kind !== 'failed') return
      const { code } = answer.reason
      // Somebody has another channel measured by hand: this one has not had its turn.
      if (code === 'quality-busy') tried.delete(channelId)
      else log.info({ channelId, code }, 'a channel could not be measured by schedule')
    } catch (err) {
      log.info({ channelId, err }, 'a channel could not be measured by schedule')
    } finally {
      measuring.delete(hostId)
    }
  }

  return {
    async step() {
      const window = windowAt(await readQualitySchedule(db), ctx.now())
      if (window === null) return tried.clear()
      holds = await holdLease(db, LEASE, holder)
      if (!holds) return
      for (const turn of nextTurns(await ctx.view.fresh(), window, { tried, measuring })) {
        tried.set(turn.channelId, window)
        void measure(turn)
      }
    },
    async close() {
      if (holds) await releaseLease(db, LEASE, holder)
    },
  }
}
