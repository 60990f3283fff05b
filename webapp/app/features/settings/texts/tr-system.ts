import type { enSystem } from './en-system.ts'

/** The Turkish texts of how every host behaves. */
export const trSystem: typeof enSystem = {
  system: {
    title: 'Kanallar nasıl yayında tutulur',
    hint: 'Bir saniye içinde tüm sunucularda geçerli olur. Buradaki değişiklik hiçbir FFmpeg’i yeniden başlatmaz.',
    readOnly: 'Bunları yalnızca yöneticiler değiştirir.',
    save: 'Kaydet',
    reset: 'Tüm varsayılanlara dön',
    saved: 'Kaydedildi. Sunucular bir saniye içinde uygular; hiçbir şey yeniden başlatılmadı.',
    restored: 'Varsayılanlar yeniden geçerli. Hiçbir şey yeniden başlatılmadı.',
    default: 'Varsayılan: {{value}}',
    auto: 'sunucu seçer',
    number: 'Bir sayı girin.',
    range: '{{min}} ile {{max}} arasında bir değer girin.',
    whole: 'Bir tam sayı girin.',
    unit: {
      second: 'sn',
      segment: 'parça',
      restart: 'kez',
      start: 'kanal',
      percent: '%',
    },
    group: {
      health: 'Sağlık',
      restarts: 'Yeniden başlatmalar',
      sources: 'Kaynaklar',
      publishing: 'Yayımlama',
      fleet: 'Başlatma ve durdurma',
    },
    field: {
      healthCheckSeconds: 'Her kanalı denetleme aralığı',
      stallSeconds: 'Takılma sayılır: yeni parça gelmeyen süre',
      startTimeoutSeconds: 'Parça üretmeyen başlatma şu kadar sonra başarısız sayılır',
      encodingMaxRestarts: 'Kodlama hatasından sonra hızlı yeniden başlatma',
      encodingWindowSeconds: 'Bu yeniden başlatmaların sayıldığı süre',
      restartCooldownSeconds: 'Hızlı denemeler arasında en uzun bekleme',
      healthyResetSeconds: 'Sorunsuz çalışınca hatalar unutulur',
      slowRetrySeconds: 'Sonrasında yeniden deneme aralığı',
      primaryReturnSeconds: 'Ana kaynak bu kadar süre iyiyse ona dön',
      sourceSwitchSeconds: 'Bu süre içinde en çok bir kaynak değişimi',
      sourceAllowCidrs: 'Kaynakların bulunabileceği özel ağlar',
      reserveSegments: 'Yedekte tutulan tam parça',
      maxConcurrentStarts: 'Aynı anda başlayan kanal',
      cpuReserveShare: 'Başlatmaların boş bıraktığı çekirdek payı',
      mediaQuotaShare: 'Bir kanalın RAM diskte tutabileceği pay',
      maxStopShare: 'Çalışan kanalların bundan fazlası duracaksa önce sor',
    },
    hintOf: {
      reserveSegments:
        'Kaynağın bu süreye kadarki kesintilerini gizler; her biri bir parça gecikme demektir.',
      sourceAllowCidrs:
        'Her satıra bir tane, örneğin 10.0.0.0/8. Dışında kalan kaynak bir sonraki başlatmada reddedilir.',
      maxConcurrentStarts: 'Boş: sunucudaki çekirdeklerin dörtte biri, en az 4.',
      cpuReserveShare:
        'Bu paya dokunacak başlatma yer bekler. Fazlası daha güvenli, azı daha çok kanal taşır.',
      mediaQuotaShare:
        'Disk dolmak üzereyken bundan fazlasını tutan kanal durdurulur, ötekiler kalır.',
      maxStopShare: 'Yanlışlıkla geri yüklenen boş bir veritabanına karşı korur.',
    },
  },
}
