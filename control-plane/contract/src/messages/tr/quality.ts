import type { quality as english } from '../en/quality.ts'

export const quality: Record<keyof typeof english, string> = {
  'quality-busy':
    'Bu sunucu şu anda başka bir görüntüyü ölçüyor. Bir dakika sonra yeniden deneyin.',
  'quality-copied':
    'Bu kanal kaynağını olduğu gibi iletiyor: ölçülebilecek bir kodlama yapılmıyor.',
  'quality-off-air': 'Bu kanalın şu anda yayında ölçülebilecek bir görüntüsü yok.',
  'quality-no-host': 'Bu kanal henüz hiçbir sunucuda değil: ölçülebilecek bir şey yok.',
  'quality-unknown-source':
    'Kaynağın içinde ne olduğu henüz bilinmiyor. Bir dakika sonra yeniden deneyin.',
  'quality-one-reader':
    'Kaynak yalnızca tek okuyucu kabul ediyor olabilir ve onu kanal okuyor: ölçmek için ikinci kez açılmadı. Tahmin sürüyor.',
  'quality-not-read':
    'Kaynaktan ölçmeye yetecek kadar veri gelmedi. Bir dakika sonra yeniden deneyin.',
  'quality-not-compared': 'Bu sunucudaki FFmpeg görüntüleri karşılaştıramadı. Yeniden deneyin.',
  'quality-no-filter':
    'Bu sunucudaki FFmpeg ssim süzgeci olmadan derlenmiş. Eksiksiz bir FFmpeg 5.1 ya da yenisini kurun.',
  'quality-late':
    'Ölçüm {{seconds:whole}} saniyeden uzun sürdü ve bırakıldı: sunucunun şu anda ayırabileceği güç çok az.',
}
