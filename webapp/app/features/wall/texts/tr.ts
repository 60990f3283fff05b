import type { enWall } from './en.ts'

/** The Turkish texts of the wall. */
export const trWall: typeof enWall = {
  wall: {
    title: 'İzleme duvarı',
    leave: 'Duvardan çık',
    group: { none: 'Hepsi bir arada', host: 'Sunucuya göre' },
    grouping: 'Gruplama',
    noHost: 'Sunucusuz',
    loudness: 'Ses yüksekliği {{lufs}} LUFS',
    page: '{{page}} / {{pages}}',
    onAir: 'istenen {{wanted}} kanaldan {{running}} yayında',
    lost: 'Bağlantı {{time}} anında koptu. Yeniden deneniyor.',
  },
}
