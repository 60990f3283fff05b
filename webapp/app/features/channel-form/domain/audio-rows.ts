import type { AudioMix, ChannelView } from '@cashbacktv/contract'
import { MOST_AUDIO_RENDITIONS } from '@cashbacktv/contract/list-lengths'
import { freeName } from './free-name.ts'
import type { GrowingKind } from './growing-rows.ts'
import { parseTrack, writeTrack } from './track-form.ts'

type Renditions = ChannelView['output']['audio']['renditions']

/**
 * Further audio as it is typed: which track of the source, as in `tracks`, what players call it, what is
 * heard of it and how many dB louder. `name` is that of its playlist, of one that is stored.
 */
export type AudioRow = { name: string; track: string; label: string; mix: AudioMix; level: string }

export const AUDIO_MIXES = ['stereo', 'mono', 'left', 'right'] as const satisfies AudioMix[]

const NO_AUDIO: AudioRow = { name: '', track: '', label: '', mix: 'stereo', level: '0' }

export function rowsOfAudio(renditions: Renditions): AudioRow[] {
  return renditions.map(({ name, label, track, mix, levelDb }) => {
    return { name, track: writeTrack(track), label: label ?? '', mix, level: String(levelDb) }
  })
}

/** Reads a submitted form. The rows are numbered by their field names, `audio.0.track`. */
export function readAudioRows(data: FormData): AudioRow[] {
  const text = (name: string) => String(data.get(name) ?? '').trim()
  const rows: AudioRow[] = []
  for (
    let index = 0;
    index < MOST_AUDIO_RENDITIONS && data.has(`audio.${index}.track`);
    index += 1
  ) {
    const at = `audio.${index}`
    const [name, track, label] = [text(`${at}.name`), text(`${at}.track`), text(`${at}.label`)]
    const mix = AUDIO_MIXES.find((one) => one === text(`${at}.mix`)) ?? 'stereo'
    rows.push({ name, track, label, mix, level: text(`${at}.level`) })
  }
  return rows.filter(isHeard)
}

/** How its rows grow. */
export const AUDIO_ROWS: GrowingKind<AudioRow> = {
  empty: NO_AUDIO,
  most: MOST_AUDIO_RENDITIONS,
  isFilled: isHeard,
}

export function isHeard({ track, label }: Pick<AudioRow, 'track' | 'label'>): boolean {
  return track !== '' || label !== ''
}

/**
 * As the API wants them. What is there keeps its name, since players have loaded its playlist; what is
 * new has that of its language.
 */
export function toAudioRenditions(rows: readonly AudioRow[]): unknown[] {
  const heard = rows.filter(isHeard)
  const taken = new Set(heard.map(({ name }) => name).filter((name) => name !== ''))
  return heard.map(({ name, track, label, mix, level }) => {
    const chosen = track === '' ? {} : parseTrack(track)
    const given = name === '' ? freeName(chosen.language ?? chosen.kind ?? 'audio', taken) : name
    taken.add(given)
    const levelDb = level === '' ? 0 : Number(level.replace(',', '.'))
    return { name: given, label: label === '' ? null : label, track: chosen, mix, levelDb }
  })
}
