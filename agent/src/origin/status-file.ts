import type { AirObservation, OriginStatus } from '@cashbacktv/contract'
import { overwriteText, writeText } from '../files/json-file.ts'
import type { OriginLog } from './ports.ts'

/** Tells the agent through a file what viewers get. It is known above all while the disk is full. */
export function openStatusFile(
  path: string,
  log: OriginLog,
): (
  observed: ReadonlyMap<string, AirObservation>,
  besides: Pick<OriginStatus, 'recordings' | 'dvrDisk'>,
) => void {
  let isCramped = false
  return (observed, besides) => {
    const status = { at: new Date().toISOString(), pid: process.pid }
    const channels = Object.fromEntries(observed)
    const text = JSON.stringify({ ...status, channels, ...besides })
    try {
      writeText(path, text)
      isCramped = false
    } catch (error) {
      if (!isCramped) {
        log.warn({ why: String(error) }, 'origin-status.json has no room to be renamed')
      }
      isCramped = true
      overwrite(path, text)
    }
  }
}

function overwrite(path: string, text: string): void {
  try {
    overwriteText(path, text)
  } catch {
    // Said already; the next second tries again.
  }
}
