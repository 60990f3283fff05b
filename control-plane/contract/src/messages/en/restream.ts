/** What is said of destinations that a channel is sent to, and why one is not reached. */
export const restream = {
  'restream-url-empty': 'Enter the address that the channel is sent to.',
  'restream-name-empty': 'Give the destination a name.',
  'restream-many': 'A channel is sent to 8 destinations at most. Leave some out.',
  'restream-scheme':
    'Use an address that begins with rtmp, rtmps, srt, udp, http or https, for example rtmps://live.example.com:443/app/stream-key.',
  'restream-host': 'Say which address it is sent to, for example udp://239.1.2.3:5004.',
  'restream-key':
    'The address needs the application and the stream key, as in rtmp://live.example.com/app/stream-key.',
  'restream-playlist':
    'The address needs the name of the playlist, as in https://ingest.example.com/live/index.m3u8, or an option file= for it, as in https://ingest.example.com/upload?cid=stream-key&file=.',
  'restream-twice': 'This destination is in the list twice.',
  'restream-of-other': 'This channel has no such destination.',
  'restream-mask-unknown':
    '*** stands for what is stored, and no destination of this channel looks like this. Enter the whole address.',
  'restream-refused':
    'The destination refused the connection. See whether it is on and the port is right.',
  'restream-denied':
    'The destination did not take the stream. See whether its key or password is right and nobody else sends with it.',
  'restream-unreachable': 'The destination did not answer in time, or its name is not known.',
  'restream-not-allowed':
    'This host may not send to that address. Allow its network in the settings, if it is meant.',
  'restream-nowhere':
    'The destination knows no such address (HTTP {{status:whole}}). See whether its path is right and what it leads to is there.',
  'restream-method':
    'The destination does not take files in this way (HTTP {{status:whole}}). Choose the other method of upload.',
  'restream-answered':
    'The destination did not take a file: it answered with HTTP {{status:whole}}.',
  'restream-certificate':
    'The certificate of the destination is not valid for its address, or nobody who is known has signed it.',
  'restream-closed': 'The destination closed the connection.',
  'restream-silent': 'Nothing could be sent for {{seconds:whole}} s; it was begun again.',
  'restream-output': 'What the channel shows cannot be sent in this form.',
  'restream-ended': 'Sending ended for a reason that is not known. It is begun again.',
  'restream-not-started': 'Sending could not be begun ({{detail}}).',
  'restreams-failing':
    'Destinations that it cannot be sent on to: {{count:whole}}. Of the one that fails longest: {{why:message}}',
} as const
