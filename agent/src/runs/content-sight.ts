import type { ChannelSpec, LoudnessObservation, VideoFacts } from '@cashbacktv/contract'
import type { ContentSample } from '../domain/content/content-sample.ts'
import { type Laid, laidOn, NOTHING_LAID } from '../domain/content/laid.ts'
import { LOOKS_A_SECOND } from '../domain/content/look-size.ts'
import { LOUDNESS_SECONDS } from '../domain/content/loudness-line.ts'
import { lookAtPicture, NO_PICTURE, type PictureMemory } from '../domain/content/picture.ts'
import {
  audioAbsentSeconds,
  type PacketWindow,
  type RecentBitrate,
  recentBitrate,
  type SteadyRate,
  steadyRate,
} from '../domain/input-figures/packet-window.ts'
import type { RunHandle } from './run-handle.ts'

/** What is seen and heard of a run, until it is told each second. */
export type ContentSight = {
  laid: Laid
  picture: PictureMemory
  samples: ContentSample[]
}

/** A run that is not looked at keeps no more. */
const MOST_SAMPLES = 200

export function contentOf(
  spec: Pick<ChannelSpec, 'layers' | 'logo' | 'output'> | undefined,
): Pick<RunHandle, 'content' | 'isCopy'> {
  const laid = spec === undefined ? NOTHING_LAID : laidOn(spec)
  return {
    content: { laid, picture: NO_PICTURE, samples: [] },
    isCopy: spec?.output.mode === 'copy',
  }
}

export function takePicture(
  sight: ContentSight,
  pixels: Uint8Array,
  seconds = 1 / LOOKS_A_SECOND,
): void {
  const look = lookAtPicture(sight.picture, pixels, sight.laid)
  sight.picture = look.memory
  put(sight, { kind: 'picture', seconds, picture: look.seen })
}

export function takeLoudness(
  sight: ContentSight,
  loudness: LoudnessObservation,
  seconds = LOUDNESS_SECONDS,
): void {
  put(sight, { kind: 'loudness', seconds, loudness })
}

function put({ samples }: ContentSight, sample: ContentSample): void {
  if (samples.length < MOST_SAMPLES) samples.push(sample)
}

/** All since the last second, with what its packets and its log tell. */
export function contentSeen({
  content,
  packets,
  sight,
}: Pick<RunHandle, 'content' | 'packets' | 'sight'>): readonly ContentSample[] {
  const samples = content.samples
  content.samples = []
  const bitrate = recentBitrate(packets)
  const { video } = sight.facts ?? {}
  return [
    ...samples,
    ...(bitrate === null ? [] : [packetSample(audioAbsentSeconds(packets), bitrate)]),
    ...(video === undefined ? [] : [shapeSample(video, packets)]),
  ]
}

function packetSample(audioAbsent: number, bitrate: RecentBitrate): ContentSample {
  return { kind: 'packets', seconds: 1, audioAbsentSeconds: audioAbsent, bitrate }
}

function shapeSample(video: VideoFacts, packets: PacketWindow): ContentSample {
  const { width, height, pixelAspect = 1 } = video
  const shape = `${width}x${height} ${pixelAspect.toFixed(2)}`
  return { kind: 'shape', seconds: 1, shape, rate: rateOf(video, packets) }
}

/** Packets tell it sooner; of an interlaced picture some are a field and some a frame. */
function rateOf(
  { interlaced, framesPerSecond }: VideoFacts,
  packets: PacketWindow,
): SteadyRate | null {
  if (!interlaced && packets.videoAt !== null) return steadyRate(packets)
  return framesPerSecond === null ? null : { framesPerSecond, forSeconds: 0 }
}
