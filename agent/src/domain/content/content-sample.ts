import type { LoudnessObservation } from '@cashbacktv/contract'
import type { RecentBitrate, SteadyRate } from '../input-figures/packet-window.ts'
import type { PictureSeen } from './picture.ts'

/** What was seen or heard of a run, and for how many seconds of media it stands. */
export type ContentSample =
  | { kind: 'picture'; seconds: number; picture: PictureSeen }
  | { kind: 'loudness'; seconds: number; loudness: LoudnessObservation }
  | { kind: 'packets'; seconds: number; audioAbsentSeconds: number; bitrate: RecentBitrate }
  /** Shape of the picture, as a text that is another with another one, and its rate where it is known. */
  | { kind: 'shape'; seconds: number; shape: string; rate: SteadyRate | null }
