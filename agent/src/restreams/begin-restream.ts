import { type Reason, type RestreamId, reasonOf } from '@cashbacktv/contract'
import type { WantedRestream } from '../domain/restreams/restream-memory.ts'
import type { RestreamEntry, RestreamPorts } from './restream-ports.ts'
import { writeRestreamRecord } from './restream-records.ts'
import { emptyLog, spawnRestream } from './spawn-restream.ts'

/** Starts the process of a destination and writes down which it is. Answers why it could not be started. */
export async function beginRestream(
  ports: RestreamPorts,
  id: RestreamId,
  entry: RestreamEntry,
  wanted: WantedRestream,
): Promise<Reason | null> {
  const { paths, clock } = ports
  const { key, audio } = wanted
  const { channelId, name, address: progressAddress } = entry
  entry.isStarting = true
  const startedAt = clock.wall()
  try {
    const hasLog = emptyLog(paths.restreamLog(id))
    const { pid, startTicks } = await spawnRestream({
      wanted,
      note: { id, channelId, name, key, progressAddress, bootId: ports.bootId, startedAt, hasLog },
      paths,
      user: ports.user,
      program: ports.program(),
      progressPort: ports.progress.port,
      allowCidrs: ports.allowCidrs(),
    })
    const process = { pid, startTicks, key, startedAt: clock.now(), audio, hasLog }
    entry.memory = { ...entry.memory, process }
    noteRestream(ports, id, entry, false)
    return null
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return entry.memory.process === null
      ? reasonOf('resource', 'restream-not-started', { detail })
      : null
  } finally {
    entry.isStarting = false
  }
}

/** Writes down what a later agent needs to take it over. A full disk costs that alone. */
export function noteRestream(
  { paths, clock, bootId }: RestreamPorts,
  id: RestreamId,
  { memory, channelId, name, address }: RestreamEntry,
  hasSent: boolean,
): void {
  if (memory.process === null) return
  const { pid, startTicks, key, startedAt, hasLog } = memory.process
  const wall = clock.wall() - (clock.now() - startedAt)
  const told = { id, channelId, name, pid, startTicks, key, progressAddress: address, hasLog }
  try {
    writeRestreamRecord(paths, { ...told, bootId, startedAt: wall, hasSent })
  } catch {
    // It sends all the same.
  }
}
