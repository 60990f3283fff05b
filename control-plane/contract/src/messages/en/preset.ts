/** What is wrong with a preset, or with settings of an encoder that do not go together. */
export const preset = {
  'preset-missing': 'There is no such preset.',
  'preset-name-empty': 'Give the preset a name.',
  'preset-name-taken': 'Another preset is called "{{name}}". Choose another name.',
  'preset-id-form': 'The id of a preset has lower case letters, digits and hyphens.',
  'preset-built-in':
    '"{{name}}" is built in and stays as it is. Make a copy of it and change that.',
  'preset-in-use': 'Channels use this preset: {{channels:list}}. Give them another one first.',
  'preset-user': '"{{name}}"',
  'preset-more-users': 'and {{count:whole}} more',
  'preset-keyframes-rare':
    'The channel "{{name}}" has segments of {{seconds:number}} s, and each begins with a keyframe. Set a keyframe at least every {{seconds:number}} s, or make its segments longer first.',
  'preset-level-bitrate':
    'Level {{level}} with the profile {{profile}} carries at most {{kbps:whole}} kbps. Lower the cap or raise the level.',
  'preset-baseline-b-frames':
    'The profile baseline has no B-frames. Set them to 0 or choose main or high.',
  'preset-zerolatency-b-frames':
    'Zero latency has no B-frames. Set them to 0 or leave out the tune.',
  'preset-zerolatency-lookahead':
    'Zero latency does not look ahead. Leave the look-ahead empty, or leave out the tune.',
  'preset-lookahead-short': 'The look-ahead must be at least as many frames as there are B-frames.',
  'preset-threads': 'Use a number from 1 to 64, auto or x264.',
} as const
