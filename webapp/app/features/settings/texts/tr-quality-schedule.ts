import type { enQualitySchedule } from './en-quality-schedule.ts'

/** The Turkish texts of when the quality of pictures is measured by itself. */
export const trQualitySchedule: typeof enQualitySchedule = {
  qualitySchedule: {
    title: 'Zamanlanmış kalite ölçümü',
    hint: 'Sonuç, ne kadar eski olduğuyla birlikte her kanalın sayfasında görünür.',
    enabled: 'Kodlanan ve yayında olan her kanalı ölç',
    explain:
      'Bu saatler arasında bir kez, her sunucuda aynı anda tek kanal, en düşük öncelikle. Sunucunun CPU’su azken ya da kanal iyi değilken ölçülmez; ölçümü en eski olan önce gelir.',
    days: 'Günler',
    start: 'Başlangıç',
    end: 'Bitiş',
    timeZone: 'Saat dilimi',
    zoneHint: 'Saatler bu dilime göredir. Bitiş başlangıçtan sonra değilse gece yarısını aşar.',
    save: 'Zamanlamayı kaydet',
    saved: 'Kaydedildi. Süren ölçüm tamamlanır.',
  },
}
