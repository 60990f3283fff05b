import { isAudio, isSubtitles, runOf } from '../ladder/slot-files.ts'

export type TrackKind = 'video' | 'audio'

/** Extensions of RFC 8216 3.3 and ISO/IEC 23000-19: of a track's media segments, and of its initialisation section. */
const EXTENSIONS: Readonly<Record<TrackKind, string>> = { video: 'mp4', audio: 'm4a' }
/** A track's extension. */
export function extensionOf(kind: TrackKind): string {
  return EXTENSIONS[kind]
}

/** In place of a segment's number. */
const INIT = 'init'
const SOURCE = /\.(ts|aac)$/

/** Where a track of a segment is to be had as CMAF, by where the segment is. */
export function packagedPath(path: string, kind: TrackKind): string {
  return path.replace(SOURCE, `.${EXTENSIONS[kind]}`)
}

/** Where the initialisation section of a track is, which all segments of a run, or of one of its renditions, share. */
export function initPath(path: string, kind: TrackKind): string {
  return `${stemOf(path)}${INIT}.${EXTENSIONS[kind]}`
}

/** Of subtitles, which are in files of their own. */
export const TEXT_EXTENSION = EXTENSIONS.video

/** What is packaged when this is asked for: one segment, or the begin of any of a run's. */
export type Packaged = { kind: TrackKind | 'text'; source: string } & (
  | { of: 'segment' }
  | { of: 'init'; folder: string; prefix: string }
)

const PACKAGED = /^((?:.*\/)?)((?:[a-z0-9-]+-)?)(\d{8}|init)\.(mp4|m4a)$/

/** Null of the address of a segment as it is. Audio and text beside the pictures of a ladder have files of their own. */
export function packagedOf(file: string): Packaged | null {
  const [whole, folder = '', prefix = '', name = '', extension] = PACKAGED.exec(file) ?? []
  if (whole === undefined) return null
  const room = roomOf(folder)
  const isText = isSubtitles(room)
  const kind = isText ? 'text' : extension === EXTENSIONS.video ? 'video' : 'audio'
  const source = isText ? 'vtt' : isAudio(room) ? 'aac' : 'ts'
  if (name === INIT) return { kind, of: 'init', source, folder, prefix }
  return { kind, of: 'segment', source: `${folder}${prefix}${name}.${source}` }
}

function roomOf(folder: string): string {
  return folder.split('/').at(-2) ?? ''
}

const NUMBER = /(\d{8})\.\w+$/

/** The run of a segment, by where it is on air or kept. */
export function runIdOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dash = name.lastIndexOf('-')
  return dash === -1 ? path.slice(0, Math.max(0, path.indexOf('/'))) : name.slice(0, dash)
}

/** The number of a segment within its run. */
export function fileNumberOf(path: string): number {
  return Number(NUMBER.exec(path)?.[1] ?? 0)
}

/** What the addresses of a run's segments have in common, up to their number. */
export function stemOf(path: string): string {
  const run = runOf(path)
  return `${run}${path.charAt(run.length)}`
}
