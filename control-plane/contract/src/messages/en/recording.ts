/** What is said of recordings, and why a file of one is not made. */
export const recording = {
  'recording-empty': 'Nothing was kept in the time of this recording, so there is no file to make.',
  'recording-no-room':
    'The disk of this host has no room for the file. Delete recordings, or give DVR_DIR a larger disk. It is tried again.',
  'recording-not-written': 'The file could not be made ({{detail}}). It is tried again.',
} as const
