import type { enKeys } from './en-keys.ts'

/** Tuş listesinin Türkçe metinleri; onunla yüklenir. */
export const trKeys: typeof enKeys = {
  title: 'Tuşlar',
  close: 'Kapat',
  does: {
    palette: 'Sayfa, kanal ya da komut bul',
    search: 'Bu sayfada ara',
    help: 'Bu liste',
    move: 'Listede kanaldan kanala geç',
    select: 'Kanalı seç ya da bırak',
    selectAll: 'Görünenlerin tümünü seç',
    open: 'Kanalı aç',
    close: 'Kapat ya da seçimi kaldır',
  },
}
