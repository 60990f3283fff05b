import { type AacAudio, AudioFile } from '@cashbacktv/contract'
import { readJson, writeJson } from '../../files/json-file.ts'

/** What audio a channel had last, kept beside its window; written only when that changes. */
export type AudioMemory = {
  audio(): AacAudio | null
  missingSince(): number | null
  remember(audio: AacAudio | null, missingSince: number | null): void
}

/** What is forgotten with the origin: of audio for which the main one can stand in. */
export function keepAudioInMind(): AudioMemory {
  return { audio: () => null, missingSince: () => null, remember: () => {} }
}

export function keepAudioFile(path: string): AudioMemory {
  // A damaged file is as good as none: the next segment with audio tells it again.
  const read = readJson(path, AudioFile)
  let kept: AudioFile = read.kind === 'ok' ? read.value : { sound: null, missingSince: null }
  let written = JSON.stringify(kept)
  return {
    audio: () => kept.sound,
    missingSince: () => (kept.missingSince === null ? null : Date.parse(kept.missingSince)),
    remember(audio, missingSince) {
      const since = missingSince === null ? null : new Date(missingSince).toISOString()
      kept = { sound: audio, missingSince: since }
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
