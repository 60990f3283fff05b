/** The English texts of hosts. */
export const enHosts = {
  hosts: {
    title: 'Hosts',
    intro: 'Machines that run FFmpeg. A host needs no inbound port: it calls here.',
    emptyTitle: 'No hosts yet',
    emptyText: 'Enrol a host and it appears here as soon as it connects.',
    enrol: 'Enrol a host',
    enrolText:
      'Run this once on the new host, a Debian with Node 20.19 or later. The token works once and expires on {{time}}.',
    enrolThen: 'It appears above, connected, within a minute.',
    enrolUnreachable:
      'There is no command for another machine yet: the only address known of this control plane is {{address}}, which means another machine everywhere else. Start it with PUBLIC_URL set to the address under which hosts reach it, such as https://tv.example, and create the token then.',
    enrolGuessed:
      '{{address}} is the address of the machine that this runs on, as PUBLIC_URL is not set. Where the new host reaches it by another one, write that in the command.',
    enrolLabel: 'Name to remember the token by',
    enrolCreate: 'Create a join token',
    enrolCommand: 'Command for the new host',
    link: {
      connected: 'Connected',
      unknown: 'Unknown',
      never: 'Never connected',
    },
    unknownSince: 'unknown since {{time}}, its channels may well be on air',
    channels_one: '{{count}} channel',
    channels_other: '{{count}} channels',
    cpu: 'CPU',
    memory: 'Memory',
    media: 'RAM disk',
    mediaOnDisk: 'Media (on a disk)',
    network: 'Network out',
    cores_one: '{{count}} core',
    cores_other: '{{count}} cores',
    agent: 'Agent {{version}}',
    ffmpeg: 'FFmpeg {{version}}',
    unheld: {
      title: 'FFmpeg on this host is not held to all that it should be:',
      connections:
        'A source may lead it to any address. Install FFmpeg from the distribution, gcc and libc6-dev, and build again.',
      privileges: 'It could gain privileges. Install util-linux.',
      limits: 'Its memory and the sizes of its files have no end. Install util-linux.',
      user: 'It runs as root. Run the agent as another user, or give it a MEDIA_DIR that others can get into.',
      files:
        'It can open every file that its user can. Install FFmpeg from the distribution, gcc and libc6-dev, build again, and run Linux 5.13 or later with Landlock.',
      arguments:
        'Addresses and headers of sources are on its command line, where all users of the machine can read them. Install FFmpeg from the distribution, gcc and libc6-dev, and build again.',
    },
    lacks: {
      title: 'FFmpeg on this host was built without parts that channels may need:',
      loudness:
        'azmq (libzmq): audio is as loud as it comes, also where a channel has a loudness to be brought to.',
      text: 'drawtext (libfreetype): texts, clocks and crawls are not drawn.',
      highDynamicRange: 'zscale and tonemap (libzimg): HDR sources look pale.',
    },
    gpu: {
      works_one: 'Encodes on a GPU with {{encoder}}, {{count}} rendition at once.',
      works_other: 'Encodes on a GPU with {{encoder}}, {{count}} renditions at once.',
      held_one: '{{count}} is held.',
      held_other: '{{count}} are held.',
      none: 'No GPU encoder',
      hevcAlone: '{{encoder}} works, but no encoder of H.264 beside it: the GPU is not used.',
      memory: '{{free}} of its memory was free, each takes {{each}}.',
      'not-built': '{{encoder}}: this FFmpeg was built without it',
      refused: '{{encoder}}: {{detail}}',
      'no-picture': '{{encoder}}: no picture came in time',
    },
    draining: 'Draining: takes no new channels',
    held: 'A change that would stop many channels is held back until a person confirms it.',
    capacity: 'Capacity, measured on this host',
    capacityRow:
      '{{preset}}, {{height}}p{{fps}}: {{cost}} cores a channel, about {{count}} channels',
    room: 'Held by channels',
    otherPrograms: 'Other programs take {{cores}} cores, as a mean of the last minute.',
    roomText: '{{held}} of {{usable}} cores, {{free}} free',
    kept: 'Kept to go back in',
    keptNeeds: 'Once every channel goes back as far as it is to, it will be {{bytes}}.',
    keptTooMuch:
      'Channels are to keep {{bytes}}, which is more than there is room for: the oldest hours of all will go before their time.',
    roomWaiting_one: '{{count}} channel waits for room',
    roomWaiting_other: '{{count}} channels wait for room',
    ofTotal: '{{used}} / {{total}}',
    act: {
      drain: 'Drain',
      drainHint: 'It is given no new channels. Those it has stay.',
      undrain: 'Take channels again',
      undrainHint: 'New channels may be put on it again.',
      confirm: 'Confirm the change',
      confirmTitle: 'Stop many channels of {{name}}?',
      confirmText:
        'What is wanted now stops many channels that are on air there. It was held back in case it is a mistake.',
      renew: 'New credential',
      renewHint:
        'The host fetches a new credential and comes back with it; the old one is over. Viewers notice nothing. It happens by itself every 30 days.',
      revoke: 'Revoke',
      revokeTitle: 'Revoke the credential of {{name}}?',
      revokeText_zero: 'The host is cut off from here at once.',
      revokeText_one:
        'The host is cut off from here at once. Its channel stays as it is, and cannot be controlled.',
      revokeText_other:
        'The host is cut off from here at once. Its {{count}} channels stay as they are, and cannot be controlled.',
      revokeBack: 'It comes back, with its channels, when it is enrolled again under its name.',
      delete: 'Delete',
      deleteTitle: 'Delete the host {{name}}?',
      deleteText: {
        connected:
          'It is connected, and is cut off at once. It can only be deleted while it runs no channels; install it again to bring it back.',
        unknown:
          'Nothing is heard of it. If that machine still runs, it goes on with what it has on air: switch it off first.',
        never: 'It has never connected.',
      },
      deleteChannels_one: 'Its {{count}} channel goes to another host and starts there.',
      deleteChannels_other: 'Its {{count}} channels go to another host and start there.',
      deleteKept_one: 'What is kept there of {{count}} recording is lost with it.',
      deleteKept_other: 'What is kept there of {{count}} recordings is lost with it.',
      deleteAhead_one:
        '{{count}} recording that runs or is planned goes on where its channel goes.',
      deleteAhead_other:
        '{{count}} recordings that run or are planned go on where their channels go.',
      deleteMoveTo: 'Its channels go to',
      deleteAheadTo: 'Recordings of channels without a host go to',
      done: {
        drain: 'It is given no new channels.',
        undrain: 'It takes new channels again.',
        confirm: 'Confirmed. The host follows now.',
        renew: 'The host has a new credential; the old one no longer counts.',
        revoke: 'The credential was revoked.',
        delete: 'The host was deleted.',
      },
    },
  },
}
