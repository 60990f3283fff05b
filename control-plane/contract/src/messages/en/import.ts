/** What is wrong with a list of channels, or with a row of it. */
export const importing = {
  'import-empty': 'Choose a file or paste a list.',
  'import-too-long': 'The list is longer than 1 MB (1,000,000 characters). Split it.',
  'import-nothing': 'There are no channels in the list.',
  'import-too-many':
    'The list has more than {{most:whole}} channels, which is the most that is taken at once. Split it.',
  'import-no-text': 'The file is not a text. Save it as CSV or M3U.',
  'import-hls-playlist':
    'This is the playlist of one channel, not a list of channels. Add one channel with the address of this playlist as its source.',
  'import-web-page':
    'A web page came instead of a list: a login or a block by its provider, most likely. Open its address in a browser to see it.',
  'import-unknown-format':
    'This is neither a CSV list nor an M3U list. A CSV list begins with a line that names its columns, an M3U list with #EXTM3U.',
  'import-no-header':
    'The first line of a CSV list names its columns: "name" and "source" at least. This one names: {{found}}.',
  'import-column-twice': 'The column "{{name}}" is there twice.',
  'import-quote-open': 'The quotation mark in line {{line:whole}} is never closed.',
  'import-csv': 'The list cannot be read as CSV from line {{line:whole}} on.',
  'import-no-source': 'There is no address in this entry.',
  'import-program':
    'Write the number of the programme, from 1 to 65535, and | between those of several sources.',
  'import-audio-track':
    'Write the audio track as pid=257 language=tur kind=main, or a part of it, and | between those of several sources.',
  'import-rtsp-transport': 'Write tcp or udp, and | between those of several sources.',
  'import-header-form': 'Write a header as X-Token: value, and | between several.',
  'import-mode': 'Write transcode or copy.',
  'import-priority': 'Write a whole number from 0 to 100.',
  'import-preset': 'There is no preset "{{name}}".',
  'import-host': 'There is no host "{{name}}".',
  'import-group': 'There is no group of channels "{{name}}".',
  'import-slug-there': 'Another channel has the slug "{{slug}}".',
  'import-slug-twice': 'Line {{line:whole}} has the same slug.',
  'import-name-there': 'There is a channel of this name already.',
  'import-name-twice': 'Line {{line:whole}} has the same name.',
  'import-source-there': 'The channel "{{name}}" has this source already.',
  'import-source-twice': 'Line {{line:whole}} has the same source.',
  'import-taken-meanwhile': 'Its slug was taken meanwhile. Check the list again.',
  'import-left-out': 'Left out of {{count:whole}} entries: {{what}}.',
  'import-columns-left-out': 'Columns that are not known are left out: {{names}}.',
} as const
