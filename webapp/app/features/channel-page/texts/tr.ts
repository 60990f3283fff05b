/** FFmpeg günlüğünün ve kodlama ayarlarının Türkçe metinleri. */
export const trLogs = {
  logs: {
    search: 'Günlükte ara',
    level: 'Düzey',
    floor: {
      debug: 'Hepsi',
      info: 'Bilgi ve üstü',
      warning: 'Uyarı ve üstü',
      error: 'Yalnız hatalar',
    },
    name: {
      debug: 'AYRINTI',
      info: 'BİLGİ',
      warning: 'UYARI',
      error: 'HATA',
      fatal: 'KRİTİK',
    },
    shown: '{{total}} satırdan {{shown}} tanesi',
    noMatch: 'Uyan satır yok.',
    paused: 'Duraklatıldı. Yeni satırlar, Sürdür’e basınca gelir.',
  },
  encoding: {
    preset: 'Ön ayar',
    renditions: 'Çözünürlükler',
    source: 'kaynaktaki gibi',
    audio: 'Ses',
    audioModes: { auto: 'uygunsa olduğu gibi geçer', encode: 'kodlanır', none: 'yok' },
    kbps: '{{kbps}} kb/s',
    restart: 'Kendiliğinden yeniden başlar',
    priority: 'Öncelik',
    cpuLimit: 'CPU sınırı',
    memoryLimit: 'Bellek sınırı',
  },
  sourceState: {
    active: 'kullanımda',
    silent: 'seçili, henüz yayın gelmiyor',
    standby: 'hazırda bekliyor',
    failed: 'son hatası: {{message}}',
    backup: 'Daha öncelikli bir kaynak bozuldu; düzenli yanıt verince sunucu ona döner.',
  },
}
