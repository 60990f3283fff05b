import type { enQuality } from './en-quality.ts'

/** The Turkish texts of the quality of a channel's picture. */
export const trQuality: typeof enQuality = {
  quality: {
    title: 'Görüntü kalitesi',
    hint: 'kodlanmadan önceki görüntüye ne kadar benzediği',
    estimate: 'Tahmin',
    measured: 'Son ölçüm',
    score: '100 üzerinden {{score}}, {{level}}',
    level: {
      excellent: 'çok iyi',
      good: 'iyi',
      fair: 'orta',
      poor: 'zayıf',
      bad: 'kötü',
    },
    ssim: 'SSIM {{ssim}}',
    vmaf: 'VMAF {{vmaf}}',
    model: 'model {{model}}',
    seconds: '{{seconds}} sn karşılaştırıldı',
    ago: '{{duration}} önce',
    none: {
      copied: 'Kaynak olduğu gibi iletiliyor: kodlama yapılmıyor, kayıp yok.',
      'not-calibrated':
        'Henüz tahmin yok: sunucu, bu ayarlarla kodlayıcısını boş CPU bulduğunda ölçecek.',
      asHevc:
        'Tahmin yok: tahmin x264 için yapılır, bu kanal ise HEVC olarak kodlanıyor. Ölçüm de HEVC ile kodlar.',
      onGpu:
        'Tahmin yok: tahmin x264 için yapılır, bu kanalı ise bir GPU kodluyor. Ölçüm, ayarları x264 ile dener.',
      asHevcOnGpu:
        'Tahmin yok: tahmin x264 için yapılır, bu kanalı ise bir GPU, HEVC olarak kodluyor. Ölçüm, ayarları x265 ile dener.',
      'too-early': 'Henüz tahmin yok: yayında birkaç saniye geçmesi gerekiyor.',
    },
    nothing: 'Yayında bir şey yokken kalite bilinmiyor.',
    never: 'Hiç ölçülmedi.',
    measure: 'Şimdi ölç',
    measuring: 'Ölçülüyor…',
    explain:
      'Tahmin, kodlayıcının kendi verdiği bilgilerden çıkarılır ve birkaç puan yanılabilir. Ölçüm, kaynağın altı saniyesini en düşük öncelikle bir kez daha kodlar.',
  },
}
