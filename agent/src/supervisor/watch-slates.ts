import { type ChannelId, type HostHappening, type Reason, SlatesFile } from '@cashbacktv/contract'
import { type Slates, slateTurns } from '../domain/slate-turns.ts'
import type { Clock } from '../ports.ts'
import type { AgentPaths } from './agent-paths.ts'
import { readAir } from './build-report.ts'
import { readJson, writeJson } from './json-file.ts'

export type SlateWatch = {
  paths: Pick<AgentPaths, 'originStatus' | 'slates'>
  clock: Clock
  say(happening: HostHappening): void
  /** Why the channel has nothing of its own to show. */
  reasonOf(channelId: ChannelId): Reason | null
}

/** Tells when viewers begin to see a slate and when they see their channel again; once each, over restarts too. */
export function watchSlates({ paths, clock, say, reasonOf }: SlateWatch): () => void {
  let slates = read(paths.slates)
  return () => {
    const wall = clock.wall()
    const turns = slateTurns(slates, readAir(paths.originStatus, wall), wall)
    slates = turns.slates
    if (turns.begun.length === 0 && turns.ended.length === 0) return
    for (const channelId of turns.begun) {
      say({ kind: 'slate-on', channelId, reason: reasonOf(channelId) })
    }
    for (const ended of turns.ended) say({ kind: 'slate-off', ...ended })
    write(paths.slates, slates)
  }
}

function read(path: string): Slates {
  const kept = readJson(path, SlatesFile)
  if (kept.kind !== 'ok') return new Map()
  return new Map(kept.value.map(({ channelId, since }) => [channelId, Date.parse(since)]))
}

/** Without room for it a later agent tells the slates of now again. */
function write(path: string, slates: Slates): void {
  const list = [...slates].map(([channelId, since]) => {
    return { channelId, since: new Date(since).toISOString() }
  })
  try {
    writeJson(path, list)
  } catch {
    // Said about the disk elsewhere.
  }
}
