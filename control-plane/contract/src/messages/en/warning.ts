/** What a person should know of a source as it is to be put out. */
export const warning = {
  'video-not-carried':
    'The segments of HLS cannot carry {{codec}}: copied it cannot be played. Use transcoding.',
  'video-unplayable': 'Most browsers do not play {{codec}} when it is copied. Use transcoding.',
  'hevc-encoded':
    'Many browsers do not play HEVC, which this channel is encoded as. Apple’s players want it as CMAF.',
  'hevc-before-agent':
    'The agent on {{host}} is of a release before HEVC and encodes this channel as H.264. Update that agent, or choose another host.',
  'pixels-unplayable':
    'Most players do not play this kind of H.264 ({{format}}) when it is copied. Use transcoding.',
  'no-keyframes':
    'The picture is refreshed bit by bit and has no keyframes: players cannot begin with it when it is copied. Use transcoding, or have the encoder send IDR keyframes.',
  'keyframes-far':
    'Keyframes are {{seconds:whole}} s apart or more: copied segments become as long, players begin late and fall far behind. Use transcoding, or have the encoder send a keyframe every 2 s.',
  'interlaced-copied':
    'The picture is interlaced and stays so when it is copied: browsers show combs at edges that move. Use transcoding.',
  // Named as those who read the API have it: `sound` for what is audio. So is `sound-absent`.
  'sound-unplayable':
    'Most browsers play no {{codec}}: viewers of the copied stream hear nothing. Use transcoding.',
  'sound-absent': 'The source announces audio and sends none: viewers hear silence until it comes.',
  recording: 'This is a recording of {{duration}}, not a live stream: it begins again at its end.',
  'slow-source':
    'The source sends at {{percent:whole}} % of its own pace: players will wait for it again and again. Ask its provider.',
} as const
