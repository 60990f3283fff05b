import type { rollout as english } from '../en/rollout.ts'

export const rollout: Readonly<Record<keyof typeof english, string>> = {
  'rollout-late': 'Kanal, yeni logosuyla zamanında yayına girmedi.',
  'rollout-unheard': 'Sunucusu değişikliği zamanında almadı.',
  'rollout-held': 'Sunucusu, bir kişi onaylayana dek değişikliği bekletiyor.',
  'rollout-deleted': 'Kanal bu arada silindi.',
  'rollout-copies': 'Kanal artık yayını olduğu gibi geçiriyor ve logo taşımıyor.',
  'rollout-changed-since': 'Logosu bu arada bir kişi tarafından değiştirildi; öyle kaldı.',
  'rollout-picture-gone': 'Resim silinmiş.',
  'rollout-missing': 'Böyle bir kademeli geçiş yok.',
  'rollout-not-under-way': 'Bu kademeli geçiş sürmüyor.',
  'rollout-not-held': 'Bu kademeli geçiş ne duraklatılmış ne de durmuş.',
  'rollout-being-undone': 'Bu kademeli geçiş zaten geri alınıyor.',
  'rollout-busy':
    '"{{name}}" kanalını başka bir kademeli geçiş değiştiriyor. Bekleyin ya da onu geri alın.',
  'rollout-copying':
    '"{{name}}" kanalı yayınını olduğu gibi geçiriyor ve logo taşıyamaz. Listeden çıkarın.',
  'rollout-same': 'Bu kanalların hepsinde bu logo zaten bu yerde.',
  'rollout-channel-gone': 'Bu kanallardan biri artık yok.',
}
