import { mkdirSync, statSync } from 'node:fs'
import { type AirFile, type ChannelId, isEqual } from '@cashbacktv/contract'
import type { AirTold } from '../domain/reconcile/world.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import { removeFile, writeJson } from '../files/json-file.ts'
import type { Log } from '../ports.ts'
import { readAirFile, readAirFiles } from './air-files.ts'

export type OriginTeller = {
  /** What the origin has been told, a channel. */
  told(): ReadonlyMap<ChannelId, AirTold>
  /** Null takes the channel away. */
  tell(channelId: ChannelId, air: AirFile | null): void
  /** Looks at what is really there, after the media folder was away or full. */
  reread(): void
  /** Finds files that are not as they were told, and how many: the next pass tells them anew. */
  check(): number
}

/** Writes `air.json` of each channel, whole and only when it changes. */
export function createOriginTeller(paths: AgentPaths, log: Log): OriginTeller {
  let told = readAirFiles(paths)
  const versions = new Map<ChannelId, string>()
  return {
    told: () => told,
    tell(channelId, air) {
      try {
        write(paths, channelId, air)
        versions.set(channelId, versionOf(paths.air(channelId)))
      } catch (error) {
        log.error({ channelId, error: String(error) }, 'The origin could not be told')
      }
      if (air === null) {
        told.delete(channelId)
        versions.delete(channelId)
      } else told.set(channelId, air)
    },
    reread() {
      told = readAirFiles(paths)
    },
    check() {
      let changed = 0
      for (const [channelId, before] of told) {
        const path = paths.air(channelId)
        const version = versionOf(path)
        if (versions.get(channelId) === version) continue
        versions.set(channelId, version)
        const now = readAirFile(path)
        if (now !== 'damaged' && isEqual(now, before)) continue
        changed++
        if (now === null) told.delete(channelId)
        else told.set(channelId, now)
      }
      return changed
    },
  }
}

/** Renamed into place, so what we wrote last is known by its inode; one system call. */
function versionOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats === undefined ? 'gone' : `${stats.ino} ${stats.mtimeMs} ${stats.size}`
}

function write(paths: AgentPaths, channelId: ChannelId, air: AirFile | null): void {
  if (air === null) {
    removeFile(paths.air(channelId))
    return
  }
  mkdirSync(paths.channelDir(channelId), { recursive: true })
  writeJson(paths.air(channelId), air)
}
