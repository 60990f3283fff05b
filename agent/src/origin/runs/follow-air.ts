import { statSync } from 'node:fs'
import { AirFile } from '@cashbacktv/contract'
import { readJson } from '../../files/json-file.ts'

/** Follows one `air.json`. */
export type AirFollower = {
  /** `gone` when the supervisor has removed it; `same` while it has not been written again. */
  look(): AirFile | 'same' | 'gone'
}

export function followAir(path: string): AirFollower {
  let seen = ''
  return {
    look() {
      const stats = statSync(path, { throwIfNoEntry: false })
      if (stats === undefined) return 'gone'
      // Renamed into place, so a new file is another inode even within one clock tick.
      const version = `${stats.ino} ${stats.mtimeMs}`
      if (version === seen) return 'same'
      seen = version
      const read = readJson(path, AirFile)
      // The supervisor writes it whole and anew; a damaged one is waited out.
      return read.kind === 'ok' ? read.value : 'same'
    },
  }
}
