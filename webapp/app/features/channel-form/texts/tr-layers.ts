import type { Translations } from '../../../i18n/texts.ts'

/** The Turkish texts about what lies on a picture beside its logo. */
export const trLayers: Pick<Translations, 'layers'> = {
  layers: {
    title: 'Logolar, yazılar ve saatler',
    hint: 'Logodan başka, resmin üzerinde en fazla dört şey daha: hep ya da belli gün ve saatlerde. Gösterilen değişince izleyiciler geçişi fark etmez.',
    none: 'Logodan başka bir şey yok',
    count_one: 'Logodan başka {{count}} katman',
    count_other: 'Logodan başka {{count}} katman',
    copyMode:
      'Olduğu gibi geçirilen yayının üzerine çizilmez: bunlar için yeniden kodlamayı seçin.',
    stage: 'Bunların resimdeki yeri',
    box: '{{kind}} {{number}}',
    kind: { logo: 'Resim', text: 'Yazı', clock: 'Saat', crawl: 'Kayan yazı' },
    add: {
      logo: 'Resim ekle',
      text: 'Yazı ekle',
      clock: 'Saat ekle',
      crawl: 'Kayan yazı ekle',
    },
    remove: '{{number}} numarayı kaldır',
    text: 'Yazı {{number}}',
    format: 'Saat {{number}} biçimi',
    timeZone: 'Saat {{number}} için saat dilimi',
    x: 'Soldan, %',
    y: 'Üstten, %',
    width: 'Genişlik, %',
    opacity: 'Opaklık, %',
    size: 'Yükseklik, %',
    speed: 'Hız, saniyede %',
    colour: 'Renk',
    hasBox: 'Koyu kutu üzerinde',
    hasBoxOf: '{{number}} için koyu kutu',
    hours: 'Yalnız belli saatlerde',
    hoursOf: 'Yalnız belli saatlerde: {{number}}',
    days: '{{number}} için günler',
  },
}
