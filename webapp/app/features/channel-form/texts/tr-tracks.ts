import type { Translations } from '../../../i18n/texts.ts'

/** The Turkish texts about programmes and tracks of sources. */
export const trTracks: Pick<Translations, 'tracks' | 'trackKind'> = {
  tracks: {
    title: 'Program ve ses',
    program: 'Program',
    programHint: 'Kaynakta birden çok program varsa numarası. Boş: hep aynısı alınır.',
    sound: 'Ses kanalı',
    soundHint: 'tur gibi bir dil ya da 0x101 gibi bir PID. Boş: ana ses.',
    auto: 'Kendiliğinden',
    gone: '{{value}} (şu anda kaynakta yok)',
    noLanguage: 'Dili belirtilmemiş',
    onAir: 'Program ve ses',
    programNamed: 'Program {{number}}',
    missing: 'Seçilen ses kanalı kaynakta yok.',
    list: 'Ses kanalları',
    programs: 'Programlar',
  },
  trackKind: {
    main: 'ana ses',
    dub: 'dublaj',
    'clean-effects': 'konuşmasız',
    'hearing-impaired': 'işitme engelliler için',
    commentary: 'yorum',
    description: 'sesli betimleme',
  },
}
