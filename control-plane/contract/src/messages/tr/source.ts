import type { source as english } from '../en/source.ts'

export const source: Readonly<Record<keyof typeof english, string>> = {
  'blocked-destination':
    'Kaynak, izin verilmeyen bir adrese yönlendiriyor (yönlendirme, oynatma listesi, anahtar ya da adı yoluyla). Sizinse ağına ayarlarda izin verin.',
  'address-refused': '{{why:message}}',
  unauthorised: 'Kaynak kullanıcı adı ve parola istiyor ya da verilenleri reddediyor (401).',
  'payment-required': 'Kaynağın sağlayıcısı ödeme istiyor (402).',
  forbidden: 'Kaynak erişimi reddediyor (403).',
  'not-found': 'Kaynak bu adreste yok (404).',
  'proxy-login': 'Kaynağın önündeki vekil sunucu giriş istiyor (407).',
  gone: 'Kaynak artık bu adreste değil (410). Sağlayıcısından yenisini isteyin.',
  'too-many-requests': 'Sağlayıcı, çok sık istek yapıldığını bildiriyor (429).',
  'blocked-by-law': 'Sağlayıcı, kaynağı yasal nedenlerle burada engelliyor (451).',
  'too-many-connections':
    'Sağlayıcı, çok fazla bağlantının açık olduğunu bildiriyor ({{status:whole}}).',
  'source-unavailable': 'Kaynağın sunucusu şu anda hizmet vermiyor (503).',
  'bandwidth-exceeded':
    'Sağlayıcı, bant genişliğinin ya da bağlantı sayısının dolduğunu bildiriyor ({{status:whole}}).',
  'refused-by-source': 'Kaynağın sunucusu isteği reddediyor{{status:note}}.',
  'source-server-error': 'Kaynağın sunucusu kendi hatasını bildiriyor{{status:note}}.',
  'transport-refused':
    'Kaynağın sunucusu bu gönderim yolunu reddediyor ({{status:whole}}). UDP ya da TCP seçin.',
  'stream-not-found': 'Sunucuda bu adda bir yayın yok ya da şu anda gönderilmiyor.',
  'name-not-found': 'Kaynağın sunucu adı bulunamıyor. Yazımı ve DNS ayarını denetleyin.',
  'resolve-timeout':
    'Kaynağın sunucu adı {{seconds:whole}} sn içinde çözülemedi. DNS ayarını denetleyin.',
  'resolve-failed': 'Kaynağın sunucu adı çözülemedi ({{detail}}). DNS ayarını denetleyin.',
  'connection-refused': 'Kaynağın adresinde yanıt veren yok.',
  'srt-unanswered':
    'Kaynağa SRT bağlantısı kurulamadı. Adresini ve parolasını (passphrase) denetleyin.',
  'srt-refused':
    'SRT bağlantısı reddedildi. Parolayı (passphrase) ve streamid değerini denetleyin.',
  unreachable: 'Kaynağın ağına bu sunucudan ulaşılamıyor.',
  'not-our-address': 'UDP kaynağı, bu sunucuda olmayan bir adresten bekleniyor.',
  'port-taken': 'Kaynağın portu bu sunucuda zaten kullanılıyor.',
  tls: 'Kaynağa güvenli bağlantı kurulamadı. Sertifikasını denetleyin.',
  'source-silent': 'Kaynak açıldı ama zamanında yeterli veri gelmedi.',
  'no-data':
    'Kaynağın adresine veri gelmiyor. Göndericinin açık olduğunu ve bu adresle porta gönderdiğini denetleyin.',
  'empty-answer': 'Kaynak yanıt veriyor ama içi boş. Sağlayıcısına sorun.',
  'connection-lost': 'Kaynak bağlantıyı kopardı.',
  'source-ended': 'Kaynak sona erdi.',
  'read-failed': 'Kaynak okunamadı.',
  'nobody-answers': 'Kaynaktan artık veri gelmiyor ve adresinde yanıt veren yok.',
  'source-in-use':
    'Kaynak tek okuyucu kabul ediyor ve onu bu sunucudaki başka bir kanal okuyor. O kanalı durdurun ya da bu kanala başka bir kaynak verin.',
  'source-on-air':
    'Bu sunucudaki bir kanal bu kaynağı şu anda okuyor ve kaynak yalnızca tek okuyucu kabul ediyor olabilir: ikinci kez açılmadı.',
  'web-page':
    'Yayın yerine bir web sayfası geldi: giriş, ödeme ya da engelleme sayfası olabilir. Görmek için adresi tarayıcıda açın.',
  'text-answer':
    'Yayın yerine bir metin geldi; büyük olasılıkla sağlayıcının bir iletisi. Görmek için adresi tarayıcıda açın.',
  'still-picture': 'Yayın yerine tek bir resim geldi; kaynak büyük olasılıkla yayında değil.',
  'unsupported-manifest':
    'Adres, desteklenmeyen bir DASH ya da Smooth Streaming listesine gidiyor. Aynı yayının HLS (.m3u8) adresini kullanın.',
  'channel-list': 'Adres bir kanal listesine gidiyor. Listedeki tek bir kanalın adresini kullanın.',
  'playlist-too-large':
    'Kaynağın oynatma listesinde {{most:whole}} üzerinde sürüm var. İçlerinden birinin adresini verin.',
  'playlist-nested':
    'Kaynağın oynatma listesindeki sürümler, parçalar yerine yine sürüm listelerine gidiyor. İçlerinden birinin adresini verin.',
  'playlist-empty': 'Kaynağın oynatma listesinde parça yok.',
  'playlist-lost': 'Kaynağın oynatma listesi artık okunamıyor.',
  'playlist-stale': 'Kaynağın oynatma listesi ilerlemiyor: yeni parça eklenmiyor.',
  'segments-missing': 'Kaynağın oynatma listesindeki parçalar sunucusunda yok.',
  'source-slow': 'Kaynak, yayını oynatılacağından daha yavaş gönderiyor.',
}
