import type { AudioOnAir, TrackKind } from '@cashbacktv/contract'
import { audioFolder } from '../../../domain/plan-ffmpeg/hls-arguments.ts'
import { subtitleFolder } from '../../../domain/plan-ffmpeg/subtitle-tracks.ts'
import { ownNameOf, plainName, tagOf } from './media-names.ts'
import { AUDIO, type SlotLadder } from './slot-files.ts'
import { saidOfSubtitles } from './subtitle-media.ts'

export type AudioShape = { channels: number; codec: string }

/** One audio that players can choose, named as its playlist is. */
export type AudioMedia = {
  name: string
  shape: AudioShape
  /** What a person calls it; null for the name of its language. */
  label: string | null
  /** ISO 639; null where nobody said it. */
  language: string | null
  kind: TrackKind
}

/** All audio of a channel, the main one first; `shapeOf` says what one is like, null where there is none. */
export function audioMedia(
  { language, renditions }: AudioOnAir,
  shapeOf: (name: string) => AudioShape | null,
): AudioMedia[] {
  const main = { name: AUDIO, label: null, language, kind: 'main' as const }
  const further = renditions.map(({ name, label, track }) => {
    const { language: spoken = null, kind = 'main' } = track
    return { name: audioFolder(name), label, language: spoken, kind }
  })
  return [main, ...further].flatMap((one) => {
    const shape = shapeOf(one.name)
    return shape === null ? [] : [{ ...one, shape }]
  })
}

/** Of a channel of which nobody is there to say anything. */
export const NOTHING_SAID: AudioOnAir = { language: null, renditions: [] }

/** Names of the playlists of the further audio and the subtitles that are wanted. */
export function furtherNames({ renditions, subtitles = [] }: AudioOnAir): string[] {
  const texts = subtitles.map(({ name }) => subtitleFolder(name))
  return [...renditions.map(({ name }) => audioFolder(name)), ...texts]
}

/**
 * What is said of the audio of slots that are kept: of what they hold, by whatever is said of it now.
 * What is wanted only since then is none of theirs.
 */
export function saidOfPast(
  said: AudioOnAir,
  slots: readonly { ladder?: SlotLadder | undefined }[],
): AudioOnAir {
  const held = new Set(
    slots.flatMap(({ ladder }) => (ladder?.moreAudio ?? []).map(({ name }) => name)),
  )
  const texts = slots.flatMap(({ ladder }) => (ladder?.subtitles ?? []).map(({ name }) => name))
  const subtitles = [...new Set(texts)].map((folder) => saidOfSubtitles(said, folder))
  const renditions = [...held].map((folder) => {
    const name = folder.slice(AUDIO.length + 1)
    const known = said.renditions.find((one) => one.name === name)
    return known ?? { name, label: null, track: {} }
  })
  const { subtitles: _now, ...rest } = said
  return { ...rest, renditions, ...(subtitles.length === 0 ? {} : { subtitles }) }
}

/** Lines of a multivariant playlist for a group of audio (RFC 8216 4.3.4.1). */
export function mediaLines(all: readonly AudioMedia[], suffix: string): string[] {
  const shown = all.map(shownName)
  return all.map((one, at) => {
    // A group may not have two of a name.
    const isTaken = shown.indexOf(shown[at] ?? '') < at
    const name = isTaken ? `${shown[at]} (${one.name})` : shown[at]
    const language = one.language === null ? null : tagOf(one.language)
    const characteristics = CHARACTERISTICS[one.kind]
    return `#EXT-X-MEDIA:${[
      'TYPE=AUDIO',
      `GROUP-ID="${AUDIO}"`,
      `NAME="${name}"`,
      ...(language === null ? [] : [`LANGUAGE="${language}"`]),
      `DEFAULT=${one.name === AUDIO ? 'YES' : 'NO'}`,
      `AUTOSELECT=${CHOSEN_BY_HAND.includes(one.kind) ? 'NO' : 'YES'}`,
      ...(characteristics === undefined ? [] : [`CHARACTERISTICS="${characteristics}"`]),
      `CHANNELS="${one.shape.channels}"`,
      `URI="${one.name}${suffix}"`,
    ].join(',')}`
  })
}

/** Media characteristics of Apple's authoring rules for HLS. */
const CHARACTERISTICS: Partial<Record<TrackKind, string>> = {
  description: 'public.accessibility.describes-video',
  'hearing-impaired': 'public.accessibility.enhances-speech-intelligibility',
}

/** No player is to begin with these because of the language of its device. */
const CHOSEN_BY_HAND: readonly TrackKind[] = ['commentary', 'clean-effects']

function shownName({ name, label, language }: AudioMedia): string {
  const said = label ?? (language === null ? null : ownNameOf(language))
  const usual = name === AUDIO ? 'Audio' : name.slice(AUDIO.length + 1)
  return plainName(said ?? usual)
}
