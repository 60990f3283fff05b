import { isHandedOn } from '../audio-load.ts'
import { type ChangedFields, changedFields, isSame } from '../changed-fields.ts'
import { isGuarded } from './is-guarded.ts'
import { isLadder } from './is-ladder.ts'
import type { ChannelSettings } from './settings.ts'

/** The settings of a channel as anyone has them who compares them, judged or only typed yet. */
export type SomeSettings = { [K in keyof ChannelSettings]?: unknown }

/** The settings that `after` has otherwise; what it leaves out is left as it was. */
export function changedSettings(before: SomeSettings, after: SomeSettings): ChangedFields {
  return changedFields(before, after)
}

/** Settings, or what a form makes of them, which nobody has judged yet. */
type Seen = Pick<SomeSettings, 'hls' | 'output' | 'logo' | 'layers' | 'playback' | 'cues'>

/**
 * Whether FFmpeg would be told something else, its sources apart: then a channel on air gets a new
 * run. Everything else holds at once. A copy sees neither pictures nor how they would be encoded.
 */
export function isSeenByEncoder(before: Seen, after: Seen): boolean {
  const isSameAt = (field: string, of: keyof Seen) =>
    isSame(fieldOf(before[of], field), fieldOf(after[of], field))
  if (!isSameAt('segmentSeconds', 'hls')) return true
  // Everyone knows where the segments of a run are that was watched by all.
  if (isGuarded(before.playback) !== isGuarded(after.playback)) return true
  if (hasCues(before) !== hasCues(after)) return true
  if (isLadder(Object(before.output)) !== isLadder(Object(after.output))) return true
  if (isSameAt('mode', 'output') && fieldOf(after.output, 'mode') === 'copy') {
    return !isSame(copied(before.output), copied(after.output))
  }
  return (
    !isSame(encoded(before.output), encoded(after.output)) ||
    !isSame(before.logo, after.logo) ||
    !isSame(before.layers ?? [], after.layers ?? [])
  )
}

/** Without what players are told of audio and subtitles. */
function encoded(output: unknown): unknown {
  if (!isObject(output)) return output
  return { ...output, audio: heardOf(output), subtitles: subtitlesOf(output) }
}

/** Of a copy it is seen how its audio is made, where it is not handed on. */
function copied(output: unknown): unknown {
  const audio = fieldOf(output, 'audio')
  const isMade = fieldOf(audio, 'mode') !== 'none' && !isHandedOn(Object(audio))
  return { audio: isMade ? heardOf(output) : null, subtitles: subtitlesOf(output) }
}

function heardOf(output: unknown): unknown {
  const audio = fieldOf(output, 'audio')
  if (!isObject(audio)) return audio
  // Where it alone makes a ladder that is seen by itself.
  const said = { language: null, asVariant: false }
  return { ...audio, ...said, renditions: furtherOf(output) }
}

function furtherOf(output: unknown): unknown {
  const renditions = fieldOf(fieldOf(output, 'audio'), 'renditions')
  return Array.isArray(renditions) ? renditions.map(unnamed) : []
}

function subtitlesOf(output: unknown): unknown {
  const subtitles = fieldOf(output, 'subtitles')
  return Array.isArray(subtitles) ? subtitles.map(unnamed) : []
}

function unnamed(rendition: unknown): unknown {
  return { name: fieldOf(rendition, 'name'), track: fieldOf(rendition, 'track') }
}

/** A run writes them down or does not; what playlists say of them is the origin's. */
function hasCues({ cues = 'off' }: Seen): boolean {
  return cues !== 'off'
}

function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) ? Reflect.get(value, name) : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
