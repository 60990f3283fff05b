/** Why the quality of a channel's picture cannot be measured now. */
export const quality = {
  'quality-busy': 'This host measures another picture now. Try again in a minute.',
  'quality-copied':
    'This channel hands its source on as it is: nothing is encoded that could be measured.',
  'quality-off-air': 'Nothing of this channel is on air now that could be measured.',
  'quality-no-host': 'This channel is on no host yet: nothing of it could be measured.',
  'quality-unknown-source': 'What is in the source is not known yet. Try again in a minute.',
  'quality-one-reader':
    'The source may admit one reader only, and the channel reads it: it is not opened a second time to measure. The estimate goes on.',
  'quality-not-read': 'Too little came of the source to measure. Try again in a minute.',
  'quality-not-compared': 'FFmpeg on this host could not compare the pictures. Try again.',
  'quality-no-filter':
    'FFmpeg on this host was built without the filter ssim. Install a complete FFmpeg 5.1 or later.',
  'quality-late':
    'Measuring took longer than {{seconds:whole}} s and was given up: the host has too little to spare now.',
} as const
