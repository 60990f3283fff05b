import { freshRestream } from '../domain/restreams/restream-memory.ts'
import { removeFile } from '../files/json-file.ts'
import { isSameProcess } from '../process/process-identity.ts'
import type { RestreamPorts, RestreamTable } from './restream-ports.ts'
import { readRestreamRecords } from './restream-records.ts'

/** What an agent before has left sending: it sends on, and is judged by what it does from now on. */
export function adoptRestreams({ paths, bootId, clock }: RestreamPorts): RestreamTable {
  const table: RestreamTable = new Map()
  for (const record of readRestreamRecords(paths)) {
    const { id, channelId, name, pid, startTicks, key, progressAddress: address } = record
    if (record.bootId !== bootId || !isSameProcess(pid, startTicks)) {
      removeFile(paths.restream(id))
      continue
    }
    const now = clock.now()
    const startedAt = now - Math.max(0, clock.wall() - record.startedAt)
    const process = { pid, startTicks, key, startedAt }
    const sent = record.hasSent ? { since: startedAt, at: now, mediaSeconds: 0 } : null
    const memory = { ...freshRestream(startedAt), process, sent }
    table.set(id, { memory, channelId, name, address, isStarting: false })
  }
  return table
}
