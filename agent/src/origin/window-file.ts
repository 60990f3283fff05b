import { type ChannelId, WindowFile } from '@cashbacktv/contract'
import { readJson, writeJson } from '../supervisor/json-file.ts'
import { freshWindow, type Window } from './domain/window.ts'

export type LoadedWindow = { window: Window; brandNew: boolean; damaged: string | null }

/** The window as last published; begun anew, with higher numbers, when it is missing or damaged. */
export function loadWindow(
  path: string,
  channelId: ChannelId,
  segmentSeconds: number,
  now: number,
): LoadedWindow {
  const read = readJson(path, WindowFile)
  if (read.kind === 'ok' && read.value.channelId === channelId) {
    const { lastPublishedAt } = read.value
    const at = lastPublishedAt === null ? null : Date.parse(lastPublishedAt)
    return { window: { ...read.value, lastPublishedAt: at }, brandNew: false, damaged: null }
  }
  const damaged = read.kind === 'damaged' ? read.why : null
  const window = freshWindow(channelId, segmentSeconds, now)
  return { window, brandNew: read.kind === 'missing', damaged }
}

export function saveWindow(path: string, window: Window): void {
  const { lastPublishedAt } = window
  const at = lastPublishedAt === null ? null : new Date(lastPublishedAt).toISOString()
  writeJson(path, { ...window, lastPublishedAt: at })
}
