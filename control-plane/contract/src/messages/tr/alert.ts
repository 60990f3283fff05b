import type { alert as english } from '../en/alert.ts'

export const alert: Readonly<Record<keyof typeof english, string>> = {
  'alert-channel-dark': '{{name}} izleyicilerine hiçbir şey ulaşmıyor.',
  'alert-channel-unstable': '{{name}} kanalında bekleme görüntüsü gidip geliyor.',
  'alert-channel-slate': '{{name}} izleyicileri bekleme görüntüsünü görüyor.',
  'alert-channel-impaired': '{{name}} izleyicileri istenenden azını alıyor.',
  'alert-channel-silence': '{{name}} izleyicileri ses duymuyor.',
  'alert-channel-black': '{{name}} kanalının görüntüsü siyah.',
  'alert-channel-frozen': '{{name}} kanalının görüntüsü donmuş.',
  'alert-channel-silent': '{{name}} kanalının kaynağında ses yok, sessizlik var.',
  'alert-channel-without-audio': '{{name}} kanalının kaynağı ses göndermiyor.',
  'alert-channel-shape-changed':
    '{{name}} kanalının kaynağında görüntü boyutu ya da kare hızı değişti.',
  'alert-channel-still-card': '{{name}} kanalının kaynağı hep aynı kartı gösteriyor.',
  'alert-channel-below-bitrate-floor': '{{name}} kanalının kaynağında bit hızı çok düşük.',
  'alert-channel-off-loudness': '{{name}} kanalının ses yüksekliği hedefin dışında.',
  'alert-channel-clipping': '{{name}} kanalının sesi kırpılıyor.',
  'alert-channel-quality-low':
    'Kalite tahminine göre {{name}} kanalının görüntüsü kötü kodlanıyor.',
  'alert-channel-restream-failing':
    '{{name}} bir hedefe aktarılamıyor; kendi izleyicilerine ulaşıyor.',
  'alert-channel-stopped':
    '{{name}}, yeniden denemenin gidermediği bir hata yüzünden durdu. Ayarlarının değişmesini bekliyor.',
  'alert-channel-given-up':
    '{{name}} art arda çok kez hata verdi. Artık yalnızca birkaç dakikada bir deneniyor.',
  'alert-channel-lacks-resource': '{{name}}, sunucusunda yer ya da donanım açılmasını bekliyor.',
  'alert-channel-on-backup': '{{name}} yedekten yayında: ilk kaynağı kayıp.',
  'alert-host-silent': '{{name}} sunucusundan artık haber alınamıyor.',
  'alert-origin-away':
    '{{name}} sunucusunun yayın sunumu yanıt vermiyor: izleyicilerine hiçbir şey ulaşmıyor.',
  'alert-host-two-agents':
    '{{name}} adıyla iki ajan dönüşümlü olarak bağlanıyor: ikinci bir makinede ajanın veri klasörünün kopyası var. O makineyi boş bir klasör ve kendi JOIN_TOKEN değeriyle yeniden kaydedin.',
  'alert-host-held': '{{name}} için bir değişiklik, biri onaylayana dek bekletiliyor.',
  'alert-host-cpu-full': '{{name}} sunucusunun işlemcisi dolu.',
  'alert-host-memory-full': '{{name}} sunucusunun belleği dolu.',
  'alert-media-full': '{{name}} sunucusunun RAM diski dolu.',
  'alert-disk-full': '{{name}} sunucusunun diski dolu.',
  'alert-recordings-failing': '{{name}} kayıtları dosyaya dönüştürülemiyor ya da yüklenemiyor.',
  'alert-recordings-lost': '{{name}} kayıtlarından hiçbir şey saklanamadı.',
  'alert-recordings-full':
    '{{name}} sunucusundaki kayıtlar, bir sunucuda olabilecek 500 kayda yaklaştı. Bunu aşan planlar kaydedilmez: bazılarını silin.',
  'alert-channels-waiting': '{{name}} sunucusunda yer bekleyen kanallar var.',

  'incident-upstream':
    '{{address}} üzerinden gelen kaynaklarını yitiren kanal sayısı: {{count:whole}}.',
  'incident-destination': '{{address}} hedefine gönderilemeyen kanal sayısı: {{count:whole}}.',
  'incident-upstream-backup':
    '{{address}} üzerinden gelen kaynağını yitirip yedekten yayında olan kanal sayısı: {{count:whole}}.',
  'incident-machine-silent':
    '{{name}} sunucusundan artık haber alınamıyor. Üzerindeki kanal sayısı: {{count:whole}}.',
  'incident-machine-away':
    '{{name}} sunucusunun yayın sunumu yanıt vermiyor. İzlenemeyen kanal sayısı: {{count:whole}}.',
  'incident-recordings':
    '{{name}} sunucusundaki kayıtlar başarısız ya da yitirildi. Kanal sayısı: {{count:whole}}.',
  'incident-quiet': 'Şu anda bir sorun yok.',

  'note-critical': 'Kritik: {{said}}',
  'note-warning': 'Uyarı: {{said}}',
  'note-worse': 'Artık kritik: {{said}}',
  'note-over': 'Sona erdi: {{said}}',
  'note-since': 'Başlangıç: {{at}}.',
  'note-until': 'Bitiş: {{at}}.',
  'note-channels': 'Kanallar: {{names}}.',
  'note-channels-more': 'Kanallar: {{names}} ve {{count:whole}} kanal daha.',
  'note-viewers': 'Etkilenen izleyici sayısı: {{count:whole}}.',
  'note-why': 'Neden: {{why}}',
  'note-flapping': 'Gidip geliyor. On dakika sakin kalana dek bir kez bildirilir.',
  'note-open': 'Olayı aç',
  'note-test': '{{name}} uyarı hedefinin denemesi',
  'note-test-means': 'Bu bir denemedir. Olaylar buraya bildirilecek.',
  'note-does-retries': 'Çalışana dek kendiliğinden yeniden deneniyor.',
  'note-does-backup': 'İzleyiciler yedeği alıyor. İlk kaynak kararlı olunca ona dönülür.',
  'note-does-waits-person': 'Bir kişi ayarlarını değiştirene dek yeniden denenmez.',
  'note-does-waits-room': 'Yer açılınca kendiliğinden başlar.',
  'note-does-goes-on':
    'Makine çalıştığı sürece kanalları kendiliğinden sürer. Hiçbir şey taşınmaz.',
  'note-does-restarts-origin': 'Kodlama sürüyor. Yayın sunumunu kendi servisi yeniden başlatır.',
  'note-does-watches': 'İzleniyor. Bir süre iyi kalınca sona erer.',

  'delivery-answer': 'Karşı taraf {{status:whole}} yanıtını verdi: {{answer}}',
  'delivery-late': 'Karşı taraf zamanında yanıt vermedi.',
  'delivery-unreachable': 'Karşı tarafa ulaşılamıyor ({{error}}).',
  'delivery-no-mail-server': 'E-posta sunucusu ayarlanmamış. Uyarı ayarlarından bir tane girin.',
  'egress-no-address': '{{server}} adının bir adresi yok.',
  'egress-refused': '{{server}} sunucusuna bağlanılamaz. {{why:message}}',

  'alert-target-missing': 'Böyle bir hedef yok.',
  'alert-target-name-empty': 'Hedefe bir ad verin.',
  'alert-target-name-taken': 'Bu adda başka bir hedef var.',
  'alert-target-kind': 'Bir hedefin türü değişmez. O türden yeni bir hedef ekleyin.',
  'alert-target-secret-kept': 'Adresi ve gizli bilgilerini yeniden girin.',
  'mail-password-anew':
    'Parolayı yeniden girin: başka bir yere, başka bir kullanıcı için ya da şifrelenmeden gönderilecekti.',
  'alert-threshold-fixed': 'Bu kural bir durumla ilgilidir, eşiği yoktur.',
  'header-name-form': 'Bir başlığın adında yalnızca harf, rakam ve tire bulunur.',
  'header-value-form': 'Bir başlığın değerinde satır sonu olmaz, yalnızca düz karakterler bulunur.',
  'phone-form': 'Telefon numarasını +90 555 123 45 67 biçiminde yazın.',
  'server-name-form': 'Bir sunucu adı yazın: smtp.example.com gibi.',
  'incident-missing': 'Böyle bir olay yok.',
  'incident-is-over': 'Bu olay sona erdi.',
  'incident-of-others':
    'Bu olay başka grupların kanallarını da etkiliyor. Hepsine erişen biri işlem yapabilir.',
  'maintenance-missing': 'Böyle bir bakım aralığı yok.',
  'delivery-missing': 'Böyle bir ileti yok.',
  'delivery-not-dead': 'Yalnızca vazgeçilmiş bir ileti yeniden gönderilebilir.',
  'delivery-overtaken': 'Olay bitti ve hedefe bildirildi. Bu ileti ondan sonra gelirdi.',
}
