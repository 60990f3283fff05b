import { SlatesFile } from '@cashbacktv/contract'
import type { Lasting } from '../domain/air/air-turns.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import { readJson, writeJson } from '../files/json-file.ts'

type Kept = 'slates' | 'silences'

export type LastingStore = {
  /** What an earlier agent kept. */
  read(what: Kept): Lasting
  keep(what: Kept, lasting: Lasting): void
}

/** What lasts on the air, kept so that its end is told once, by a later agent too. */
export function lastingStore(paths: Pick<AgentPaths, Kept>): LastingStore {
  return {
    read(what) {
      const kept = readJson(paths[what], SlatesFile)
      if (kept.kind !== 'ok') return new Map()
      return new Map(kept.value.map(({ channelId, since }) => [channelId, Date.parse(since)]))
    },
    keep(what, lasting) {
      const list = [...lasting].map(([channelId, since]) => {
        return { channelId, since: new Date(since).toISOString() }
      })
      try {
        writeJson(paths[what], list)
      } catch {
        // Said about the disk elsewhere; without room a later agent tells what is so now again.
      }
    },
  }
}
