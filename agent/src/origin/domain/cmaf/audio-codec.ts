import type { AudioConfig } from './track.ts'

/** A frame, or a part of one that is heard together with others. */
export type AudioFrame = {
  /** What is kept of it, from there to its end. */
  from: number
  to: number
  /** Of each channel; 0 where it only adds to the frame before it. */
  samples: number
  /** As many as are one sample of a file, from the first frame of it on. */
  most: number
}

/** How the frames of a kind of audio are found. */
export type AudioCodec = {
  /** The frame that begins there, by its header alone: its end may lie beyond; null where there is none. */
  frameAt(bytes: Buffer, at: number): AudioFrame | null
  /** By the headers from the begin of frames; null where it is of no kind that is known here. */
  configOf(frames: Buffer): AudioConfig | null
}
