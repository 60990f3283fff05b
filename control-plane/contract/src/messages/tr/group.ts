import type { group as english } from '../en/group.ts'

export const group: Readonly<Record<keyof typeof english, string>> = {
  'group-name-empty': 'Gruba bir ad verin.',
  'group-name-taken': 'Bu adda bir grup zaten var.',
  'group-missing': 'Böyle bir grup yok.',
  'group-twice': 'Bir grup listede iki kez var.',
  'group-in-use':
    'Bu grupta kanallar var ({{count:whole}}). Önce onları başka bir gruba alın ya da gruptan çıkarın.',
  'group-needed': 'Bir grup seçin: yalnız kendi gruplarınızın kanallarına erişiyorsunuz.',
  'group-of-key': 'Bir anahtar sizin erişebildiğinizden çok kanala erişemez.',
  'group-of-admin-key': 'Yönetici anahtarı bütün kanallara erişir. Başka bir rol seçin.',
  'picture-in-use-elsewhere': 'Bir kanal bu resmi gösteriyor. Önce oradan kaldırılması gerekir.',
  'reach-all-needed':
    'Bu, başka grupların kanallarına da dokunur: bütün kanallara erişen biri gerekir.',
}
