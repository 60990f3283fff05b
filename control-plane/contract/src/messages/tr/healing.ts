import type { healing as english } from '../en/healing.ts'

export const healing: Readonly<Record<keyof typeof english, string>> = {
  'healing-source-back': 'Kaynak geri geldi.',
  'healing-source-switched': 'Başka bir kaynak yayında.',
  'healing-person': 'Bir kişi değiştirdi ya da yeniden başlattı.',
  'healing-host-back': 'Makine geri geldi.',
  'healing-itself': 'Kendiliğinden düzeldi.',
  'healing-unwanted': 'Düzelen bir şey yok: kanal artık istenmiyor.',
  'healing-deleted': 'Düzelen bir şey yok: ilgili olduğu şey silindi.',
  'healing-rule-changed': 'Düzelen bir şey yok: kural değiştirildi ya da kapatıldı.',
  'healing-past': 'Düzelen bir şey yok: kayıt silindi ya da üzerinden yarım gün geçti.',
}
