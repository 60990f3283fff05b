import type { link as english } from '../en/link.ts'

export const link: Readonly<Record<keyof typeof english, string>> = {
  'host-missing': 'Böyle bir sunucu yok.',
  'host-name-empty': 'Sunucuya bir ad verin.',
  'host-name-other': '"{{name}}" adında başka bir sunucu var. Başka bir ad seçin.',
  'host-not-connected':
    'Sunucu bağlı değil. Ajanının çalıştığını ve bu adrese ulaşabildiğini denetleyin.',
  'host-busy': 'Sunucu çok fazla isteği yanıtlıyor. Birazdan yeniden deneyin.',
  'host-late': 'Sunucu {{seconds:number}} sn içinde yanıt vermedi. Yeniden deneyin.',
  'host-name-taken':
    '"{{name}}" adlı bir sunucu zaten kayıtlı. Başka bir ad seçin ya da önce onun kimlik bilgisini iptal edin.',
  'snapshot-changed': 'İstenen durum bu arada değişti. Yeniden bakın.',
  'host-release-missing':
    'Bu kurulumda sunucular için sürüm paketi yok: npm run build ile oluşturun.',
  'log-in-to-add-host': 'Sunucu eklemek için giriş yapın.',
  'join-token-spent':
    'Bu katılım anahtarı geçersiz: kullanılmış, süresi dolmuş ya da hiç var olmamış. Bir yöneticiden yenisini isteyin.',
  'join-token-missing': 'Böyle bir katılım anahtarı yok ya da kullanılmış.',
  'not-an-enrolment': 'Bu bir kayıt isteği değil.',
  'credential-refused':
    'Bu sunucunun kimlik bilgisi yok, yanlış ya da iptal edilmiş. Sunucuyu yeniden kaydedin.',
  'credential-revoked': 'Bu sunucunun kimlik bilgisi iptal edildi.',
  'asset-missing': 'Böyle bir dosya yok.',
  'link-database-away': 'Merkez sunucu veritabanına ulaşamıyor. Daha sonra yeniden deneyin.',
  'link-fault': 'Merkez sunucu bunu yapamadı. Nedeni günlüğünde.',
  'link-superseded': 'Bu sunucunun daha yeni bir bağlantısı devraldı.',
  'link-other-host': 'Bu rapor başka bir sunucuya ait.',
  'link-unclear': 'Bu mesaj anlaşılmadı.',
  'link-no-json': 'Bu mesaj JSON değil.',
  'link-too-many': 'Çok fazla mesaj. Daha az gönderin.',
  'link-no-text': 'Metin gönderin.',
  'link-restarting': 'Yeniden başlatılıyor.',
  'protocol-unsupported':
    'Karşıdaki {{other:message}} {{theirs:number}} numaralı protokolü konuşuyor, buradaki {{ours:message}} ise {{known}}. Yükseltilecek olan: {{older:message}}.',
  'part-agent': 'ajan',
  'part-control-plane': 'merkez sunucu',
}
