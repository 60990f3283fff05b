import { type ChannelId, WindowFile } from '@cashbacktv/contract'
import { overwriteText, readJson, writeText } from '../../files/json-file.ts'
import {
  freshWindow,
  newestWindow,
  type UsedNumbers,
  type Window,
  windowAfterLoss,
} from '../domain/window.ts'
import type { OriginLog } from '../ports.ts'

/** The published window on disk, twice, so that a restarted origin goes on where this one was. */
export type WindowKeeper = {
  /** The window as last published. Damage of one file loses nothing, and is mended at once. */
  load(segmentSeconds: number, now: number): Loaded
  /** A full disk must not stop the publication: the next one writes the files again. */
  save(window: Window): void
  lastPublishedAt(): string | null
}

export type Loaded = {
  window: Window
  /** `new`: nothing was ever published. `lost`: something was, and nobody knows what. */
  memory: 'kept' | 'new' | 'lost'
}

type WindowOptions = {
  path: string
  channelId: ChannelId
  /** What else is known of its numbers. */
  used: UsedNumbers | null
  log: OriginLog
}

/**
 * The copy is written in place and keeps its room, so that a full disk leaves at least that one up
 * to date. What is half written there can be read in the other, which is renamed into place before.
 */
const COPY_BYTES = 8192

export function keepWindowFile({ path, channelId, used, log }: WindowOptions): WindowKeeper {
  const files = [path, copyOf(path)]
  let failing = false
  let lastPublishedAt: string | null = null

  function load(segmentSeconds: number, now: number): Loaded {
    const reads = files.map((file) => readCopy(file, channelId))
    const copies = reads.flatMap((read) => (read.kind === 'ok' ? [read.window] : []))
    const window = newestWindow(copies, used)
    const why = reads.flatMap((read) => (read.kind === 'damaged' ? [read.why] : [])).join(', ')
    if (window !== null) {
      lastPublishedAt = instant(window.lastPublishedAt)
      if (why !== '') log.warn({ channelId, why }, 'window.json was damaged: its copy is whole')
      if (copies.length < files.length) save(window)
      return { window, memory: 'kept' }
    }
    const fresh = freshWindow(channelId, segmentSeconds, now)
    if (why === '' && copies.length === 0 && used === null) return { window: fresh, memory: 'new' }
    log.warn({ channelId, why }, 'window.json and its copy are lost: numbered on from time')
    return { window: windowAfterLoss(fresh, used), memory: 'lost' }
  }

  function save(window: Window): void {
    lastPublishedAt = instant(window.lastPublishedAt)
    const text = JSON.stringify({ ...window, lastPublishedAt })
    const why = [attempt(() => writeText(path, text)), attempt(() => writeCopy(path, text))]
    const isFailing = why.some((reason) => reason !== null)
    if (isFailing && !failing) log.warn({ channelId, why }, 'window.json cannot be written')
    failing = isFailing
  }

  return { load, save, lastPublishedAt: () => lastPublishedAt }
}

type CopyRead = { kind: 'ok'; window: Window } | { kind: 'missing' } | Damaged
type Damaged = { kind: 'damaged'; why: string }

function readCopy(file: string, channelId: ChannelId): CopyRead {
  const read = readJson(file, WindowFile)
  if (read.kind !== 'ok') return read
  if (read.value.channelId !== channelId) return { kind: 'damaged', why: 'of another channel' }
  const { lastPublishedAt } = read.value
  const at = lastPublishedAt === null ? null : Date.parse(lastPublishedAt)
  return { kind: 'ok', window: { ...read.value, lastPublishedAt: at } }
}

function copyOf(path: string): string {
  return `${path}.copy`
}

function writeCopy(path: string, text: string): void {
  const padded = text.padEnd(COPY_BYTES)
  try {
    overwriteText(copyOf(path), padded)
  } catch {
    writeText(copyOf(path), padded)
  }
}

function attempt(write: () => void): string | null {
  try {
    write()
    return null
  } catch (error) {
    return String(error)
  }
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
