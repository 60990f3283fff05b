import { type ChannelId, type ContentProfile, ContentProfilesFile } from '@cashbacktv/contract'
import type { AgentPaths } from './agent-paths.ts'
import { readJson, writeJson } from './json-file.ts'

type Profiles = ReadonlyMap<ChannelId, ContentProfile>

export type ProfileStore = { read(): Profiles; keep(profiles: Profiles): void }

/** What has been learnt of channels in their first day, kept for a later agent. Damaged it is learnt anew. */
export function profileStore(paths: Pick<AgentPaths, 'contentProfiles'>): ProfileStore {
  return {
    read() {
      const kept = readJson(paths.contentProfiles, ContentProfilesFile)
      if (kept.kind !== 'ok') return new Map()
      return new Map(kept.value.map(({ channelId, profile }) => [channelId, profile]))
    },
    keep(profiles) {
      const list = [...profiles].map(([channelId, profile]) => ({ channelId, profile }))
      try {
        writeJson(paths.contentProfiles, list)
      } catch {
        // Said about the disk elsewhere; without room it is learnt anew after a restart.
      }
    },
  }
}
