import { readFileSync } from 'node:fs'
import { type ChannelId, WindowFile } from '@cashbacktv/contract'
import { readJson, writeJson, writeText } from '../supervisor/json-file.ts'
import { freshWindow, lastDiscontinuity, type Window } from './domain/window.ts'
import type { OriginLog } from './ports.ts'

/** The published window on disk, so that a restarted origin goes on where this one was. */
export type WindowKeeper = {
  /** The window as last published; begun anew, with higher numbers, when it is missing or damaged. */
  load(segmentSeconds: number, now: number): { window: Window; brandNew: boolean }
  /** A full disk must not stop the publication: the next one writes the file again. */
  save(window: Window): void
  lastPublishedAt(): string | null
}

export function keepWindowFile(path: string, channelId: ChannelId, log: OriginLog): WindowKeeper {
  let failing = false
  let lastPublishedAt: string | null = null
  // Beside it, and seldom written: a damaged window must not set the count of discontinuities back.
  const countPath = `${path}.discontinuities`
  let counted = readCount(countPath)
  return {
    load(segmentSeconds, now) {
      const read = readJson(path, WindowFile)
      if (read.kind === 'ok' && read.value.channelId === channelId) {
        lastPublishedAt = read.value.lastPublishedAt
        const at = lastPublishedAt === null ? null : Date.parse(lastPublishedAt)
        return { window: { ...read.value, lastPublishedAt: at }, brandNew: false }
      }
      if (read.kind === 'damaged') {
        log.warn({ channelId, why: read.why }, 'window.json was damaged: numbered on from time')
      }
      const window = freshWindow(channelId, segmentSeconds, now, counted)
      return { window, brandNew: read.kind === 'missing' }
    },
    save(window) {
      const at = window.lastPublishedAt
      lastPublishedAt = at === null ? null : new Date(at).toISOString()
      try {
        writeJson(path, { ...window, lastPublishedAt })
        const count = lastDiscontinuity(window)
        if (count !== counted) writeText(countPath, String(count))
        counted = count
        failing = false
      } catch (error) {
        if (!failing) log.warn({ channelId, why: String(error) }, 'window.json cannot be written')
        failing = true
      }
    },
    lastPublishedAt: () => lastPublishedAt,
  }
}

/** -1 when it is not known. */
function readCount(path: string): number {
  try {
    const count = Number(readFileSync(path, 'utf8'))
    return Number.isSafeInteger(count) && count >= 0 ? count : -1
  } catch {
    return -1
  }
}
