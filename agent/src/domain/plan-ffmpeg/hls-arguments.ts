import type { HlsSettings, LadderFile, Rendition } from '@cashbacktv/contract'

/** Names below a rendition's folder. */
export const SEGMENT_PATTERN = '%08d.ts'
export const PRIVATE_PLAYLIST = 'index.m3u8'
/** Folder of further audio, below that of a run, and name of its playlist. */
export const audioFolder = (name: string) => `audio-${name}`
export const THUMBNAIL = 'thumb.jpg'

/**
 * Microseconds for which a picture waits for its audio: a source that loses its audio must not hold
 * the picture up, and the audio of a sane one is never so far behind.
 */
const MOST_WAITING = '2000000'

/**
 * Pictures that wait for audio of which nothing has come yet, some 16 s: with more it is announced
 * and never comes. Audio may wait for longer: the next keyframe can be far.
 */
const MOST_QUEUED = [
  ...['-max_muxing_queue_size', '1024'],
  ...['-max_muxing_queue_size:v', '400', '-muxing_queue_data_threshold:v', '0'],
]

/**
 * Segments and the private playlist that only the origin reads. The list is long because the origin
 * decides what is published; deleting is a safety net for when there is no origin.
 */
export function hlsArguments(hls: HlsSettings, folder: string): string[] {
  return [
    ...[...MOST_QUEUED, '-max_interleave_delta', MOST_WAITING, '-f', 'hls'],
    ...['-hls_time', String(hls.segmentSeconds)],
    ...['-hls_list_size', '300', '-hls_delete_threshold', '60', '-start_number', '0'],
    '-hls_flags',
    'temp_file+independent_segments+program_date_time+delete_segments',
    ...['-hls_segment_filename', `${folder}/${SEGMENT_PATTERN}`, `${folder}/${PRIVATE_PLAYLIST}`],
  ]
}

/** Where a rendition is written: the run's own folder when viewers have no choice. */
export function renditionFolder(runDir: string, { name }: Rendition, ladder: boolean): string {
  return ladder ? `${runDir}/${name}` : runDir
}

/** Folders that a run writes segments into, that of the largest picture first. */
export function segmentFolders(runDir: string, ladder: LadderFile | null): string[] {
  if (ladder === null) return [runDir]
  return ladder.renditions.map((name) => `${runDir}/${name}`)
}
