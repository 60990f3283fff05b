import { statSync } from 'node:fs'
import type { ChannelId, KnownDesired, RecordingsFile } from '@cashbacktv/contract'
import type { AgentPaths } from '../files/agent-paths.ts'
import { writeJson } from '../files/json-file.ts'
import type { Log } from '../ports.ts'

type RecordingsContext = {
  paths: Pick<AgentPaths, 'recordings'>
  snapshots: { current(): KnownDesired | null }
  log: Log
}

/**
 * Tells the origin what is recorded: anew with each snapshot, and where its file is not as it was
 * written. While no snapshot is known nothing is said, and the origin goes by what it knew.
 */
export function tellRecordings({ paths, snapshots, log }: RecordingsContext): () => void {
  let told: KnownDesired | null = null
  let version = ''
  let isFailing = false

  return () => {
    const desired = snapshots.current()
    if (desired === null) return
    if (desired === told && versionOf(paths.recordings) === version) return
    const word: RecordingsFile = {
      channels: [...idsOf(desired)],
      recordings: desired.recordings,
    }
    if (desired.unreadRecordings?.length) word.isPartial = true
    try {
      writeJson(paths.recordings, word)
      told = desired
      version = versionOf(paths.recordings)
      isFailing = false
    } catch (error) {
      if (!isFailing) {
        log.error({ error: String(error) }, 'The origin could not be told what is recorded')
      }
      isFailing = true
    }
  }
}

/** Of what is wanted of a channel nothing may be known here; what was kept of it stays. */
function idsOf({ channels, unread = [] }: KnownDesired): ReadonlySet<ChannelId> {
  return new Set([...channels, ...unread].map(({ id }) => id))
}

function versionOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats === undefined ? 'gone' : `${stats.ino} ${stats.mtimeMs} ${stats.size}`
}
