import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ChannelId, RestreamId } from '@cashbacktv/contract'
import { z } from 'zod'
import type { AgentPaths } from '../files/agent-paths.ts'
import { parseJson, readJson, removeFile, writeJson } from '../files/json-file.ts'
import { listPids } from '../process/find-media-processes.ts'
import { readEnvironment, readProcessIdentity } from '../process/process-identity.ts'

/** What is kept of a process that sends, so that a later agent knows it again. Times are of the wall. */
const RestreamRecord = z.object({
  id: RestreamId,
  channelId: ChannelId,
  name: z.string().max(100),
  pid: z.int().min(2),
  startTicks: z.int().nonnegative(),
  bootId: z.string().max(64),
  /** A hash: what it was started with names the address. */
  key: z.string().max(64),
  startedAt: z.number(),
  hasSent: z.boolean(),
  progressAddress: z.ipv4(),
  /** It has a log of its own. An agent before did not write it down. */
  hasLog: z.boolean().default(true),
})
export type RestreamRecord = z.infer<typeof RestreamRecord>

/** Variable that gives a process its own record to carry, against the day that the disk does not keep it. */
export const RESTREAM_NOTE = 'CASHBACKTV_RESTREAM'

/** The record of a process that is not there yet, and which agent's it is: several may share a machine. */
const RestreamNote = RestreamRecord.omit({ pid: true, startTicks: true, hasSent: true }).extend({
  folder: z.string(),
})
export type RestreamNote = Omit<z.infer<typeof RestreamNote>, 'folder'>

export function carriedNote({ restreams: folder }: AgentPaths, note: RestreamNote): string {
  const carried: z.infer<typeof RestreamNote> = { ...note, folder }
  return JSON.stringify(carried)
}

export function writeRestreamRecord(paths: AgentPaths, record: RestreamRecord): void {
  writeJson(paths.restream(record.id), record, 0o600)
}

/**
 * Those that can be read, and what processes carry that have none: theirs was damaged, which is removed,
 * or the disk did not take it. Such a process is there; that of a written one may be gone.
 */
export function readRestreamRecords(paths: AgentPaths): RestreamRecord[] {
  const written = readWritten(paths)
  const carried = listPids().flatMap((pid) => carriedBy(pid, paths) ?? [])
  const unknown = carried.filter(({ pid, startTicks }) => {
    return !written.some((one) => one.pid === pid && one.startTicks === startTicks)
  })
  return [...written, ...unknown]
}

/** What it has sent so far is not known. */
function carriedBy(pid: number, { restreams }: AgentPaths): RestreamRecord | null {
  const note = readEnvironment(pid, RESTREAM_NOTE)
  if (note === null) return null
  const read = parseJson(note, RestreamNote)
  const startTicks = readProcessIdentity(pid)?.startTicks
  if (read.kind !== 'ok' || read.value.folder !== restreams || startTicks === undefined) return null
  const { folder: _folder, ...record } = read.value
  return { ...record, pid, startTicks, hasSent: false }
}

function readWritten({ restreams }: AgentPaths): RestreamRecord[] {
  if (!existsSync(restreams)) return []
  return readdirSync(restreams)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const read = readJson(join(restreams, name), RestreamRecord)
      if (read.kind === 'ok') return [read.value]
      removeFile(join(restreams, name))
      return []
    })
}
