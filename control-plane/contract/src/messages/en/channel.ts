/** What is wrong with what is asked of a channel, its sources, its logo or its schedule. */
export const channel = {
  'channel-missing': 'There is no such channel.',
  'channel-gone': 'There is no such channel, or it was deleted too long ago.',
  'channel-id-deleted': 'A channel with this id was deleted. Choose another id.',
  'channel-name-empty': 'Give the channel a name.',
  'slug-form':
    'Use 1 to 63 lower case letters, digits or hyphens, starting with a letter or a digit.',
  'slug-taken': 'Another channel has the slug "{{slug}}". Choose another one.',
  'slug-taken-meanwhile': 'Another channel took the slug meanwhile. Try again.',
  'slug-taken-since':
    'Another channel has the slug of "{{name}}" now. Give that one another slug first.',
  'sources-empty': 'A channel needs at least one source.',
  'source-twice': 'This source is in the list twice.',
  'source-of-other': 'This channel has no such source.',
  'source-mask-unknown':
    '*** stands for what is stored, and no source of this channel looks like this. Enter the whole address.',
  'source-mask-ambiguous':
    'Several sources of this channel look like this. Name the one that is meant by its id.',
  'value-mask-unknown':
    '*** stands for what is stored, and nothing is stored here. Enter the whole value.',
  'source-sent-elsewhere':
    'What is stored here goes to the server it was entered for alone, and this address leads to another one. Enter the value anew.',
  'source-missing': 'There is no such source.',
  'logo-on-copy':
    'A copied stream cannot carry a logo. Choose to transcode, or leave the logo out.',
  'layers-on-copy':
    'A copied stream cannot carry logos, text or clocks. Choose to transcode, or leave them out.',
  'hevc-on-rtmp':
    'RTMP does not carry HEVC, and {{name}} is sent by RTMP. Choose H.264, or send it by SRT, UDP or HLS.',
  'layers-many': 'A channel has 4 layers at most beside its logo. Leave some out.',
  'layer-text-empty': 'Write what is to be shown.',
  'layer-text-long': 'This is too long: a line has 120 letters at most, and one that runs has 500.',
  'layer-text-controls':
    'Use letters, digits and signs on one line: no line breaks or control characters.',
  'colour-form': 'Write a colour as #ffcc00.',
  'picture-missing': 'There is no such picture.',
  'picture-not-uploaded': 'There is no such picture. Upload it first.',
  'picture-in-use': 'The channel "{{name}}" shows this picture. Take it out there first.',
  'rendition-none': 'Give the size that is published.',
  'rendition-many': 'A ladder has 6 renditions at most. Leave some out.',
  'rendition-name-reserved': 'index and audio are names of other playlists. Use another name.',
  'rendition-name-twice': 'Two renditions have the same name. Give each its own.',
  'rendition-height-twice': 'Two renditions have the same height. Leave one of them out.',
  'rendition-name': 'Use 1 to 16 lower case letters or digits.',
  'audio-rendition-name-twice': 'Two audio tracks have the same name. Give each its own.',
  'audio-rendition-track': 'Say which track it is: by its language, its kind or its PID.',
  'subtitles-many': 'A channel has at most 4 subtitle tracks.',
  'subtitles-name-twice': 'Two subtitle tracks have the same name. Give each its own.',
  'audio-rendition-many':
    'A channel has 7 audio tracks at most beside the main one. Leave some out.',
  'audio-variant-silent':
    'This channel has no audio to be offered alone. Leave that out, or let it have audio.',
  'memory-limit': 'A memory limit is a whole number of bytes.',
  'memory-limit-small': 'A memory limit is 64 MB or more.',
  'time-zone': 'Choose a time zone such as Europe/Istanbul.',
  'time-of-day': 'Use HH:MM.',
  'times-of-day': 'Write times of day as 23:00-06:00, several with commas between them.',
  'window-ends-first': 'The end must be after the beginning.',
  'language-form': 'Use 2 to 8 lower case letters, as in tur.',
  'selection-many': 'At most 1000 channels can be changed at once. Choose fewer.',
  'selection-empty': 'Choose at least one channel.',
  'selection-twice': 'A channel is in the list twice.',
  'history-of-both': 'Ask for a channel or for a host, not for both.',
  'analytics-too-long': 'Ask for 400 days at most.',
  'entry-missing': 'There is no such entry.',
  'playback-open': 'Everyone may watch this channel: its address needs no signature.',
  'viewers-ended-many':
    'A thousand viewers of this channel have been ended. End all signed addresses instead.',
} as const
