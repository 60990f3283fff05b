import type { Widen } from '../../../i18n/texts.ts'
import type { enBucket } from './en-bucket.ts'

export const trBucket: Widen<typeof enBucket> = {
  bucket: {
    title: 'Kayıt dosyaları için depo (bucket)',
    hint: 'Amazon S3 ya da benzeri bir sunucu. Sunucular, istenenleri oraya yükler.',
    endpoint: 'Sunucunun adresi',
    region: 'Bölge',
    bucket: 'Depo',
    prefix: 'İçindeki klasör',
    prefixHint: 'Boş: yok. Altında her kanalın bir klasörü olur.',
    addressing: 'Deponun adreslenişi',
    addressings: {
      path: 'Yolda: sunucu/depo',
      host: 'Adda: depo.sunucu',
    },
    accessKey: 'Erişim anahtarı',
    secret: 'Gizli anahtar',
    secretKept:
      'Saklanıyor. Değiştirmek için başka birini girin. Başka sunucu, depo ya da erişim anahtarı için yeniden gerekir.',
    save: 'Depoyu kaydet',
    try: 'Dene',
    remove: 'Depo kullanma',
    saved: 'Depo kaydedildi.',
    removed: 'Artık hiçbir şey yüklenmiyor. Depoda olan orada kalır.',
    tried: 'Depoya bir nesne kondu ve silindi; {{ms}} ms sürdü.',
    tryFailed: 'Depo kullanılamıyor. {{ms}} ms denendi.',
  },
}
