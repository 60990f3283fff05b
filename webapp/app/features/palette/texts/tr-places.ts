import type { enPlaces } from './en-places.ts'

/** Yalnız paletin bildiği sayfaların Türkçe adları; onunla yüklenir. */
export const trPlaces: typeof enPlaces = {
  wall: 'İzleme duvarı',
  rollouts: 'Kademeli logo geçişleri',
  newChannel: 'Kanal ekle',
  import: 'Kanalları içe aktar',
  deleted: 'Son silinenler',
  presets: 'Ön ayarlar',
  newPreset: 'Ön ayar ekle',
  groups: 'Gruplar',
  keys: 'API anahtarları',
  people: 'Kullanıcılar',
  audit: 'Denetim kaydı',
  recordingBucket: 'Kayıt deposu',
  backup: 'Yedek',
  docs: 'Belgeler',
  account: 'Hesabım',
  newTarget: 'Uyarı hedefi ekle',
  secondStep: 'İki adımlı giriş',
  alerts: {
    messages: 'Uyarı iletileri',
    targets: 'Uyarı hedefleri',
    rules: 'Uyarı kuralları',
    maintenance: 'Bakım',
    delivery: 'E-posta ve gözcü',
  },
}
