import type { ChannelId } from '@cashbacktv/contract'
import { adoptedMemory } from '../domain/channel-memory.ts'
import { type ChannelMemory, reasonOf } from '../domain/world.ts'
import { adoptRuns } from './adopt-runs.ts'
import type { Announcer } from './announcer.ts'
import type { RunTable } from './run-table.ts'
import type { SupervisorContext } from './supervisor-context.ts'
import { tellEnd, UNKNOWN_END } from './tell-end.ts'

/**
 * Takes over from the agent before: its processes into the table, the ends it did not see into
 * the outbox. Answers what is remembered of the channels whose process goes on.
 */
export function takeOver(
  context: SupervisorContext,
  table: RunTable,
  announcer: Announcer,
): ReadonlyMap<ChannelId, ChannelMemory> {
  const { paths, snapshots, bootId, clock, ffmpeg, log, version, isolation } = context
  const desired = snapshots.current()
  const { adopted, ended, damaged } = adoptRuns(paths, desired, bootId, clock, ffmpeg)
  const channels = new Map<ChannelId, ChannelMemory>()
  for (const { run, handle } of adopted) {
    const { runId, channelId } = run
    table.add(run, handle)
    const spec = desired?.channels.find((channel) => channel.id === channelId)
    if (spec !== undefined) isolation.hold(spec, handle)
    channels.set(channelId, adoptedMemory(spec, run.sourceId, run.threadStep, clock.now()))
    announcer.say({ kind: 'run-adopted', channelId, runId, pid: handle.pid })
  }
  const { say } = announcer
  for (const handle of ended) tellEnd(handle, UNKNOWN_END, null, { ...context, say })
  say({ kind: 'agent-started', version, adopted: adopted.length })
  tellDamage(damaged, context, announcer)
  log.info({ adopted: adopted.length, ended: ended.length }, 'Runs of the agent before')
  return channels
}

function tellDamage(
  records: readonly string[],
  { snapshots, outbox, log }: SupervisorContext,
  announcer: Announcer,
): void {
  const parts = [
    snapshots.damaged === null ? '' : 'the last snapshot',
    records.length === 0 ? '' : `${records.length} run records`,
    outbox.damagedLines === 0 ? '' : `${outbox.damagedLines} events`,
  ].filter((part) => part !== '')
  if (parts.length === 0) return
  const message = `Damaged files were set aside and rebuilt: ${parts.join(', ')}.`
  log.warn({}, message)
  announcer.say({ kind: 'host-notice', reason: reasonOf('resource', 'files-damaged', message) })
}
