import type { Translations } from '../../../i18n/texts.ts'

/** The Turkish texts about programmes and tracks of sources. */
export const trTracks: Pick<
  Translations,
  'audioChoice' | 'audioLevel' | 'subtitleChoice' | 'tracks' | 'trackKind'
> = {
  tracks: {
    title: 'Program ve ses',
    program: 'Program',
    programHint: 'Kaynakta birden çok program varsa numarası. Boş: hep aynısı alınır.',
    audio: 'Ses kanalı',
    audioHint: 'tur gibi bir dil ya da 0x101 gibi bir PID. Boş: ana ses.',
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
  audioChoice: {
    title: 'İzleyicinin seçebileceği sesler',
    hint: 'Ana sesin yanındaki ses kanalları: başka diller ya da sesli betimleme. Bir kaynakta biri yoksa izleyicileri ana sesi duyar. Boşaltılan satır silinir.',
    track: '{{number}}. ses',
    none: 'Yok',
    label: '{{number}}. sesin adı',
    labelHint: 'Oynatıcılarda görünür. Boş: dilinin adı.',
    mix: '{{number}}. sesten duyulan taraf',
    level: '{{number}}. sesi yükseltme, dB',
  },
  subtitleChoice: {
    title: 'İzleyicinin seçebileceği altyazılar',
    hint: 'Kaynağın teletekstinden metin olarak yapılır. Kaynak altyazıları resim olarak (DVB bitmap) gönderiyorsa harfleri resimden tanınır; arada yanlış okunabilir. Boşaltılan satır silinir.',
    track: '{{number}}. altyazı',
    trackHint:
      '888 gibi bir sayfa, tur gibi bir dil ya da 0x103 gibi bir PID; ilk altyazı sayfası için *.',
    none: 'Yok',
    first: 'İlk altyazı sayfası',
    page: 'sayfa {{page}}',
    bitmap: 'metin değil, resim',
    recognised: 'resimden tanınır',
    language: '{{number}}. altyazının dili',
    languageHint: 'tr gibi. Boş: seçilen altyazınınki.',
    label: '{{number}}. altyazının adı',
    labelHint: 'Oynatıcılarda görünür. Boş: dilinin adı.',
    found: 'Altyazılar',
  },
  audioLevel: {
    title: 'Ana sesin duyuluşu',
    hint: 'Varsayılandan başkası seçilirse ses yeniden kodlanır; kopyalanan kanallarda da.',
    mixes: {
      stereo: 'İki taraf da (stereo)',
      mono: 'İki taraf birlikte (mono)',
      left: 'Sol taraf',
      right: 'Sağ taraf',
    },
  },
}
