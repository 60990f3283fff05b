import type { rollout as english } from '../en/rollout.ts'

export const rollout: Readonly<Record<keyof typeof english, string>> = {
  'rollout-late': 'Kanal, yeni logosuyla zamanında yayına girmedi.',
  'rollout-unheard': 'Sunucusu değişikliği zamanında almadı.',
  'rollout-held': 'Sunucusu, bir kişi onaylayana dek değişikliği bekletiyor.',
  'rollout-deleted': 'Kanal bu arada silindi.',
  'rollout-copies': 'Kanal artık yayını olduğu gibi geçiriyor ve logo taşımıyor.',
  'rollout-changed-since': 'Logosu bu arada bir kişi tarafından değiştirildi; öyle kaldı.',
  'rollout-picture-gone': 'Resim silinmiş.',
}
