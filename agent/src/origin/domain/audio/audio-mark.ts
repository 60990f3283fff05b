/** Where the audio of a run has come to. */
export type AudioMark = {
  pts: number
  /** Continuity counter of the last packet of audio, as the next one has to follow it. */
  counter: number
}
