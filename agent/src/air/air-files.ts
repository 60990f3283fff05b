import { readdirSync } from 'node:fs'
import { AirFile, ChannelId } from '@cashbacktv/contract'
import type { AirTold } from '../domain/reconcile/world.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import { readJson } from '../files/json-file.ts'

/** What the origin was told by an earlier agent, so that what is gone is taken back too. */
export function readAirFiles(paths: AgentPaths): Map<ChannelId, AirTold> {
  const files = new Map<ChannelId, AirTold>()
  for (const name of listFolders(paths.mediaDir)) {
    const id = ChannelId.safeParse(name)
    if (!id.success) continue
    const told = readAirFile(paths.air(id.data))
    if (told !== null) files.set(id.data, told)
  }
  return files
}

/** Null when there is none. A damaged one is written anew or removed with the channel. */
export function readAirFile(path: string): AirTold | null {
  const read = readJson(path, AirFile)
  switch (read.kind) {
    case 'ok':
      return read.value
    case 'missing':
      return null
    case 'damaged':
      return 'damaged'
  }
}

function listFolders(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
