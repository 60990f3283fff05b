import { type ChannelId, type Message, messageOf, reasonOf } from '@cashbacktv/contract'
import { adoptedMemory } from '../domain/reconcile/channel-memory.ts'
import type { ChannelMemory } from '../domain/reconcile/world.ts'
import type { EventWriter } from '../events/event-writer.ts'
import { concludeRun, UNKNOWN_END } from '../runs/conclude-run.ts'
import { findRuns } from '../runs/find-runs.ts'
import { neededCores } from '../runs/needed-cores.ts'
import type { RunTable } from '../runs/run-table.ts'
import type { SupervisorContext } from './supervisor-context.ts'

/**
 * Takes over from the agent before: its processes into the table, the ends it did not see into
 * the outbox. Answers what is remembered of the channels whose process goes on.
 */
export function adoptRuns(
  context: SupervisorContext,
  table: RunTable,
  events: EventWriter,
): ReadonlyMap<ChannelId, ChannelMemory> {
  const { paths, snapshots, bootId, clock, ffmpeg, log, version, isolation } = context
  const desired = snapshots.current()
  const { adopted, ended, damaged } = findRuns(paths, desired, bootId, clock, ffmpeg)
  const channels = new Map<ChannelId, ChannelMemory>()
  for (const { run, handle } of adopted) {
    const { runId, channelId } = run
    table.add(run, handle)
    const spec = desired?.channels.find((channel) => channel.id === channelId)
    if (spec !== undefined)
      isolation.hold(spec, handle, neededCores(run, spec, { ...context, table }))
    channels.set(channelId, adoptedMemory(spec, run, clock.now()))
    events.say({ kind: 'run-adopted', channelId, runId, pid: handle.pid })
  }
  const { say } = events
  for (const handle of ended) concludeRun(handle, UNKNOWN_END, null, { ...context, say })
  say({ kind: 'agent-started', version, adopted: adopted.length })
  tellDamage(damaged, context, events)
  log.info({ adopted: adopted.length, ended: ended.length }, 'Runs of the agent before')
  return channels
}

function tellDamage(
  records: readonly string[],
  { snapshots, outbox, log }: SupervisorContext,
  events: EventWriter,
): void {
  const parts = [
    ...(snapshots.damaged === null ? [] : [messageOf('damaged-snapshot')]),
    ...counted('damaged-run-records', records.length),
    ...counted('damaged-events', outbox.damagedLines),
  ]
  if (parts.length === 0) return
  const reason = reasonOf('resource', 'files-damaged', { parts })
  log.warn({}, reason.message)
  events.say({ kind: 'host-notice', reason })
}

function counted(code: 'damaged-run-records' | 'damaged-events', count: number): Message[] {
  return count === 0 ? [] : [messageOf(code, { count })]
}
