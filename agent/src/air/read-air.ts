import { readFileSync, statSync } from 'node:fs'
import type {
  AirObservation,
  DvrDisk,
  OriginSight,
  RecordingObservation,
} from '@cashbacktv/contract'

/** It writes of itself each second: after so many that are missing it answers nobody. */
const ORIGIN_STALE_MS = 10_000

export type Air = {
  origin: OriginSight
  channels: ReadonlyMap<string, AirObservation>
  recordings: readonly RecordingObservation[]
  /** Null where nothing is kept for later. */
  dvrDisk: DvrDisk | null
}

type Status = Pick<Air, 'channels' | 'recordings' | 'dvrDisk'> & { at: number }

/**
 * What the origin last wrote of itself; no channels while it is away. Our own file: not validated each
 * second, and read once for all who ask in that second.
 */
export function airReader(path: string): (wall: number) => Air {
  let version = ''
  let status: Status | null = null

  function look(): Status | null {
    const stats = statSync(path, { throwIfNoEntry: false })
    const now = stats === undefined ? '' : `${stats.ino} ${stats.mtimeMs} ${stats.size}`
    if (now !== version) status = now === '' ? null : read(path)
    version = now
    return status
  }

  return (wall) => {
    const known = look()
    if (known === null) return NOBODY
    const answers = wall - known.at < ORIGIN_STALE_MS
    const origin = { answers, lastWordAt: new Date(known.at).toISOString() }
    const { channels, recordings, dvrDisk } = answers ? known : NOBODY
    return { origin, channels, recordings, dvrDisk }
  }
}

const NOBODY: Air = {
  origin: { answers: false, lastWordAt: null },
  channels: new Map(),
  recordings: [],
  dvrDisk: null,
}

function read(path: string): Status | null {
  try {
    const { at, channels, recordings = [], dvrDisk = null } = JSON.parse(readFileSync(path, 'utf8'))
    const byId = new Map(Object.entries<AirObservation>(channels))
    return { at: Date.parse(at), channels: byId, recordings, dvrDisk }
  } catch {
    return null
  }
}
