/** Warnings about sources by their code, in Turkish; figures stand in braces. English comes with them. */
export const TURKISH_WARNINGS: ReadonlyMap<string, string> = new Map([
  [
    'video-not-carried',
    'HLS parçaları {codec} taşıyamaz: kopyalanırsa oynatılamaz. Dönüştür kullanın.',
  ],
  ['video-unplayable', 'Kopyalanan {codec} görüntüsünü çoğu tarayıcı oynatmaz. Dönüştür kullanın.'],
  [
    'pixels-unplayable',
    'Kopyalanan bu tür H.264 görüntüsünü ({format}) çoğu oynatıcı oynatmaz. Dönüştür kullanın.',
  ],
  [
    'no-keyframes',
    'Görüntüde anahtar kare yok: kopyalanırsa oynatıcılar başlayamaz. Dönüştür kullanın ya da kodlayıcıya IDR anahtar kare gönderttirin.',
  ],
  [
    'keyframes-far',
    'Anahtar kareler en az {seconds} sn arayla geliyor: kopyalanan parçalar da o kadar uzar, oynatıcılar geç başlar ve geride kalır. Dönüştür kullanın ya da kodlayıcıda 2 saniyede bir anahtar kare ayarlayın.',
  ],
  [
    'interlaced-copied',
    'Görüntü geçmeli ve kopyalanırsa öyle kalır: tarayıcıda hareketli kenarlar tarak gibi görünür. Dönüştür kullanın.',
  ],
  [
    'sound-unplayable',
    '{codec} sesini çoğu tarayıcı çalmaz: kopyalanırsa izleyiciler ses duymaz. Dönüştür kullanın.',
  ],
  [
    'sound-absent',
    'Kaynak ses bildiriyor ama göndermiyor: gelene dek izleyiciler sessizlik duyar.',
  ],
  [
    'recording',
    'Bu, canlı yayın değil, {duration} uzunluğunda bir kayıt: sonuna gelince baştan başlar.',
  ],
  [
    'slow-source',
    'Kaynak, olması gereken hızın %{percent} kadarıyla gönderiyor: oynatıcılar sık sık bekler. Sağlayıcısına sorun.',
  ],
])
