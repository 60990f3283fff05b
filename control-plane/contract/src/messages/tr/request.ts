import type { request as english } from '../en/request.ts'

export const request: Readonly<Record<keyof typeof english, string>> = {
  'fields-invalid': 'Bazı alanlar geçerli değil.',
  'request-unreadable': 'İstek okunamıyor.',
  'nothing-here': 'Burada bir şey yok.',
  'cannot-be-done': 'Bu yapılamaz.',
  'id-taken': 'Bu kimlik (id) başka bir kaydın. Yeni bir kimlikle gönderin.',
  'other-method': 'Bu adreste şunlar kullanılır: {{methods}}.',
  'page-mark': '"before" için bir önceki sayfanın "next" değerini verin.',
  'server-fault': 'Sunucuda bir hata oluştu. Günlüğünde {{id}} altında ayrıntısı var.',
  'server-starting': 'Sunucu başlıyor ve veritabanını bekliyor. Birazdan yeniden deneyin.',
  'database-away': 'Veritabanı yanıt vermiyor. Birazdan yeniden deneyin.',
  'check-database': 'Veritabanı yanıt vermiyor.',
  'check-live': 'Canlı veri deposu yanıt vermiyor.',
  'check-migrations': 'Veritabanı henüz bu sürüme getirilmedi.',
  'only-on-node':
    'Bu merkez sunucu uçta çalışıyor ve bunu yapamaz. Node üzerinde çalışanına sorun ya da onun adresini NODE_URL olarak verin.',
  'edge-not-set-up':
    'Bu merkez sunucu doğru kurulmamış. Eksik ya da yanlış olan, günlüğünde yazar.',
  'body-too-large': 'Gönderilen veri {{kilobytes:whole}} KB sınırından büyük.',
  'body-busy': 'Şu anda çok fazla veri gönderiliyor. Yeniden deneyin.',
  'body-late': 'Gönderilen veri zamanında ulaşmadı. Yeniden gönderin.',
  'body-broken': 'Gönderilen veri okunamıyor. Yeniden gönderin.',
  'body-packed': 'Veriyi Content-Encoding olmadan gönderin.',
  'body-type': 'Veriyi application/json olarak gönderin.',
  'body-no-form': 'Veriyi form olarak gönderin.',
  'body-no-json': 'Gönderilen veri geçerli JSON değil. Yarım kalmış olabilir.',
  'body-no-object': 'Gönderilen veri bir JSON nesnesi olmalıdır.',
  'body-too-much': 'Gönderilen verinin içinde, burada kabul edilen her şeyden fazlası var.',
  'form-type': 'Resmi "file" alanında taşıyan bir form gönderin.',
  'form-unreadable': 'Form okunamıyor. Yeniden gönderin.',
  'form-without-file': 'Resmi forma "file" olarak ekleyin.',
}
