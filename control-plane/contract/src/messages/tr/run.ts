import type { run as english } from '../en/run.ts'

export const run: Readonly<Record<keyof typeof english, string>> = {
  'called-off': 'Artık istenmiyor.',
  late: 'Yeni parçalar gecikiyor: kaynak yavaş ya da sessiz.',
  slow: 'Kodlayıcı 30 saniyedir gerçek zamandan yavaş: sunucuda bu kanal için yeterli güç yok.',
  stalled: '{{seconds:whole}} sn boyunca yeni parça gelmedi; yeniden başlatıldı.',
  'no-first-segment': 'Kaynaktan {{seconds:whole}} sn içinde hiç parça gelmedi.',
  ended: 'FFmpeg kendiliğinden sona erdi{{exit:note}}. Ayrıntısı günlüğünde.',
  'ended-from-outside': 'FFmpeg süreci dışarıdan sonlandırıldı.',
  killed: 'Süreç dışarıdan sonlandırıldı; büyük olasılıkla sunucuda bellek bitti.',
  crashed: 'FFmpeg, kaynaktan gelen veride çöktü.',
  'file-limit':
    'FFmpeg’in yazdığı bir dosya izin verilen 2 GB’a ulaştığı için süreç sonlandı. Anahtar karesi olmayan bir kaynakta yeni parça başlamaz: sağlayıcıdan birkaç saniyede bir anahtar kare isteyin ya da kanalı kodlayın.',
  'not-started': 'FFmpeg başlatılamadı ({{detail}}).',
  'command-refused': 'Sunucudaki FFmpeg eksik. Tam bir FFmpeg 5.1 ya da üstünü kurun.',
  'output-refused':
    'Kaynak olduğu gibi çıkışa konamıyor. Olduğu gibi geçirmek yerine Yeniden kodla seçin.',
  'logo-broken': 'Logo resmi okunamıyor. Yeniden yükleyin.',
  'asset-too-large': 'çok büyük',
  'asset-not-fetched': 'merkez sunucuya ulaşılamıyor',
  'asset-refused': 'merkez sunucunun yanıtı: {{status:whole}}',
  'asset-damaged': 'yolda bozuldu',
  'asset-unknown': 'sunucuya bildirilen resimler arasında yok',
  'in-its-words': '{{words}}',
  'layer-missing': 'Resmin bir katmanı bu sunucuda çizilemiyor: {{detail:message}}',
  'logo-missing':
    'Logo resmi bu sunucuda yok ({{detail:message}}). Yeniden yükleyin ya da kaldırın.',
}
