import type { DvrSlot } from '../dvr/dvr-slot.ts'
import { isSlate } from './one-codec.ts'

/** How the audio of a slot is coded: RFC 6381, Hz. */
export type AudioForm = { codec: string; sampleRate: number; channels: number }

/** Of a slot: none at all; null where it cannot be told. */
export type HeardAudio = AudioForm | 'none' | null

/** Slots that follow each other and whose audio is of one form. */
export type Stretch = {
  slots: readonly DvrSlot[]
  /** Null: it stays as it is. */
  encoding: { from: AudioForm | 'none'; to: AudioForm } | null
}

/** What everything is encoded as where FFmpeg encodes nothing of the form that most of it has. */
const USUAL: AudioForm = { codec: 'mp4a.40.2', sampleRate: 48_000, channels: 2 }

/**
 * A file has one track of audio, of which it says once how it is coded: the way that most of a recording
 * is, not counting slates where it has anything else. What is otherwise, and what has none, is a stretch
 * to be encoded: a track that stops and goes on later is not in step with its picture any more. Null where
 * there is nothing to encode. `heard`: of each slot.
 */
export function ofOneAudio(
  slots: readonly DvrSlot[],
  heard: readonly HeardAudio[],
): Stretch[] | null {
  const main = mostOf(slots, heard)
  if (main === null || heard.every((one) => one === null || keyOf(one) === keyOf(main))) return null
  const to = isEncodable(main) ? main : USUAL
  const stretches: { slots: DvrSlot[]; encoding: Stretch['encoding'] }[] = []
  let before = ''
  for (const [at, slot] of slots.entries()) {
    const from = heard[at] ?? main
    const key = keyOf(from)
    if (key !== before) {
      const encoding = key === keyOf(to) ? null : { from, to }
      stretches.push({ slots: [], encoding })
    }
    before = key
    stretches.at(-1)?.slots.push(slot)
  }
  return stretches
}

/** Null where nothing has any audio. */
function mostOf(slots: readonly DvrSlot[], heard: readonly HeardAudio[]): AudioForm | null {
  const [seconds, ofSlates] = [new Map<string, number>(), new Map<string, number>()]
  const forms = new Map<string, AudioForm>()
  for (const [at, slot] of slots.entries()) {
    const form = heard[at] ?? null
    if (form === null || form === 'none') continue
    const key = keyOf(form)
    if (!forms.has(key)) forms.set(key, form)
    const counted = isSlate(slot) ? ofSlates : seconds
    counted.set(key, (counted.get(key) ?? 0) + slot.durationSeconds)
  }
  const counted = seconds.size > 0 ? seconds : ofSlates
  const [key = ''] = [...counted].toSorted((a, b) => b[1] - a[1])[0] ?? []
  return forms.get(key) ?? null
}

/** Frames of MPEG audio and of Dolby say how many channels they have; of AAC the file does. */
function keyOf(form: AudioForm | 'none'): string {
  if (form === 'none') return form
  const { codec, sampleRate, channels } = form
  return isAac(form) ? `${codec} ${sampleRate} ${channels}` : `${codec} ${sampleRate}`
}

function isAac({ codec }: AudioForm): boolean {
  return codec.startsWith('mp4a.40')
}

/** FFmpeg's encoders, by what comes of them. */
const ENCODERS = new Map([
  ['mp4a.40.2', { name: 'aac', kbps: 128, most: 2 }],
  ['mp4a.6B', { name: 'mp2', kbps: 192, most: 2 }],
  ['mp4a.69', { name: 'mp2', kbps: 128, most: 2 }],
  ['ac-3', { name: 'ac3', kbps: 448, most: 6 }],
  ['ec-3', { name: 'eac3', kbps: 448, most: 6 }],
])

function isEncodable({ codec, channels }: AudioForm): boolean {
  return channels > 0 && channels <= (ENCODERS.get(codec)?.most ?? 0)
}

/** FFmpeg's words of it. What follows a gap stays in its place on the clock. */
export function audioEncoding({ codec, sampleRate, channels }: AudioForm): string[] {
  const { name, kbps } = ENCODERS.get(codec) ?? { name: 'aac', kbps: 128 }
  return [
    ...['-af', 'aresample=async=1000', '-c:a', name, '-b:a', `${kbps}k`],
    ...['-ar', String(sampleRate), '-ac', String(channels)],
  ]
}
