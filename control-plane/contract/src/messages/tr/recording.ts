import type { recording as english } from '../en/recording.ts'

export const recording: Readonly<Record<keyof typeof english, string>> = {
  'recording-empty': 'Bu kaydın süresinde hiçbir şey saklanmadı; oluşturulacak dosya yok.',
  'recording-no-room':
    'Bu sunucunun diskinde dosya için yer yok. Kayıtları silin ya da DVR_DIR için daha büyük bir disk verin. Yeniden denenecek.',
  'recording-not-written': 'Dosya oluşturulamadı ({{detail}}). Yeniden denenecek.',
  'recording-plan-missing': 'Böyle bir haftalık kayıt yok.',
  'recording-missing': 'Böyle bir kayıt yok.',
  'recording-name-empty': 'Kayda bir ad verin.',
  'recording-ends-first': 'Bitiş başlangıçtan sonra olmalı.',
  'recording-long': 'Bir kayıt en çok 24 saat sürer. Daha erken bir bitiş seçin.',
  'recording-rolls':
    'Son saatlerin kaydının kendi başlangıcı ve bitişi yoktur. Bunları boş bırakın.',
  'recording-no-host':
    'Bu kanal henüz hiçbir sunucuda değil; bu yüzden hiçbir şeyi saklanamaz. Önce kanalı başlatın.',
  'recording-over': 'Bu kayıt zaten bitti.',
  'recording-not-over':
    'Dosya, kayıt bitince oluşturulur. Önce kaydı durdurun ya da ondan bir bölüm kesin.',
  'recording-many': 'Bu sunucu zaten 500 kayıt saklıyor. Bazılarını silin.',
  'recording-left-behind':
    'Kanalı artık başka bir sunucuda ve orada zaten 500 kayıt var. Oradakilerden bazılarını silin: gerisi o zaman kaydedilir.',
  'recording-plan-full':
    'Kanalının sunucusu zaten 500 kayıt saklıyor; bu yüzden artık yenisi planlanmıyor. Bazılarını silin.',
  'recording-plan-zone':
    'Merkez sunucu {{zone}} saat dilimini artık tanımıyor; bu yüzden artık yenisi planlanmıyor. Sona erdirip yeniden planlayın.',
  'recording-of-other': 'Bu bölüm başka bir kanalın kaydından.',
  'recording-failing': '“{{recording}}”: {{why:message}}',
  'recordings-failing': '“{{recording}}” ve {{count:whole}} kayıt daha. İlki için: {{why:message}}',
  'recording-is-lost': '“{{recording}}” sona erdi; ondan hiçbir şey yok.',
  'recordings-lost':
    '“{{recording}}” ve {{count:whole}} kayıt daha sona erdi; onlardan hiçbir şey yok.',
}
