import { SoundFile } from '@cashbacktv/contract'
import { readJson, writeJson } from '../files/json-file.ts'
import type { AacSound } from './domain/sound/adts.ts'

/** What sound a channel had last, kept beside its window; written only when that changes. */
export type SoundMemory = {
  sound(): AacSound | null
  missingSince(): number | null
  remember(sound: AacSound | null, missingSince: number | null): void
}

export function keepSoundFile(path: string): SoundMemory {
  // A damaged file is as good as none: the next segment with sound tells it again.
  const read = readJson(path, SoundFile)
  let kept: SoundFile = read.kind === 'ok' ? read.value : { sound: null, missingSince: null }
  let written = JSON.stringify(kept)
  return {
    sound: () => kept.sound,
    missingSince: () => (kept.missingSince === null ? null : Date.parse(kept.missingSince)),
    remember(sound, missingSince) {
      const since = missingSince === null ? null : new Date(missingSince).toISOString()
      kept = { sound, missingSince: since }
      const text = JSON.stringify(kept)
      if (text === written) return
      try {
        writeJson(path, kept)
        written = text
      } catch {
        // Full disks are said elsewhere; it is tried again with the next segment.
      }
    },
  }
}
