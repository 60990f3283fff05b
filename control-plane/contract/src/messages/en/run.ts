/** Why a run of a channel ended, did not begin or is not well. */
export const run = {
  'called-off': 'No longer wanted.',
  late: 'New segments are late: the source is slow or silent.',
  slow: 'The encoder has been slower than real time for 30 s: this host has too little to spare for it.',
  stalled: 'No new segment for {{seconds:whole}} s; started again.',
  'no-first-segment': 'The source brought no segment within {{seconds:whole}} s.',
  ended: 'FFmpeg ended by itself{{exit:note}}. Its log says more.',
  'ended-from-outside': 'The process was ended by something other than this product.',
  killed: 'The process was killed from outside, most likely because memory ran out on the host.',
  crashed: 'FFmpeg crashed on what the source sent.',
  'file-limit':
    'FFmpeg was ended because a file that it wrote grew to the 2 GB that it may have. A source without keyframes begins no new segment: ask the provider for one every few seconds, or have the channel encoded.',
  'not-started': 'FFmpeg could not be started ({{detail}}).',
  'command-refused':
    'FFmpeg on this host lacks something the channel needs. Install a complete FFmpeg 5.1 or later.',
  'output-refused':
    'What the source sends cannot be put into the output as it is. Use transcoding instead of copying.',
  'logo-broken': 'The picture of the logo cannot be read. Upload it again.',
  'asset-too-large': 'it is too large',
  'asset-not-fetched': 'the control plane cannot be reached',
  'asset-refused': 'the control plane answered {{status:whole}}',
  'asset-damaged': 'it was damaged on its way',
  'asset-unknown': 'it is not among the pictures that the host was told of',
  // Of FFmpeg or the system.
  'in-its-words': '{{words}}',
  'layer-missing': 'A layer of the picture cannot be drawn on this host: {{detail:message}}',
  'logo-missing':
    'The logo is not on this host ({{detail:message}}). Upload it again or remove it.',
} as const
