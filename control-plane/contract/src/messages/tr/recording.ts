import type { recording as english } from '../en/recording.ts'

export const recording: Readonly<Record<keyof typeof english, string>> = {
  'recording-empty': 'Bu kaydın süresinde hiçbir şey saklanmadı; oluşturulacak dosya yok.',
  'recording-no-room':
    'Bu sunucunun diskinde dosya için yer yok. Kayıtları silin ya da DVR_DIR için daha büyük bir disk verin. Yeniden denenecek.',
  'recording-not-written': 'Dosya oluşturulamadı ({{detail}}). Yeniden denenecek.',
}
