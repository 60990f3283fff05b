import { readFileSync } from 'node:fs'
import type { AirObservation, OriginSight } from '@cashbacktv/contract'

/** It writes of itself each second: after so many that are missing it answers nobody. */
const ORIGIN_STALE_MS = 10_000

export type Air = { origin: OriginSight; channels: ReadonlyMap<string, AirObservation> }

/** What the origin last wrote of itself; no channels while it is away. Our own file: not validated each second. */
export function readAir(path: string, wall: number): Air {
  try {
    const status = JSON.parse(readFileSync(path, 'utf8'))
    const answers = wall - Date.parse(status.at) < ORIGIN_STALE_MS
    const origin = { answers, lastWordAt: new Date(status.at).toISOString() }
    return { origin, channels: new Map(answers ? Object.entries(status.channels) : []) }
  } catch {
    return { origin: { answers: false, lastWordAt: null }, channels: new Map() }
  }
}
