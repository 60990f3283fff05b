import { readPacked } from '../audio/packed-audio.ts'
import { type ElementaryStream, readStreams } from '../audio/tables.ts'
import { AAC } from './aac.ts'
import type { AudioCodec } from './audio-codec.ts'
import { AVC } from './avc.ts'
import { collectPes } from './collect-pes.ts'
import { DOLBY } from './dolby.ts'
import { HEVC } from './hevc.ts'
import { MPEG_AUDIO } from './mpeg-audio.ts'
import { privateKind } from './private-kind.ts'
import { readAudio, readAudioStart, readFrames } from './read-audio.ts'
import { readVideo, readVideoStart } from './read-video.ts'
import type { CmafTrack, TrackConfig, TrackStart } from './track.ts'
import type { VideoCodec } from './video-codec.ts'

/**
 * The picture or the first audio of a whole MPEG-TS segment; null where there is none, 'unsupported'
 * where it is of a kind that fMP4 is not made of here. Damaged packets are passed over. `known` is what
 * segments before it said of the track: not each one says it, where groups of pictures are open.
 */
export function readTrack(
  segment: Buffer,
  kind: 'video' | 'audio',
  known: TrackConfig | null = null,
): CmafTrack | 'unsupported' | null {
  const found = findStream(segment, kind)
  if (found === null || found === 'unsupported') return found
  const all = collectPes(segment, found.pid)
  return 'video' in found ? readVideo(all, found.video, known) : readAudio(all, found.audio)
}

/** The same of the begin of a segment; null where it is too short to tell. */
export function readTrackStart(
  head: Buffer,
  kind: 'video' | 'audio',
  known: TrackConfig | null = null,
): TrackStart | 'unsupported' | null {
  const found = findStream(head, kind)
  if (found === null || found === 'unsupported') return found
  const all = collectPes(head, found.pid)
  return 'video' in found
    ? readVideoStart(all, found.video, known)
    : readAudioStart(all, found.audio)
}

/** The audio of a segment of packed audio. */
export function readPackedTrack(segment: Buffer): CmafTrack | 'unsupported' | null {
  const packed = readPacked(segment)
  return packed && readFrames([{ pts: packed.pts, data: packed.frames }], AAC)
}

type Found = { pid: number } & ({ video: VideoCodec } | { audio: AudioCodec })

function findStream(head: Buffer, kind: 'video' | 'audio'): Found | 'unsupported' | null {
  const streams = readStreams(head)
  if (streams === null) return null
  return kind === 'video' ? findVideo(streams.video) : findAudio(streams.audios)
}

/** By the types of ISO/IEC 13818-1 table 2-34. */
const VIDEO = new Map([
  [0x1b, AVC],
  [0x24, HEVC],
])
/** The same, with those of ATSC A/53 part 3. */
const AUDIO = new Map([
  [0x03, MPEG_AUDIO],
  [0x04, MPEG_AUDIO],
  [0x0f, AAC],
  [0x81, DOLBY],
  [0x87, DOLBY],
])

function findVideo(stream: ElementaryStream | null): Found | 'unsupported' | null {
  if (stream === null) return null
  const video = VIDEO.get(stream.type)
  return video ? { pid: stream.pid, video } : 'unsupported'
}

/** Private data is audio where its descriptors say so, and none where they say what else it is. */
function findAudio(streams: readonly ElementaryStream[]): Found | 'unsupported' | null {
  const audible = streams.filter((stream) => privateKind(stream) !== 'other')
  const [first] = audible
  if (first === undefined) return null
  const dolby = audible.find((stream) => privateKind(stream) === 'dolby')
  const stream = dolby ?? first
  const audio = dolby ? DOLBY : AUDIO.get(stream.type)
  return audio ? { pid: stream.pid, audio } : 'unsupported'
}
