import type { Translations } from '../../../i18n/texts.ts'

/** The Turkish texts of the way through the channel form. */
export const trPath: Pick<Translations, 'path'> = {
  path: {
    step: '{{number}}. adım:',
    source: 'Kaynak',
    picture: 'Görüntü',
    logo: 'Logo',
    more: 'Diğer ayarlar',
    moreHint: 'Buradakilerin hiçbiri zorunlu değildir.',
    about: 'Adres ve not',
    host: 'Sunucu',
    delivery: 'Oynatma listesi',
    running: 'Yeniden başlatma, öncelik ve sınırlar',
    asUsual: 'Varsayılan',
    on: 'açık',
    off: 'kapalı',
    own: 'kendi resmi',
    goneHost: 'artık olmayan bir sunucu',
    always: 'Hep yayında',
    times_one: '{{count}} zaman, {{zone}}',
    times_other: '{{count}} zaman, {{zone}}',
    saveOnAir: 'Kaydet ve yayına al',
    createdOnAir: '{{name}} eklendi, başlıyor.',
    savedOnAir: '{{name}} kaydedildi, başlıyor.',
    notStarted: '{{name}} kaydedildi ama başlatılamadı. Başlat ile yeniden deneyin.',
    toFix_one: 'Bir alan düzeltilmeli. Hiçbir şey kaydedilmedi, yazdıklarınız duruyor:',
    toFix_other: '{{count}} alan düzeltilmeli. Hiçbir şey kaydedilmedi, yazdıklarınız duruyor:',
    duplicate: 'Çoğalt',
    duplicateNamed: '{{name}} kanalını çoğalt',
    copySuffix: ' (kopya)',
    copied:
      '{{name}} kanalından dolduruldu, o olduğu gibi kalır. İkisi aynı kaynakları okur: tek bağlantıya izin veren bir kaynak yalnızca birine yayın verir.',
  },
}
