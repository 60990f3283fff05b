import type { ChannelSpec, LoudnessObservation } from '@cashbacktv/contract'
import type { ContentSample } from '../domain/content/content-sample.ts'
import { type Laid, laidOn, NOTHING_LAID } from '../domain/content/laid.ts'
import { LOOKS_A_SECOND } from '../domain/content/look-size.ts'
import { LOUDNESS_SECONDS } from '../domain/content/loudness-line.ts'
import { lookAtPicture, NO_PICTURE, type PictureMemory } from '../domain/content/picture.ts'
import { audioAbsentSeconds, inputRates } from '../domain/input-figures/packet-window.ts'
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
export function contentSeen({ content, packets, sight }: RunHandle): readonly ContentSample[] {
  const samples = content.samples
  content.samples = []
  const rates = inputRates(packets)
  const { video } = sight.facts ?? {}
  return [
    ...samples,
    ...(rates === null ? [] : [packetSample(audioAbsentSeconds(packets) > 0, rates.bitrateKbps)]),
    ...(video === undefined ? [] : [shapeSample(video)]),
  ]
}

function packetSample(audioAbsent: boolean, bitrateKbps: number): ContentSample {
  return { kind: 'packets', seconds: 1, audioAbsent, bitrateKbps }
}

type Shape = { width: number; height: number; framesPerSecond: number | null }

function shapeSample({ width, height, framesPerSecond }: Shape): ContentSample {
  return { kind: 'shape', seconds: 1, shape: `${width}x${height}@${framesPerSecond ?? '?'}` }
}
