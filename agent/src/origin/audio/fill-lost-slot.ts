import { join } from 'node:path'
import type { LadderFile } from '@cashbacktv/contract'
import { packedSilence } from '../domain/audio/packed-silence.ts'
import type { Taken } from '../domain/intake.ts'
import { AUDIO, audioFile } from '../domain/ladder/slot-files.ts'
import { firstPictureOf } from '../segments/first-picture-of.ts'
import type { AllAudio } from './keep-all-audio.ts'
import { writeAudio } from './split-file.ts'

/**
 * Silence in the place of all audio of a slot whose smallest rendition, which was to bring it, is not there:
 * beside the pictures of another one, and decoded as what was heard before, so that players go on. Of
 * further audio that was never heard viewers get the main one. Does nothing where there is no picture.
 */
export function fillLostSlot(
  runFolder: string,
  { file, durationSeconds }: Pick<Taken, 'file' | 'durationSeconds'>,
  { renditions, audio: further = [] }: LadderFile,
  audio: AllAudio,
  now: number,
): void {
  const from = firstPictureOf(runFolder, file, { renditions })
  if (from === null) return
  const keepers = further.map((name) => ({ name, keeper: audio.further(name) }))
  for (const { name, keeper } of [...keepers, { name: AUDIO, keeper: audio.main }]) {
    keeper.lost(durationSeconds, now)
    const heard = keeper.now().audio
    if (heard === null && name !== AUDIO) continue
    writeAudio(join(runFolder, audioFile(file, name)), packedSilence(heard, from, durationSeconds))
  }
}
