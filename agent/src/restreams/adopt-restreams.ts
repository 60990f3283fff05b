import { existsSync } from 'node:fs'
import { freshRestream } from '../domain/restreams/restream-memory.ts'
import { removeFile } from '../files/json-file.ts'
import { endProcess } from '../process/end-process.ts'
import { isSameProcess } from '../process/process-identity.ts'
import { noteRestream } from './begin-restream.ts'
import type { RestreamPorts, RestreamTable } from './restream-ports.ts'
import { readRestreamRecords } from './restream-records.ts'

/**
 * What an agent before has left sending: it sends on, and is judged by what it does from now on. Of two
 * that send to one destination the one that is written down does; the other is ended.
 */
export function adoptRestreams(ports: RestreamPorts): RestreamTable {
  const { paths, bootId, clock } = ports
  const table: RestreamTable = new Map()
  for (const record of readRestreamRecords(paths)) {
    const { id, channelId, name, pid, startTicks, key, progressAddress: address, hasLog } = record
    if (record.bootId !== bootId || !isSameProcess(pid, startTicks)) {
      removeFile(paths.restream(id))
      continue
    }
    if (table.has(id)) {
      void endProcess(pid, startTicks)
      continue
    }
    const now = clock.now()
    const startedAt = now - Math.max(0, clock.wall() - record.startedAt)
    const process = { pid, startTicks, key, startedAt, audio: null, hasLog }
    const sent = record.hasSent ? { since: startedAt, at: now, mediaSeconds: 0 } : null
    const memory = { ...freshRestream(startedAt), process, sent }
    const entry = { memory, channelId, name, address, isStarting: false }
    table.set(id, entry)
    if (!existsSync(paths.restream(id))) noteRestream(ports, id, entry, record.hasSent)
  }
  return table
}
