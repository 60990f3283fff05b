import { readdirSync, readFileSync } from 'node:fs'
import { ChannelId } from '@cashbacktv/contract'
import type { AgentPaths } from '../files/agent-paths.ts'

/** What the origin was told by an earlier agent, so that what is gone is taken back too. */
export function readAirFiles(paths: AgentPaths): Map<ChannelId, string> {
  const files = new Map<ChannelId, string>()
  for (const name of listFolders(paths.mediaDir)) {
    const id = ChannelId.safeParse(name)
    if (!id.success) continue
    const text = readAirFile(paths.air(id.data))
    if (text !== null) files.set(id.data, text)
  }
  return files
}

/** How a damaged file reads: as what no channel wants. */
export const DAMAGED_AIR = '{}'

/** A damaged file reads as an empty one: it is written anew or removed with the channel. */
export function readAirFile(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8')
    return isObject(text) ? text : DAMAGED_AIR
  } catch {
    return null
  }
}

function isObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

function listFolders(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
