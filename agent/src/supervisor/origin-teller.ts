import { mkdirSync } from 'node:fs'
import type { ChannelId } from '@cashbacktv/contract'
import type { Log } from '../ports.ts'
import type { AgentPaths } from './agent-paths.ts'
import { readAirFiles } from './air-files.ts'
import { removeFile, writeText } from './json-file.ts'

export type OriginTeller = {
  /** What the origin has been told, a channel. */
  told(): ReadonlyMap<ChannelId, string>
  /** Null takes the channel away. */
  tell(channelId: ChannelId, air: string | null): void
  /** Looks at what is really there, after the media folder was away or full. */
  reread(): void
}

/** Writes `air.json` of each channel, whole and only when it changes. */
export function createOriginTeller(paths: AgentPaths, log: Log): OriginTeller {
  let told = readAirFiles(paths)
  return {
    told: () => told,
    tell(channelId, air) {
      try {
        write(paths, channelId, air)
      } catch (error) {
        log.error({ channelId, error: String(error) }, 'The origin could not be told')
      }
      if (air === null) told.delete(channelId)
      else told.set(channelId, air)
    },
    reread() {
      told = readAirFiles(paths)
    },
  }
}

function write(paths: AgentPaths, channelId: ChannelId, air: string | null): void {
  if (air === null) {
    removeFile(paths.air(channelId))
    return
  }
  mkdirSync(paths.channelDir(channelId), { recursive: true })
  writeText(paths.air(channelId), air)
}
