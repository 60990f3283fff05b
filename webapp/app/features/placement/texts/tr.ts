import type { Translations } from '../../../i18n/texts.ts'

/** The Turkish texts of where channels run. */
export const trPlacement: Pick<Translations, 'placement'> = {
  placement: {
    automatic: 'Kendiliğinden seçilsin',
    automaticHint: 'Sunucusu iyi olanlar yerinde kalır. Ötekiler yer olan sunucuya gider.',
    chosen: 'elle seçildi',
    free: '{{usable}} çekirdekten {{free}} boş',
    state: {
      draining: 'boşaltılıyor',
      unknown: 'haber yok: bilinmiyor',
      never: 'hiç bağlanmadı',
    },
    move: 'Taşı',
    moveNamed: '{{name}} kanalını başka sunucuya taşı',
    moveTo: 'Hedef sunucu',
    moveAllNamed: '{{name}} sunucusundaki kanalları taşı',
    moveAll: 'Kanallarını taşı',
  },
}
