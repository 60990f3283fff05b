/** What is wrong with a host: its folders, its programs, its limits, its link. */
export const host = {
  'out-of-memory':
    'There was no memory left for the channel. Raise its memory limit or free memory on the host.',
  'gpu-refused':
    'The GPU of the host refused to encode. Look at the log of the channel; too many sessions, a driver that does not fit FFmpeg, or a setting of the preset that the card does not have.',
  'disk-full': 'The folder the stream is written to is full. Free space on the host.',
  'too-many-files': 'The host has too many open files. Raise its limit of open files.',
  'too-many-threads': 'The host has no threads left. Raise its limit of processes.',
  'media-read-only': 'The folder the stream is written to is read-only.',
  'media-folder': 'The folder the stream is written to is not there or cannot be written.',
  'media-full':
    'The media folder {{folder}} is full. Free space in it or give MEDIA_DIR a larger place; channels start again by themselves.',
  'media-missing':
    'The media folder {{folder}} cannot be used ({{detail}}). Mount it, or give MEDIA_DIR a folder that this user may write.',
  'media-quota':
    'The media folder is nearly full and this channel holds {{held:whole}} MB of it, where a channel may hold {{quota:whole}} MB. Lower its bitrate or give MEDIA_DIR a larger place.',
  'files-damaged': 'Damaged files were set aside and written anew: {{parts:list}}.',
  'damaged-snapshot': 'the last snapshot',
  'damaged-run-records': '{{count:whole}} run records',
  'damaged-events': '{{count:whole}} events',
  'damaged-air-files': 'what the origin reads of {{count:whole}} channels',
  'ffmpeg-missing': 'FFmpeg cannot be used on this host: {{detail}}',
  'ffmpeg-none': 'FFmpeg is not installed on this host or cannot be started. {{advice:message}}',
  'ffmpeg-old': 'FFmpeg {{version}} on this host is too old. {{advice:message}}',
  'ffmpeg-without': 'FFmpeg on this host was built without {{parts}}. {{advice:message}}',
  'ffmpeg-advice':
    'Install FFmpeg 5.1 or later with libx264 (on Debian: apt install ffmpeg); channels start by themselves then.',
  'ffprobe-missing': 'ffprobe cannot be started on this host. Install FFmpeg with its tools.',
  'limits-not-set':
    'Limits cannot be set by control groups ({{detail:message}}): such channels run without limits.',
  'memory-not-held': 'Memory limits cannot be held on this host. {{detail:message}}',
  'cores-not-held':
    'CPU limits cannot be held, that takes taskset of util-linux: {{detail:message}}',
  'cgroups-advice':
    'Set Delegate=yes and DelegateSubgroup=agent (systemd 254 or later) in the unit of the agent.',
  'cgroups-first-version':
    'This host uses control groups of version 1. Start it with systemd.unified_cgroup_hierarchy=1 on its kernel command line.',
  'cgroups-outside': "The agent's control group is outside its container. {{advice:message}}",
  'cgroups-of-unit': 'The agent shares the control group of its unit. {{advice:message}}',
  'cgroups-without':
    "The agent's control group lacks the controllers {{controllers}}. {{advice:message}}",
  'cgroups-read-only': 'The agent may not write its control group. {{advice:message}}',
  'cgroups-shared': "Other processes share the agent's control group. {{advice:message}}",
  'cgroups-not-set-up': 'Control groups could not be set up ({{error}}). {{advice:message}}',
  'not-answered': 'The host could not answer: {{detail:message}}',
  'identity-lost': 'The file with the identity of the host is lost.',
  'credential-elsewhere': 'The program that started the agent keeps its credential.',
  'link-late': 'The control plane did not answer the agent in time.',
  'question-not-known':
    'Its host runs an older release, which does not know how to answer this. Upgrade the host.',
  'answer-not-known':
    'Its host runs a newer release, whose answer is not understood. Upgrade the control plane.',
  'channel-not-known':
    'The agent of its host is older than the control plane and does not know a setting of this channel. What was set before holds, if anything was. Upgrade the host.',
  'wishes-not-known':
    'The agent of this host is older than the control plane and does not know all that is set for it. What it does not know stays as it was. Upgrade the host.',
  'answer-late': 'The host did not answer.',
  'control-plane-closing': 'The control plane is closing. Ask again in a moment.',
  'host-never-connected': 'Its host has never connected. Start the agent on it.',
  'host-silent': 'Its host is silent. The channel may well be on air.',
  'origin-away': 'The origin of its host does not answer: FFmpeg runs, and viewers get nothing.',
  'logs-in-media':
    'The disk of DATA_DIR takes nothing ({{detail}}): logs of FFmpeg are kept in MEDIA_DIR, and events wait in memory. Free space on it, or see why it cannot be written.',
  'no-host': 'No host can take this channel. Add a host, or end the draining of one.',
  'no-host-yet': 'There is no host yet. Enrol one first.',
  'all-hosts-draining': 'Every host is being drained.',
  'host-runs-channels':
    '{{name}} is connected and still runs channels. Move them to another host or stop them first.',
  'host-has-recordings':
    'Recordings of its channels are planned or under way on {{name}}: {{count:whole}}. Choose the host that its channels go to, and they go on there; else stop or delete them first.',
  'host-recordings-no-room':
    '{{count:whole}} recordings that are planned or under way on {{name}} would go to {{to}}, which has room for {{room:whole}}: a host keeps 500. Delete recordings of {{to}}, or stop or delete these.',
  'cpu-taken':
    'Channels take {{channels:two}} of {{cores:whole}} cores, everything else on the machine {{others:two}}. Move or stop channels where it is them; else end what does not belong there.',
  'memory-taken':
    'FFmpeg of the channels holds {{channels:thousands}} GB, everything else {{others:thousands}} of {{total:thousands}} GB. Move or stop channels where it is them; else end what does not belong there.',
  'media-left':
    '{{free:thousands}} of {{total:thousands}} GB are left. Shorten the time that viewers can go back, lower bitrates, or give MEDIA_DIR a larger place.',
  'disk-left':
    '{{free:thousands}} of {{total:thousands}} GB are left. Delete recordings or other files on the machine.',
  'host-is-connected': '{{name}} is connected. Confirm that it is to be deleted.',
} as const
