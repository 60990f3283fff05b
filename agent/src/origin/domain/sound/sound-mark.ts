/** Where the sound of a run has come to. */
export type SoundMark = {
  pts: number
  /** Continuity counter of the last packet of sound, as the next one has to follow it. */
  counter: number
}
