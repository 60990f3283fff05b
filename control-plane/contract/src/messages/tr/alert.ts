import type { alert as english } from '../en/alert.ts'

export const alert: Readonly<Record<keyof typeof english, string>> = {
  'alert-channel-dark': '{{name}} izleyicilerine hiçbir şey ulaşmıyor.',
  'alert-channel-unstable': '{{name}} kanalında bekleme görüntüsü gidip geliyor.',
  'alert-channel-slate': '{{name}} izleyicileri bekleme görüntüsünü görüyor.',
  'alert-channel-impaired': '{{name}} izleyicileri istenenden azını alıyor.',
  'alert-channel-silence': '{{name}} izleyicileri ses duymuyor.',
  'alert-channel-stopped':
    '{{name}}, yeniden denemenin gidermediği bir hata yüzünden durdu. Ayarlarının değişmesini bekliyor.',
  'alert-channel-given-up':
    '{{name}} art arda çok kez hata verdi. Artık yalnızca birkaç dakikada bir deneniyor.',
  'alert-channel-lacks-resource': '{{name}}, sunucusunda eksik olan kaynağı bekliyor.',
  'alert-channel-on-backup': '{{name}} yedekten yayında: ilk kaynağı kayıp.',
  'alert-host-silent': '{{name}} sunucusundan artık haber alınamıyor.',
  'alert-origin-away':
    '{{name}} sunucusunun yayın sunumu yanıt vermiyor: izleyicilerine hiçbir şey ulaşmıyor.',
  'alert-host-held': '{{name}} için bir değişiklik, biri onaylayana dek bekletiliyor.',
  'alert-host-cpu-full': '{{name}} sunucusunun işlemcisi dolu.',
  'alert-host-memory-full': '{{name}} sunucusunun belleği dolu.',
  'alert-media-full': '{{name}} sunucusunun RAM diski dolu.',
  'alert-disk-full': '{{name}} sunucusunun diski dolu.',
  'alert-channels-waiting': '{{name}} sunucusunda yer bekleyen kanallar var.',

  'alert-target-missing': 'Böyle bir hedef yok.',
  'alert-target-name-empty': 'Hedefe bir ad verin.',
  'alert-target-name-taken': 'Bu adda başka bir hedef var.',
  'alert-target-kind': 'Bir hedefin türü değişmez. O türden yeni bir hedef ekleyin.',
  'alert-target-secret-kept': 'Adresi ve gizli bilgilerini yeniden girin.',
  'alert-threshold-fixed': 'Bu kural bir durumla ilgilidir, eşiği yoktur.',
  'header-name-form': 'Bir başlığın adında yalnızca harf, rakam ve tire bulunur.',
  'header-value-form': 'Bir başlığın değerinde satır sonu olmaz, yalnızca düz karakterler bulunur.',
  'phone-form': 'Telefon numarasını +90 555 123 45 67 biçiminde yazın.',
  'server-name-form': 'Bir sunucu adı yazın: smtp.example.com gibi.',
  'incident-missing': 'Böyle bir olay yok.',
  'incident-is-over': 'Bu olay sona erdi.',
  'maintenance-missing': 'Böyle bir bakım aralığı yok.',
  'delivery-missing': 'Böyle bir ileti yok.',
  'delivery-not-dead': 'Yalnızca vazgeçilmiş bir ileti yeniden gönderilebilir.',
}
