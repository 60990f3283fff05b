/** Sunucuların Türkçe metinleri. */
export const trHosts = {
  hosts: {
    title: 'Sunucular',
    intro:
      'FFmpeg çalıştıran makineler. Sunucuda dışarıya port açmak gerekmez: bağlantıyı o kurar.',
    emptyTitle: 'Henüz sunucu yok',
    emptyText: 'Bir sunucu kaydedin; bağlanınca burada görünür.',
    enrol: 'Sunucu kaydet',
    enrolText:
      'Node 20.19 veya sonrası kurulu bir Debian olan yeni sunucuda bir kez çalıştırın. Anahtar bir kez geçerlidir, son kullanma: {{time}}.',
    enrolThen: 'Bir dakika içinde yukarıda, bağlı olarak görünür.',
    enrolUnreachable:
      'Başka bir makine için henüz komut yok: bu merkez sunucunun bilinen tek adresi {{address}} ve bu adres her makinede başka bir makine demektir. PUBLIC_URL değişkenini sunucuların ona ulaştığı adres yaparak başlatın (örneğin https://tv.example) ve anahtarı o zaman oluşturun.',
    enrolGuessed:
      'PUBLIC_URL verilmediği için {{address}}, bu yazılımın çalıştığı makinenin adresidir. Yeni sunucu ona başka bir adresle ulaşıyorsa komuta o adresi yazın.',
    enrolLabel: 'Anahtarı hatırlamak için ad',
    enrolCreate: 'Katılım anahtarı oluştur',
    enrolCommand: 'Yeni sunucu için komut',
    link: {
      connected: 'Bağlı',
      unknown: 'Bilinmiyor',
      never: 'Hiç bağlanmadı',
    },
    unknownSince: '{{time}} anından beri bilinmiyor, kanalları yayında olabilir',
    channels_one: '{{count}} kanal',
    channels_other: '{{count}} kanal',
    cpu: 'CPU',
    memory: 'Bellek',
    media: 'RAM disk',
    mediaOnDisk: 'Yayın klasörü (diskte)',
    network: 'Ağ çıkışı',
    cores_one: '{{count}} çekirdek',
    cores_other: '{{count}} çekirdek',
    agent: 'Ajan {{version}}',
    ffmpeg: 'FFmpeg {{version}}',
    unheld: {
      title: 'Bu sunucudaki FFmpeg olması gerektiği kadar kısıtlanamıyor:',
      connections:
        'Bir kaynak onu herhangi bir adrese yönlendirebilir. FFmpeg’i dağıtımdan, ayrıca gcc ile libc6-dev’i kurup yeniden derleyin.',
      privileges: 'Ayrıcalık kazanabilir. util-linux’u kurun.',
      limits: 'Belleğinin ve dosya boyutlarının sınırı yok. util-linux’u kurun.',
      user: 'root olarak çalışıyor. Ajanı başka bir kullanıcıyla çalıştırın ya da başkalarının girebildiği bir MEDIA_DIR verin.',
      files:
        'Kullanıcısının açabildiği her dosyayı açabilir. FFmpeg’i dağıtımdan, ayrıca gcc ile libc6-dev’i kurup yeniden derleyin; çekirdek, Landlock içeren Linux 5.13 veya üstü olmalı.',
      arguments:
        'Kaynak adresleri ve başlıkları komut satırında durur, makinenin tüm kullanıcıları okuyabilir. FFmpeg’i dağıtımdan, ayrıca gcc ile libc6-dev’i kurup yeniden derleyin.',
    },
    lacks: {
      title: 'Bu sunucudaki FFmpeg, kanalların gerek duyabileceği parçalar olmadan derlenmiş:',
      loudness:
        'azmq (libzmq): kanalda hedef ses yüksekliği seçilse de ses geldiği gibi yayınlanır.',
      text: 'drawtext (libfreetype): yazı, saat ve kayan yazı çizilmez.',
      highDynamicRange: 'zscale ve tonemap (libzimg): HDR kaynaklar soluk görünür.',
    },
    gpu: {
      works_one: '{{encoder}} ile GPU’da kodlar, aynı anda {{count}} çözünürlük.',
      works_other: '{{encoder}} ile GPU’da kodlar, aynı anda {{count}} çözünürlük.',
      held_one: '{{count}} tanesi dolu.',
      held_other: '{{count}} tanesi dolu.',
      none: 'GPU kodlayıcı yok',
      hevcAlone: '{{encoder}} çalışıyor, yanındaki H.264 kodlayıcısı çalışmıyor: GPU kullanılmaz.',
      memory: 'Belleğinin {{free}} kadarı boştu, her biri {{each}} kullanır.',
      'not-built': '{{encoder}}: bu FFmpeg onsuz derlenmiş',
      refused: '{{encoder}}: {{detail}}',
      'no-picture': '{{encoder}}: süresi içinde görüntü gelmedi',
    },
    draining: 'Boşaltılıyor: yeni kanal almaz',
    held: 'Çok sayıda kanalı durduracak bir değişiklik, bir kişi onaylayana dek bekletiliyor.',
    capacity: 'Kapasite, bu sunucuda ölçüldü',
    capacityRow:
      '{{preset}}, {{height}}p{{fps}}: kanal başına {{cost}} çekirdek, yaklaşık {{count}} kanal',
    room: 'Kanalların kullandığı',
    otherPrograms: 'Başka programlar {{cores}} çekirdek kullanıyor (son dakikanın ortalaması).',
    roomText: '{{usable}} çekirdekten {{held}}, boş {{free}}',
    kept: 'Geriye almak için saklanan',
    keptNeeds: 'Her kanal olması gerektiği kadar geriye gittiğinde {{bytes}} olacak.',
    keptTooMuch:
      'Kanallar {{bytes}} saklayacak, yer ise bundan az: hepsinin en eski saatleri zamanından önce silinecek.',
    roomWaiting_one: '{{count}} kanal yer bekliyor',
    roomWaiting_other: '{{count}} kanal yer bekliyor',
    ofTotal: '{{used}} / {{total}}',
    act: {
      drain: 'Boşalt',
      drainHint: 'Yeni kanal verilmez. Üzerindekiler kalır.',
      undrain: 'Yeniden kanal alsın',
      undrainHint: 'Yeni kanallar yeniden bu sunucuya verilebilir.',
      confirm: 'Değişikliği onayla',
      confirmTitle: '{{name}} üzerindeki birçok kanal durdurulsun mu?',
      confirmText:
        'Şu an istenen durum, orada yayında olan birçok kanalı durdurur. Yanlışlık olabilir diye bekletildi.',
      renew: 'Yetkisini yenile',
      renewHint:
        'Sunucu yeni bir yetki alıp onunla döner; eskisi biter. İzleyiciler bir şey fark etmez. 30 günde bir kendiliğinden yapılır.',
      revoke: 'Yetkisini kaldır',
      revokeTitle: '{{name}} sunucusunun yetkisi kaldırılsın mı?',
      revokeText_zero: 'Sunucunun buradan bağlantısı hemen kesilir.',
      revokeText_one:
        'Sunucunun buradan bağlantısı hemen kesilir. Kanalı olduğu gibi kalır, yönetilemez.',
      revokeText_other:
        'Sunucunun buradan bağlantısı hemen kesilir. {{count}} kanalı olduğu gibi kalır, yönetilemez.',
      revokeBack: 'Aynı adla yeniden kaydedilince kanallarıyla birlikte geri gelir.',
      delete: 'Sil',
      deleteTitle: '{{name}} sunucusu silinsin mi?',
      deleteText: {
        connected:
          'Bağlı; bağlantısı hemen kesilir. Yalnızca kanal çalıştırmıyorken silinebilir; geri gelmesi için yeniden kurulmalıdır.',
        unknown:
          'Haber alınamıyor. O makine hâlâ çalışıyorsa yayındaki kanalları sürdürür: önce onu kapatın.',
        never: 'Hiç bağlanmadı.',
      },
      deleteChannels_one: '{{count}} kanalı başka bir sunucuya gider ve orada başlar.',
      deleteChannels_other: '{{count}} kanalı başka bir sunucuya gider ve orada başlar.',
      deleteKept_one: 'Orada saklanan {{count}} kayıttan ne varsa onunla birlikte yok olur.',
      deleteKept_other: 'Orada saklanan {{count}} kayıttan ne varsa onunla birlikte yok olur.',
      deleteAhead_one: 'Süren ya da planlanmış {{count}} kayıt, kanalının gittiği yerde sürer.',
      deleteAhead_other:
        'Süren ya da planlanmış {{count}} kayıt, kanallarının gittiği yerde sürer.',
      deleteMoveTo: 'Kanallarının gideceği sunucu',
      deleteAheadTo: 'Sunucusuz kanalların kayıtlarının gideceği sunucu',
      done: {
        drain: 'Yeni kanal verilmeyecek.',
        undrain: 'Yeniden kanal alıyor.',
        confirm: 'Onaylandı. Sunucu şimdi uyguluyor.',
        renew: 'Sunucunun yeni yetkisi var; eskisi artık geçmez.',
        revoke: 'Yetki kaldırıldı.',
        delete: 'Sunucu silindi.',
      },
    },
  },
}
