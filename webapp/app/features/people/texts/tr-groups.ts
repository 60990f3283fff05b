import type { enGroups } from './en-groups.ts'

/** The Turkish texts of groups of channels and of who is limited to them. */
export const trGroups: typeof enGroups = {
  title: 'Gruplar',
  hint: 'Bir markanın ya da müşterinin kanalları. Kişiler ve anahtarlar bazı grupların kanallarıyla sınırlanabilir.',
  none: 'Grup yok: herkes bütün kanallara erişir.',
  name: 'Ad',
  note: 'Not',
  add: 'Grup ekle',
  save: 'Kaydet',
  delete: 'Sil',
  deleteTitle: '{{name}} grubu silinsin mi?',
  deleteText:
    'Bu grupla sınırlı kişiler ve anahtarlar sınırlı kalır: öteki gruplarıyla ya da hiçbir kanala erişmeden.',
  saved: 'Kaydedildi.',
  deleted: 'Silindi.',
  counts: 'Kanal: {{channels}} · Kişi: {{people}} · Anahtar: {{keys}}',
  reach: 'Kanallar',
  reachAll: 'Bütün kanallar',
  reachGroups: 'Yalnız şu grupların kanalları',
  reachText: {
    all: 'Her gruptakiler ve grupsuz olanlar. Yönetici her zaman hepsine erişir.',
    groups: 'Öteki kanallar hiç yokmuş gibidir.',
  },
  saveReach: 'Kanalları kaydet',
  limited_one: 'grup: {{names}}',
  limited_other: 'gruplar: {{names}}',
  limitedToNothing: 'hiçbir kanal',
  noGroup: 'Yok',
  choose: 'Bir grup seçin',
}
