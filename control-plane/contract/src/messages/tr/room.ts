import type { room as english } from '../en/room.ts'

export const room: Readonly<Record<keyof typeof english, string>> = {
  'no-capacity': '{{lack:message}}{{details:sentences}} Yer açılınca kendiliğinden başlar.',
  'room-cores':
    'Sunucuda yer yok: {{needed:two}} çekirdek gerekiyor, {{usable:two}} çekirdekten {{free:two}} boş.',
  'room-memory': 'Sunucuda yer yok: {{needed:whole}} MB bellek gerekiyor, {{free:whole}} MB boş.',
  'room-gpu-none':
    'Bu sunucuda çalışan bir GPU kodlayıcı yok; kanalın ise GPU’da kodlanması isteniyor.',
  'room-gpu-sessions':
    'Sunucunun GPU’sunda yer yok: {{needed:whole}} oturum gerekiyor, {{usable:whole}} oturumdan {{free:whole}} boş.',
  'room-gpu-refused': 'Sunucunun GPU’su kısa süre önce bir kodlayıcıyı geri çevirdi.',
  'room-gpu-no-hevc': 'Bu sunucunun GPU’su HEVC kodlamıyor.',
  'room-hevc-none':
    'Bu sunucudaki FFmpeg, HEVC kodlayan libx265 olmadan derlenmiş. libx265 içeren bir FFmpeg kurup (Debian’da: apt install ffmpeg) ajanı yeniden başlatın ya da kanalı H.264 olarak kodlayın.',
  'gpu-passed-over': '{{name}} CPU’da kodlanıyor. {{lack:message}}',
  'room-nowhere': 'Hiçbir sunucuda yer yok.',
  'room-held': 'Kullananlar: {{holders:list}}.',
  'room-holder': '{{name}} {{cores:two}}',
  'room-gpu-holder': '{{name}} {{sessions:whole}}',
  'room-more-holders': '{{count:whole}} kanal daha',
  'room-others': 'Başka programlar {{cores:two}} çekirdek kullanıyor.',
  'room-free': 'Boş çekirdek: {{hosts:list}}.',
  'room-free-on': '{{name}} {{free:two}} / {{usable:two}}',
}
