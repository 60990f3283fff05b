import type { Translations } from '../../../i18n/texts.ts'

/** Of something that is looked for in picture and audio. */
const ofContent = (label: string) => ({
  action: { label },
  seconds: {
    label: 'Süre, saniye',
    hint: 'Boş: varsayılan veya öğrenilen.',
  },
  exceptAt: { label: 'Şu saatler dışında', hint: 'Örneğin 23:00-06:00, 12:30-13:00.' },
})

/** The Turkish texts of the form: each setting of a channel by its path, and what saving does. */
export const trForm: Pick<
  Translations,
  'setting' | 'settingName' | 'slate' | 'content' | 'cueMode' | 'schedule' | 'impact' | 'ladder'
> = {
  setting: {
    name: { label: 'Ad' },
    slug: {
      label: 'Yayın adresi (kısa ad)',
      hint: 'İzleme adresinin son bölümüdür. Boş bırakılırsa kanal adından üretilir.',
    },
    note: { label: 'Not', hint: 'Kanalları yönetenler içindir; izleyiciler görmez.' },
    hostId: {
      label: 'Sunucu',
      hint: 'Yanında boş çekirdekleriyle. Kendiliğinden seçilirse yer olan sunucuda başlar.',
    },
    groupId: {
      label: 'Grup',
      hint: 'Gruplarla sınırlı kişiler bir kanalı ancak kendi gruplarındaysa görür.',
    },
    output: {
      mode: { label: 'İşleme' },
      presetId: { label: 'Ön ayar' },
      renditions: { '0': { height: { label: 'Yükseklik' } } },
      encoder: {
        label: 'Kodlayıcı',
        hint: 'GPU’da her çözünürlük kartın bir oturumunu kullanır. Sunucuda ne olduğu Sunucular sayfasında yazar.',
      },
      codec: {
        label: 'Video kodeği',
        hint: 'HEVC, Apple cihazlarında ve çoğu televizyonda oynar; tarayıcılarda yalnızca makine çözebiliyorsa. Apple oynatıcıları onu CMAF olarak ister. H.264’ün birkaç katı işlemci harcar ve CPU’da kodlanırken 608/708 altyazılar düşer.',
      },
      deinterlace: {
        label: 'Geçmeli (interlaced) kaynakta hareket',
        hint: 'İki kat görüntü, işlemciyi yaklaşık iki kat kullanır.',
      },
      audio: {
        language: {
          label: 'Ana sesin dili',
          hint: 'Oynatıcılar için, örneğin tur. Boş: seçilen ses kanalının dili.',
        },
        targetLufs: {
          label: 'Tutulacak ses düzeyi, LUFS',
          hint: 'EBU R 128: -23. Ana ses ve izleyicilerin seçebildiği tüm sesler için: hiçbiri kopyalanmaz. Yavaşça, saniyede en çok 1 dB. Boş: geldiği gibi.',
        },
        levelDb: { label: 'Yükseltme, dB', hint: '0’dan küçükse kısılır.' },
        mix: {
          label: 'Duyulan taraf',
          hint: 'Tek seste iki dil varsa ya da bir taraf sessizse.',
        },
        asVariant: {
          label: 'Sesi görüntüsüz olarak da sun',
          hint: 'Görüntüyü taşıyamayan bağlantılar ve yalnızca dinlemek isteyenler için. Apple oynatıcıları ona kendiliğinden geçer; audio.m3u8 adresi herkese verilebilir.',
        },
      },
    },
    hls: {
      segmentSeconds: { label: 'Parça süresi, saniye', hint: 'Kısaldıkça gecikme azalır.' },
      windowSegments: {
        label: 'Listedeki parça sayısı',
        hint: 'Fazlası, bağlantısı yavaş izleyiciye yarar.',
      },
    },
    dvr: {
      windowSeconds: {
        label: 'İzleyici geri alabilsin diye saklanan süre, saat',
        hint: '0 hiçbir şey saklamaz. Diskte durur; disk dolarsa önce en eskisi gider.',
      },
      budgetBytes: {
        label: 'Kullanabileceği disk, GB',
        hint: 'Boş: kendi sınırı yok. Aşılırsa en eski dakikalar silinir.',
      },
    },
    cues: {
      label: 'Kaynağın araları (SCTE-35)',
      hint: 'Kaynağın reklam için koyduğu işaretler oynatıcılara iletilir.',
    },
    content: {
      black: ofContent('Siyah görüntü'),
      freeze: ofContent('Donmuş görüntü'),
      silence: ofContent('Sessizlik'),
      noAudio: ofContent('Ses kesildi'),
      changed: ofContent('Başka biçim veya hız'),
      stillCard: ofContent('Aynı kart'),
      lowBitrate: ofContent('Alt sınırın altında bit hızı'),
      loudness: ofContent('Hedef dışı ses düzeyi'),
      clipping: ofContent('Kırpılan ses'),
      floorKbps: { label: 'Alt sınır, kb/sn' },
      targetLufs: { label: 'Hedef, LUFS', hint: 'EBU R 128: -23.' },
      toleranceLu: { label: 'Tolerans, LU' },
      timeZone: { label: 'Bu saatlerin saat dilimi', hint: 'Örneğin Europe/Istanbul.' },
    },
    priority: { label: 'Öncelik', hint: '0-100. Sıra varsa büyük olan önce başlar.' },
    playback: {
      signed: { label: 'Yalnızca imzalı adresle' },
      encrypted: {
        label: 'Parçaları şifrele (AES-128); anahtarlar yalnızca izleyebilenlere verilir',
      },
      sites: {
        label: 'Oynatılabileceği siteler',
        hint: 'Virgülle: example.com, *.example.com. Boş: her yerde; siteye bağlı olmayan oynatıcılarda da.',
      },
      networks: {
        label: 'İzlenebileceği ağlar',
        hint: 'Virgülle: 192.0.2.0/24, 2001:db8::/32. Boş: her ağdan.',
      },
      mostViewers: { label: 'Aynı anda en çok izleyici', hint: 'Boş: sınırsız.' },
    },
    limits: {
      cpuPercent: { label: 'CPU sınırı, %', hint: '100 bir çekirdektir. Boş: sınırsız.' },
      memoryBytes: { label: 'Bellek sınırı, MB', hint: 'Her FFmpeg süreci için. Boş: sınırsız.' },
    },
    autoRestart: { label: 'Arızadan sonra kendiliğinden yeniden başlat' },
    slate: {
      enabled: { label: 'Bekleme görüntüsünü göster' },
      picture: { label: 'Bekleme görüntüsünün resmi' },
      language: { label: 'Yazının dili', hint: 'Ekrandaki “lütfen bekleyin” yazısı için.' },
    },
  },
  /** Of a setting in a sentence that lists what was changed. */
  settingName: {
    name: 'ad',
    slug: 'yayın adresi',
    sources: 'kaynaklar',
    restreams: 'hedefler',
    logo: 'logo',
    layers: 'logolar, yazılar ve saatler',
    output: 'çıkış',
    hls: 'oynatma listesi',
    dvr: 'saklanan yayın',
    cues: 'aralar',
    playback: 'kim izleyebilir',
    slate: 'bekleme görüntüsü',
    schedule: 'yayın takvimi',
    hostId: 'sunucu',
    groupId: 'grup',
    autoRestart: 'kendiliğinden yeniden başlatma',
    content: 'görüntü ve ses',
    priority: 'öncelik',
    limits: 'sınırlar',
    note: 'not',
  },
  content: {
    title: 'Görüntü ve ses',
    hint: 'Kaynak gönderse de neyin sorun sayılacağı. Buradaki hiçbir şey kanalı yeniden başlatmaz; kaynak ancak daha iyi olduğu görülen birine değiştirilir.',
    action: {
      off: 'İzlenmesin',
      alarm: 'Alarm verilsin',
      switch: 'Kaynak değiştirilsin',
      both: 'Alarm ve değiştirme',
    },
  },
  cueMode: {
    off: 'İletilmez',
    daterange: 'DATERANGE',
    'daterange-and-cue-out': 'DATERANGE ve CUE-OUT/CUE-IN',
  },
  slate: {
    title: 'Bekleme görüntüsü',
    hint: 'Bütün kaynaklar kesikken izleyicinin gördüğü',
    off: 'Kapalıyken, bir kaynak geri gelene dek görüntü donar.',
    useName: 'Resim yerine kanal adı',
    pictureAlt: 'Bekleme görüntüsünün resmi',
  },
  schedule: {
    title: 'Yayın takvimi',
    on: 'Yalnızca belirli saatlerde yayında',
    always: 'Başlatıldığı sürece hep yayında.',
    timeZone: 'Saat dilimi',
    timeZoneHint: 'Aşağıdaki bütün saatler bu dilime göredir.',
    days: '{{number}}. aralığın günleri',
    start: 'Başlangıç',
    end: 'Bitiş',
    overnight: 'ertesi güne',
    once: 'Bir kez',
    onAir: 'Yayında',
    offAir: 'Yayın dışı',
    from: 'Başlar',
    until: 'Biter',
    add: { weekly: 'Haftalık saat ekle', oneOff: 'Tek seferlik saat ekle' },
    remove: {
      weekly: '{{number}}. haftalık saati kaldır',
      oneOff: '{{number}}. tek seferlik saati kaldır',
    },
    incomplete: 'Ne zaman yayına girip çıkacağını görmek için gün ve saatleri doldurun.',
    everyDay: 'Her gün',
    outside: 'Kanal başlatılmış, ama takvimi dışında;',
    nowOn: 'Buna göre şu anda yayında;',
    nowOff: 'Buna göre şu anda yayın dışı;',
    nextOn: 'yayına giriş:',
    nextOff: 'yayından çıkış:',
    yourTime: '(sizin saatinizle).',
    never: 'bu değişmez.',
  },
  ladder: {
    label: 'Daha küçük boyutlar',
    hint: 'Bağlantısı yavaş olan oynatıcılar durmak yerine bunlardan birine geçer. Hepsi tek bir çözümlemeden, aynı logoyla yapılır ve sesi paylaşır.',
    usual: 'Yaygın çözünürlük setleri:',
    usualHint:
      'Tek tıkla boyutları, bit hızı sınırlarını ve 720p altında yarı kare hızını doldurur. Hepsi değiştirilebilir.',
    rates: 'Bit hızları ve kare hızları',
    caps: 'Bit hızı sınırları',
    cap: '{{size}}: en çok kb/sn',
    capHint: 'Boş: ön ayarın sınırı; daha küçüklerde onun, boyutlarına düşen payı.',
    halved: 'Yarı kare hızı',
    half: '{{size}}: yarı kare hızıyla',
    halfHint: 'Yalnızca saniyede 30’dan çok kare varsa: 50 kare 25 olur, 25 kare 25 kalır.',
    cost: 'Yaklaşık {{cores}} çekirdek.',
    costOn: 'Yaklaşık {{cores}} çekirdek; {{host}} sunucusunda {{free}} çekirdek boş.',
    tooMuch:
      'Yaklaşık {{cores}} çekirdek gerekir, ama {{host}} sunucusunda {{free}} çekirdek boş: kanal yer açılana dek bekler.',
  },
  impact: {
    nothing: 'Henüz bir şey değiştirilmedi.',
    off: 'Kanal durdurulmuş: bir sonraki başlatmada geçerli olur.',
    atOnce: 'Hemen geçerli olur. Hiçbir şey yeniden başlamaz.',
    restarts:
      'Kodlayıcıyı yeniden başlatır. İzleyici fark etmez: yeni süreç ilk tam parçasıyla yayını devralır.',
    otherSource: 'İlk kaynağa geçer. Yenisinin görüntüsü gelene dek şimdiki süreç yayında kalır.',
    moves:
      'Bulunduğu sunucuda yayından çıkar, öbüründe yayına girer: izleyiciler birkaç saniyelik kesinti görür, oynatma adresi değişebilir.',
    newPlaylists:
      'Oynatma adresi başka türden bir çalma listesine dönüşür. İzleyenlerin kanalı bir kez yeniden açması gerekir.',
    address: 'Oynatma adresi değişir. Eski adresten izleyen görüntüyü kaybeder.',
    offBySchedule: 'Bu takvime göre kanal hemen yayından çıkar.',
    onBySchedule: 'Bu takvime göre kanal hemen yayına girer.',
  },
}
