import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ChannelId, RestreamId } from '@cashbacktv/contract'
import { z } from 'zod'
import type { AgentPaths } from '../files/agent-paths.ts'
import { readJson, removeFile, writeJson } from '../files/json-file.ts'

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
})
export type RestreamRecord = z.infer<typeof RestreamRecord>

export function writeRestreamRecord(paths: AgentPaths, record: RestreamRecord): void {
  writeJson(paths.restream(record.id), record, 0o600)
}

/** Those that can be read; a damaged one is removed, and its process is found by nobody. */
export function readRestreamRecords({ restreams }: AgentPaths): RestreamRecord[] {
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
