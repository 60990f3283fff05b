/** What is said of recordings, and why a file of one is not made. */
export const recording = {
  'recording-empty': 'Nothing was kept in the time of this recording, so there is no file to make.',
  'recording-no-room':
    'The disk of this host has no room for the file. Delete recordings, or give DVR_DIR a larger disk. It is tried again.',
  'recording-not-written': 'The file could not be made ({{detail}}). It is tried again.',
  'recording-plan-missing': 'There is no such weekly recording.',
  'recording-missing': 'There is no such recording.',
  'recording-name-empty': 'Give the recording a name.',
  'recording-ends-first': 'The end must be after the begin.',
  'recording-long': 'A recording is 24 hours long at most. Choose an earlier end.',
  'recording-rolls':
    'A recording of the newest hours has no begin and no end of its own. Leave these out.',
  'recording-no-host':
    'This channel is on no host yet, so nothing of it can be kept. Start it first.',
  'recording-over': 'This recording is over already.',
  'recording-not-over':
    'A file is made once the recording is over. Stop it first, or cut a part out of it.',
  'recording-many': 'This host keeps 500 recordings already. Delete some.',
  'recording-left-behind':
    'Its channel is on another host now, which keeps 500 recordings already. Delete some there: the rest is recorded then.',
  'recording-plan-full':
    'The host of its channel keeps 500 recordings already, so no more of it is planned. Delete some.',
  'recording-plan-zone':
    'The control plane does not know its time zone {{zone}} any more, so no more of it is planned. End it, and plan it again.',
  'recording-of-other': 'This part is of a recording of another channel.',
  'recording-failing': '“{{recording}}”: {{why:message}}',
  'recordings-failing': '“{{recording}}” and {{count:whole}} more. Of the first: {{why:message}}',
  'recording-is-lost': '“{{recording}}” is over, and nothing of it is there.',
  'recordings-lost':
    '“{{recording}}” and {{count:whole}} more are over, and nothing of them is there.',
} as const
