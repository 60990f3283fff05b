import type { PublishedSegment } from '@cashbacktv/contract'
import type { Taken } from '../intake.ts'

/** What a slot of a ladder holds: of each rendition, the largest first, and of the audio. */
export type SlotLadder = NonNullable<PublishedSegment['ladder']>

/** What there is of a slot: of a ladder, or the bytes of its only file. */
export type SlotContent = Pick<PublishedSegment, 'ladder' | 'bytes' | 'iFrame'>

/** The playlist, and the folder, of the audio of a ladder. */
export const AUDIO = 'audio'

/** A file of a run below its folder: of one rendition of a ladder, or of a run that is none. */
export function runFile(rendition: string | null, file: string): string {
  return rendition === null ? file : `${rendition}/${file}`
}

/** Whether a playlist is of audio: the main one, or `audio-<name>`. */
export function isAudio(rendition: string): boolean {
  return rendition === AUDIO || rendition.startsWith(`${AUDIO}-`)
}

const SUBTITLES = 'subs'

/** Whether a playlist is of subtitles: `subs-<name>`. */
export function isSubtitles(rendition: string): boolean {
  return rendition.startsWith(`${SUBTITLES}-`)
}

/** The file of subtitles beside the pictures of a slot. */
export function subtitleFile(file: string, rendition: string): string {
  return `${rendition}/${file.replace(/\.ts$/, '.vtt')}`
}

/** The subtitles of a slot; null where it has none of that name, not even none to be read. */
export function subtitlesOf({ path, ladder }: Placed, rendition: string): string | null {
  const isThere = ladder?.subtitles?.some(({ name }) => name === rendition)
  const [run, file] = partsOf(path)
  return isThere ? `${run}/${subtitleFile(file, rendition)}` : null
}

/** The file of audio beside the pictures of a slot. */
export function audioFile(file: string, rendition: string = AUDIO): string {
  return `${rendition}/${file.replace(/\.ts$/, '.aac')}`
}

type Placed = Pick<PublishedSegment, 'path' | 'ladder'>

/** All files of a slot, as `<runId>/…` below the folder of the channel's runs. */
export function filesOf({ path, ladder }: Placed): string[] {
  if (ladder === undefined) return [path]
  const [run, file] = partsOf(path)
  const names = ladder.renditions.filter(({ bytes }) => bytes > 0).map(({ name }) => name)
  const pictures = names.map((name) => runFile(name, file))
  const audio = audioIn(ladder).map(({ name }) => audioFile(file, name))
  const subtitles = (ladder.subtitles ?? []).map(({ name }) => subtitleFile(file, name))
  return [...pictures, ...audio, ...subtitles].map((below) => `${run}/${below}`)
}

/** All audio of a slot, the main one first. */
export function audioIn({ audio, moreAudio = [] }: SlotLadder): { name: string; bytes: number }[] {
  return [...(audio === null ? [] : [{ name: AUDIO, bytes: audio }]), ...moreAudio]
}

/** All files that there may be of a segment that is not to be published. */
export function filesLeft({ runId, file, ladder }: Taken): string[] {
  if (ladder === null) return [`${runId}/${file}`]
  return ladder.renditions.map((name) => `${runId}/${runFile(name, file)}`)
}

/** What viewers of a rendition get of a slot; null where there is nothing at all. */
export function pictureOf({ path, ladder }: Placed, rendition: string): string | null {
  if (ladder === undefined) return path
  const name = nearest(ladder.renditions, rendition)
  const [run, file] = partsOf(path)
  return name === null ? null : `${run}/${runFile(name, file)}`
}

/** The file that the first picture of a slot is cut out of; null where it has none for itself. */
export function iFrameFile({ path, iFrame }: Pick<PublishedSegment, 'path' | 'iFrame'>) {
  if (iFrame === undefined) return null
  const [run, file] = partsOf(path)
  return `${run}/${runFile(iFrame.rendition ?? null, file)}`
}

/**
 * What viewers hear of it. Where further audio is missing, as in a slate or from a source that has it
 * not, they hear the main one.
 */
export function audioOf({ path, ladder }: Placed, rendition: string = AUDIO): string | null {
  if (ladder === undefined) return null
  const all = audioIn(ladder)
  const found = all.find(({ name }) => name === rendition) ?? all.find(({ name }) => name === AUDIO)
  const [run, file] = partsOf(path)
  return found === undefined ? null : `${run}/${audioFile(file, found.name)}`
}

/**
 * Where a rendition is missing in a slot, as after its encoder failed or when the ladder was made
 * shorter, its viewers get the same picture in another size: the next smaller one that is there,
 * else the next larger. Its timestamps are those of the missing one, so nothing breaks.
 */
function nearest(renditions: SlotLadder['renditions'], wanted: string): string | null {
  const at = renditions.findIndex(({ name }) => name === wanted)
  const from = at === -1 ? renditions.length : at
  const isThere = ({ bytes }: { bytes: number }) => bytes > 0
  const smaller = renditions.slice(from).find(isThere)
  return (smaller ?? renditions.slice(0, from).findLast(isThere))?.name ?? null
}

/** What all segments of a run, or of one of its renditions, have in common: their path without their number. */
export function runOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('-')))
}

function partsOf(path: string): [run: string, file: string] {
  const slash = path.indexOf('/')
  return [path.slice(0, slash), path.slice(slash + 1)]
}
