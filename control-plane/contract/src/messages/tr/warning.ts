import type { warning as english } from '../en/warning.ts'

export const warning: Readonly<Record<keyof typeof english, string>> = {
  'video-not-carried':
    'HLS parçaları {{codec}} taşıyamaz: kopyalanırsa oynatılamaz. Yeniden kodla seçin.',
  'video-unplayable':
    'Kopyalanan {{codec}} görüntüsünü çoğu tarayıcı oynatmaz. Yeniden kodla seçin.',
  'hevc-encoded':
    'Bu kanalın kodlandığı HEVC’yi birçok tarayıcı oynatmaz. Apple oynatıcıları onu CMAF olarak ister.',
  'hevc-before-agent':
    '{{host}} sunucusundaki ajan HEVC’den önceki bir sürüm ve bu kanalı H.264 olarak kodluyor. O ajanı güncelleyin ya da başka bir sunucu seçin.',
  'pixels-unplayable':
    'Kopyalanan bu tür H.264 görüntüsünü ({{format}}) çoğu oynatıcı oynatmaz. Yeniden kodla seçin.',
  'no-keyframes':
    'Görüntüde anahtar kare yok: kopyalanırsa oynatıcılar başlayamaz. Yeniden kodla seçin ya da kodlayıcıya IDR anahtar kare gönderttirin.',
  'keyframes-far':
    'Anahtar kareler en az {{seconds:whole}} sn arayla geliyor: kopyalanan parçalar da o kadar uzar, oynatıcılar geç başlar ve geride kalır. Yeniden kodla seçin ya da kodlayıcıda 2 saniyede bir anahtar kare ayarlayın.',
  'interlaced-copied':
    'Görüntü geçmeli ve kopyalanırsa öyle kalır: tarayıcıda hareketli kenarlar tarak gibi görünür. Yeniden kodla seçin.',
  'sound-unplayable':
    '{{codec}} sesini çoğu tarayıcı çalmaz: kopyalanırsa izleyiciler ses duymaz. Yeniden kodla seçin.',
  'sound-absent': 'Kaynak ses bildiriyor ama göndermiyor: gelene dek izleyiciler sessizlik duyar.',
  recording:
    'Bu, canlı yayın değil, {{duration}} uzunluğunda bir kayıt: sonuna gelince baştan başlar.',
  'slow-source':
    'Kaynak, olması gereken hızın %{{percent:whole}} kadarıyla gönderiyor: oynatıcılar sık sık bekler. Sağlayıcısına sorun.',
}
