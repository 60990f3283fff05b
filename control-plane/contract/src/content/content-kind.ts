/** What can be wrong with picture and audio of a source, although it comes. */
export const CONTENT_KINDS = [
  /** The picture is black. */
  'black',
  /** The picture does not move. */
  'freeze',
  /** The audio is silent. */
  'silence',
  /** No audio comes, although it did. */
  'noAudio',
  /** The shape or the rate of the picture is another than it was. */
  'changed',
  /** The same card is shown, moving or not, such as that of a provider. */
  'stillCard',
  /** Less comes than the floor. */
  'lowBitrate',
  /** Louder or quieter than the target, by EBU R 128. */
  'loudness',
  /** The audio is at full scale. */
  'clipping',
] as const

/** What is done about a condition: `switch` goes over to another source, if that is better. */
export const CONTENT_ACTIONS = ['off', 'alarm', 'switch', 'both'] as const
