import { readFileSync } from 'node:fs'
import type { AirObservation } from '@cashbacktv/contract'

const ORIGIN_STALE_MS = 10_000

/** What the origin last wrote of itself; empty while it is away. Our own file: not validated each second. */
export function readAir(path: string, wall: number): ReadonlyMap<string, AirObservation> {
  try {
    const status = JSON.parse(readFileSync(path, 'utf8'))
    const fresh = wall - Date.parse(status.at) < ORIGIN_STALE_MS
    return fresh ? new Map(Object.entries(status.channels)) : new Map()
  } catch {
    return new Map()
  }
}
