/** Of something that is looked for in picture and audio. */
const ofContent = (label: string) => ({
  action: { label },
  seconds: {
    label: 'After, seconds',
    hint: 'Empty: the default, or what was learnt.',
  },
  exceptAt: { label: 'Except at', hint: 'Such as 23:00-06:00, 12:30-13:00.' },
})

/** The English texts of the form: each setting of a channel by its path, and what saving does. */
export const enForm = {
  setting: {
    name: { label: 'Name' },
    slug: {
      label: 'Address name',
      hint: 'Part of the playback address. Made from the name when left empty.',
    },
    note: { label: 'Note', hint: 'For everyone who runs channels. Viewers never see it.' },
    hostId: {
      label: 'Host',
      hint: 'With the cores that are free there. Chosen automatically, it starts where there is room.',
    },
    groupId: {
      label: 'Group',
      hint: 'Who is limited to groups sees a channel only in one of theirs.',
    },
    output: {
      mode: { label: 'Mode' },
      presetId: { label: 'Preset' },
      renditions: { '0': { height: { label: 'Height' } } },
      encoder: {
        label: 'Encoder',
        hint: 'On a GPU each rendition takes a session of the card. Hosts says what a host has.',
      },
      codec: {
        label: 'Video codec',
        hint: 'HEVC plays on Apple devices and most TVs; in browsers only where the machine decodes it. Apple’s players want it as CMAF. It takes several times the CPU of H.264, and on the CPU drops 608/708 captions.',
      },
      deinterlace: {
        label: 'Motion of interlaced sources',
        hint: 'Twice the pictures take about twice the CPU.',
      },
      audio: {
        language: {
          label: 'Language of the main audio',
          hint: 'Such as tur, for players. Empty: that of the chosen track.',
        },
        targetLufs: {
          label: 'Loudness to hold, LUFS',
          hint: 'EBU R 128: -23. Of the main audio and of all that viewers can choose: none of it is copied then. Slowly, by 1 dB a second at most. Empty: as it comes.',
        },
        levelDb: { label: 'Louder by, dB', hint: 'Below 0 it is quieter.' },
        mix: {
          label: 'What is heard of it',
          hint: 'For two languages in one track, or one side that is silent.',
        },
        asVariant: {
          label: 'Offer the audio without the picture, too',
          hint: 'For connections that carry no picture, and for listening. Apple’s players go down to it by themselves; anyone can be given its address, audio.m3u8.',
        },
      },
    },
    hls: {
      segmentSeconds: { label: 'Segment length, seconds', hint: 'Shorter is closer to live.' },
      windowSegments: { label: 'Segments in the playlist', hint: 'More forgives slower viewers.' },
    },
    dvr: {
      windowSeconds: {
        label: 'Kept for viewers to go back, hours',
        hint: '0 keeps nothing. On disk, oldest first out when it fills up.',
      },
      budgetBytes: {
        label: 'Disk it may take, GB',
        hint: 'Empty: no limit of its own. Beyond it the oldest minutes go.',
      },
    },
    cues: {
      label: 'Breaks of the source (SCTE-35)',
      hint: 'Its marks for advertisements, handed on to players.',
    },
    content: {
      black: ofContent('Black picture'),
      freeze: ofContent('Frozen picture'),
      silence: ofContent('Silence'),
      noAudio: ofContent('Audio gone'),
      changed: ofContent('Other shape or rate'),
      stillCard: ofContent('Same card'),
      lowBitrate: ofContent('Bitrate below the floor'),
      loudness: ofContent('Loudness off target'),
      clipping: ofContent('Clipped audio'),
      floorKbps: { label: 'Floor, kb/s' },
      targetLufs: { label: 'Target, LUFS', hint: 'EBU R 128: -23.' },
      toleranceLu: { label: 'Tolerance, LU' },
      timeZone: { label: 'Time zone of these times', hint: 'Such as Europe/Istanbul.' },
    },
    playback: {
      signed: { label: 'Only with a signed address' },
      encrypted: { label: 'Encrypt the segments (AES-128), with keys for who may watch alone' },
      sites: {
        label: 'Sites on which it may be played',
        hint: 'With commas: example.com, *.example.com. Empty: any, and players of no site.',
      },
      networks: {
        label: 'Networks from which it may be played',
        hint: 'With commas: 192.0.2.0/24, 2001:db8::/32. Empty: any.',
      },
      mostViewers: { label: 'Viewers at the same time, at most', hint: 'Empty: any number.' },
    },
    priority: { label: 'Priority', hint: '0 to 100. Higher starts first when many wait.' },
    limits: {
      cpuPercent: { label: 'CPU limit, %', hint: '100 is one core. Empty: none.' },
      memoryBytes: { label: 'Memory limit, MB', hint: 'Of each run. Empty: none.' },
    },
    autoRestart: { label: 'Restart by itself after a failure' },
    slate: {
      enabled: { label: 'Show a slate' },
      picture: { label: 'Picture of the slate' },
      language: { label: 'Language of its text', hint: 'For the sentence that asks for patience.' },
    },
  },
  /** Of a setting in a sentence that lists what was changed. */
  settingName: {
    name: 'name',
    slug: 'address name',
    sources: 'sources',
    restreams: 'destinations',
    logo: 'logo',
    layers: 'logos, text and clocks',
    output: 'output',
    hls: 'playlist',
    dvr: 'what is kept',
    cues: 'breaks',
    playback: 'who may watch',
    slate: 'slate',
    schedule: 'schedule',
    hostId: 'host',
    groupId: 'group',
    autoRestart: 'restarting by itself',
    content: 'picture and audio',
    priority: 'priority',
    limits: 'limits',
    note: 'note',
  },
  content: {
    title: 'Picture and audio',
    hint: 'What counts as trouble although the source sends. Nothing here restarts a channel; a source is switched only to one that was seen to be better.',
    action: {
      off: 'Not watched',
      alarm: 'Raise an alarm',
      switch: 'Switch the source',
      both: 'Alarm and switch',
    },
  },
  cueMode: {
    off: 'Not told',
    daterange: 'DATERANGE',
    'daterange-and-cue-out': 'DATERANGE and CUE-OUT/CUE-IN',
  },
  slate: {
    title: 'Slate',
    hint: 'What viewers see while every source is dead',
    off: 'Without it the picture stands still until a source is back.',
    useName: 'Use the name instead',
    pictureAlt: 'Picture of the slate',
  },
  schedule: {
    title: 'Schedule',
    on: 'On air only at certain times',
    always: 'On air all the time while it is switched on.',
    timeZone: 'Time zone',
    timeZoneHint: 'All times below are of this zone.',
    days: 'Days of window {{number}}',
    start: 'From',
    end: 'To',
    overnight: 'to the next day',
    once: 'Once',
    onAir: 'On air',
    offAir: 'Off air',
    from: 'Begins',
    until: 'Ends',
    add: { weekly: 'Add weekly times', oneOff: 'Add a single time' },
    remove: { weekly: 'Remove weekly times {{number}}', oneOff: 'Remove single time {{number}}' },
    incomplete: 'Fill in days and times to see when it goes on and off air.',
    everyDay: 'Every day',
    outside: 'Switched on, but its schedule has it off air now;',
    nowOn: 'By this it is on air now;',
    nowOff: 'By this it is off air now;',
    nextOn: 'next on air',
    nextOff: 'off air at',
    yourTime: 'of your time.',
    never: 'that does not change.',
  },
  ladder: {
    label: 'Smaller renditions',
    hint: 'Players with slow connections take one of these instead of stopping. All are made of one decoding, with the same logo, and share the audio.',
    usual: 'Usual ladders:',
    usualHint:
      'One click fills in sizes, caps of bitrates and, below 720p, half the frame rate. All of it can be changed.',
    rates: 'Bitrates and frame rates',
    caps: 'Caps of bitrates',
    cap: '{{size}}, at most kb/s',
    capHint: 'Empty: the cap of the preset, for smaller ones as much of it as their size asks for.',
    halved: 'Half the frame rate',
    half: '{{size}} at half the frame rate',
    halfHint: 'Only of more than 30 pictures a second: 50 become 25; 25 stay 25.',
    cost: 'About {{cores}} cores.',
    costOn: 'About {{cores}} cores; {{free}} are free on {{host}}.',
    tooMuch:
      'About {{cores}} cores, but {{free}} are free on {{host}}: the channel would wait until there is room.',
  },
  impact: {
    nothing: 'Nothing has been changed yet.',
    off: 'The channel is off: it takes effect with the next start.',
    atOnce: 'Takes effect at once. Nothing restarts.',
    restarts:
      'Restarts the encoder. Viewers notice nothing: the new run takes over with its first complete segment.',
    otherSource:
      'Goes over to the first source. The run on air stays until the new one has a picture.',
    moves:
      'Goes off air on its host and on air on the other one: viewers see a break of some seconds, and its playback address may change.',
    newPlaylists:
      'The playback address becomes another kind of playlist. Who is watching has to load the channel once more.',
    address: 'The playback address changes. Who watches the old address loses the picture.',
    offBySchedule: 'By this schedule the channel goes off air at once.',
    onBySchedule: 'By this schedule the channel goes on air at once.',
  },
}
