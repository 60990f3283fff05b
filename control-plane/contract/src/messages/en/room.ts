/** Why a channel waits for room, with the figures. */
export const room = {
  'no-capacity': '{{lack:message}}{{details:sentences}} It starts by itself when there is room.',
  'room-cores':
    'This host has no room for it. It needs {{needed:two}} cores and {{free:two}} of {{usable:two}} are free.',
  'room-memory':
    'This host has no room for it. It needs {{needed:whole}} MB of memory and {{free:whole}} MB are free.',
  'room-gpu-none':
    'This host has no GPU encoder that works, and the channel is to be encoded on a GPU.',
  'room-gpu-sessions':
    'The GPU of this host has no room for it. It needs {{needed:whole}} of its sessions and {{free:whole}} of {{usable:whole}} are free.',
  'room-gpu-refused': 'The GPU of this host refused an encoder a short while ago.',
  'room-gpu-no-hevc': 'The GPU of this host does not encode HEVC.',
  'room-hevc-none':
    'FFmpeg of this host was built without libx265, which encodes HEVC. Install one that has it (on Debian: apt install ffmpeg) and restart the agent, or encode the channel as H.264.',
  'gpu-passed-over': '{{name}} is encoded on the CPU. {{lack:message}}',
  'room-nowhere': 'No host has room for this channel.',
  'room-held': 'In use: {{holders:list}}.',
  'room-holder': '{{name}} {{cores:two}}',
  'room-gpu-holder': '{{name}} {{sessions:whole}}',
  'room-more-holders': '{{count:whole}} more',
  'room-others': 'Other programs take {{cores:two}}.',
  'room-free': 'Cores free: {{hosts:list}}.',
  'room-free-on': '{{name}} {{free:two}} of {{usable:two}}',
} as const
