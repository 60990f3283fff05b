import { join } from 'node:path'
import type { AirObservation, ChannelId } from '@cashbacktv/contract'
import { isCeased } from '../domain/audio/channel-audio.ts'
import { AUDIO } from '../domain/ladder/slot-files.ts'
import type { OriginLog } from '../ports.ts'
import { keepAudioFile, keepAudioInMind } from './audio-file.ts'
import { type AudioKeeper, keepAudio } from './keep-audio.ts'

/** Sees to it that all audio of a channel goes on, the main one and what is beside it. */
export type AllAudio = {
  main: AudioKeeper
  /** Of further audio, by the name of its folder. */
  further(name: string): AudioKeeper
  /** Off air nobody misses anything. */
  rest(): void
  observe(): ReturnType<AudioKeeper['observe']> & Pick<AirObservation, 'furtherAudioMissing'>
}

type AllAudioOptions = { folder: string; channelId: ChannelId; log: OriginLog }

/** More names than a channel can have at a time, of earlier settings too. */
const MOST_KEPT = 32

export function keepAllAudio({ folder, channelId, log }: AllAudioOptions): AllAudio {
  const common = { runsFolder: join(folder, 'runs'), channelId, log }
  const main = keepAudio({ ...common, memory: keepAudioFile(join(folder, 'sound.json')) })
  const further = new Map<string, AudioKeeper>()
  return {
    main,
    further(name) {
      const known = further.get(name) ?? keepAudio({ ...common, memory: keepAudioInMind() })
      further.delete(name)
      further.set(name, known)
      const [oldest] = further.keys()
      if (further.size > MOST_KEPT && oldest !== undefined) further.delete(oldest)
      return known
    },
    rest() {
      main.rest()
      further.clear()
    },
    observe() {
      const { outOfStepRunId } =
        [...further.values()].map((one) => one.observe()).find((one) => one.outOfStepRunId) ?? {}
      const ceased = [...further].filter(([, one]) => isCeased(one.now()))
      const names = ceased.map(([folder]) => folder.slice(AUDIO.length + 1))
      return {
        // Another run mends what FFmpeg dates wrongly, whichever audio it is.
        ...(outOfStepRunId === undefined ? {} : { outOfStepRunId }),
        ...(names.length === 0 ? {} : { furtherAudioMissing: names }),
        ...main.observe(),
      }
    },
  }
}
