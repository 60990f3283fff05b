import type { LoudnessObservation } from '@cashbacktv/contract'
import type { PictureSeen } from './picture.ts'

/** What was seen or heard of a run, and for how many seconds of media it stands. */
export type ContentSample =
  | { kind: 'picture'; seconds: number; picture: PictureSeen }
  | { kind: 'loudness'; seconds: number; loudness: LoudnessObservation }
  | { kind: 'packets'; seconds: number; audioAbsent: boolean; bitrateKbps: number | null }
  /** Shape and rate of the picture, as a text that is another with another one. */
  | { kind: 'shape'; seconds: number; shape: string }
