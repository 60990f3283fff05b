/** Why a channel waits for room, with the figures. */
export const room = {
  'no-capacity': '{{lack:message}}{{details:sentences}} It starts by itself when there is room.',
  'room-cores':
    'This host has no room for it. It needs {{needed:two}} cores and {{free:two}} of {{usable:two}} are free.',
  'room-memory':
    'This host has no room for it. It needs {{needed:whole}} MB of memory and {{free:whole}} MB are free.',
  'room-nowhere': 'No host has room for this channel.',
  'room-held': 'In use: {{holders:list}}.',
  'room-holder': '{{name}} {{cores:two}}',
  'room-more-holders': '{{count:whole}} more',
  'room-others': 'Other programs take {{cores:two}}.',
  'room-free': 'Cores free: {{hosts:list}}.',
  'room-free-on': '{{name}} {{free:two}} of {{usable:two}}',
} as const
