import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LadderFile } from '@cashbacktv/contract'
import type { AllAudio } from '../audio/keep-all-audio.ts'
import { splitFile } from '../audio/split-file.ts'
import { isAlike, isCeased } from '../domain/audio/channel-audio.ts'
import type { FoundSlot } from '../domain/channel/observation.ts'
import type { Taken } from '../domain/intake.ts'
import { audioFile, runFile } from '../domain/ladder/slot-files.ts'
import { measureSlot } from '../segments/measure-slot.ts'
import type { SubtitleKeeper } from '../subtitles/keep-subtitles.ts'

export type Completing = { audio: AllAudio; subtitles: SubtitleKeeper }

/**
 * Makes a complete segment ready to be published: audio is filled in where it is missing, and that of
 * a ladder and its subtitles put beside its pictures. Answers what there is of it then.
 */
export function completeSlot(
  runsFolder: string,
  segment: Taken,
  { audio, subtitles }: Completing,
  now: number,
): FoundSlot {
  const { runId, file, durationSeconds, ladder } = segment
  const folder = join(runsFolder, runId)
  const carrier = ladder?.renditions.at(-1) ?? null
  if (ladder === null || carrier === null) {
    audio.main.look({ runId, file, durationSeconds }, now)
    return { runId, file, durationSeconds, slot: measureSlot(folder, file, null) }
  }
  const sizeOf = (below: string) => {
    return statSync(join(folder, below), { throwIfNoEntry: false })?.size ?? 0
  }
  // An origin before this one may have come so far.
  if (ladder.hasAudio && sizeOf(audioFile(file)) === 0) {
    completeAudio(segment, ladder, audio, now)
    split({ folder, rendition: carrier, file, durationSeconds, further: ladder.audio }, audio)
  }
  const renditions = ladder.renditions.map((name) => ({ name, bytes: sizeOf(runFile(name, file)) }))
  const further = (ladder.audio ?? []).map((name) => ({
    name,
    bytes: sizeOf(audioFile(file, name)),
  }))
  const moreAudio = further.filter(({ bytes }) => bytes > 0)
  const texts = subtitles.complete(segment, ladder)
  const held = {
    renditions,
    audio: sizeOf(audioFile(file)) || null,
    ...(moreAudio.length === 0 ? {} : { moreAudio }),
    ...(texts.length === 0 ? {} : { subtitles: texts }),
  }
  return { runId, file, durationSeconds, slot: measureSlot(folder, file, held) }
}

/** Each in its turn: what is put in for one stands in the segment when the next is looked at. */
function completeAudio(
  { runId, file, durationSeconds }: Taken,
  { renditions, audio: further = [] }: LadderFile,
  audio: AllAudio,
  now: number,
): void {
  const segment = { runId, file: runFile(renditions.at(-1) ?? null, file), durationSeconds }
  const of = further.length + 1
  audio.main.look({ ...segment, place: { at: 0, of } }, now)
  for (const [at, name] of further.entries()) {
    audio.further(name).look({ ...segment, place: { at: at + 1, of } }, now)
  }
}

/** Without its audio a slot is still published: a gap in the audio is less than one in everything. */
function split(segment: Parameters<typeof splitFile>[0], audio: AllAudio): void {
  try {
    const whole = splitFile(segment)
    if (whole === null) return
    const further = segment.further ?? []
    for (const one of [audio.main, ...further.map(audio.further)]) one.keep(whole)
    for (const name of further)
      if (isReplaced(audio, name)) rmSync(target(segment, name), { force: true })
  } catch {
    // The segment is gone, or the disk is full, which is said elsewhere.
  }
}

function target({ folder, file }: Parameters<typeof splitFile>[0], name: string): string {
  return join(folder, audioFile(file, name))
}

/** What has ceased is heard as the main audio, rather than as silence, where players notice nothing of it. */
function isReplaced(audio: AllAudio, name: string): boolean {
  const [main, own] = [audio.main.now(), audio.further(name).now()]
  return isCeased(own) && !isCeased(main) && isAlike(own, main)
}
