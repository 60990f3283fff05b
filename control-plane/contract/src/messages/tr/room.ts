import type { room as english } from '../en/room.ts'

export const room: Readonly<Record<keyof typeof english, string>> = {
  'no-capacity': '{{lack:message}}{{details:sentences}} Yer açılınca kendiliğinden başlar.',
  'room-cores':
    'Sunucuda yer yok: {{needed:two}} çekirdek gerekiyor, {{usable:two}} çekirdekten {{free:two}} boş.',
  'room-memory': 'Sunucuda yer yok: {{needed:whole}} MB bellek gerekiyor, {{free:whole}} MB boş.',
  'room-nowhere': 'Hiçbir sunucuda yer yok.',
  'room-held': 'Kullananlar: {{holders:list}}.',
  'room-holder': '{{name}} {{cores:two}}',
  'room-more-holders': '{{count:whole}} kanal daha',
  'room-others': 'Başka programlar {{cores:two}} çekirdek kullanıyor.',
  'room-free': 'Boş çekirdek: {{hosts:list}}.',
  'room-free-on': '{{name}} {{free:two}} / {{usable:two}}',
}
