import type { preset as english } from '../en/preset.ts'

export const preset: Readonly<Record<keyof typeof english, string>> = {
  'preset-missing': 'Böyle bir ön ayar yok.',
  'preset-name-empty': 'Ön ayara bir ad verin.',
  'preset-name-taken': '"{{name}}" adında başka bir ön ayar var. Başka bir ad seçin.',
  'preset-id-form': 'Ön ayarın kimliği küçük harf, rakam ve tireden oluşur.',
  'preset-built-in':
    '"{{name}}" ürünle gelir ve değiştirilemez. Bir kopyasını çıkarıp onu değiştirin.',
  'preset-in-use':
    'Bu ön ayarı kullanan kanallar var: {{channels:list}}. Önce onlara başka bir ön ayar verin.',
  'preset-user': '"{{name}}"',
  'preset-more-users': 'ayrıca {{count:whole}} kanal',
  'preset-keyframes-rare':
    '"{{name}}" kanalının parçaları {{seconds:number}} sn ve her biri bir anahtar kareyle başlar. Anahtar kare aralığını en çok {{seconds:number}} sn yapın ya da önce kanalın parçalarını uzatın.',
  'preset-level-bitrate':
    '{{level}} düzeyi {{profile}} profiliyle en çok {{kbps:whole}} kb/s taşır. Üst sınırı düşürün ya da düzeyi yükseltin.',
  'preset-baseline-b-frames':
    'baseline profilinde B karesi yoktur. 0 yapın ya da main veya high seçin.',
  'preset-zerolatency-b-frames':
    'zerolatency ince ayarında B karesi yoktur. 0 yapın ya da ince ayarı kaldırın.',
  'preset-zerolatency-lookahead':
    'zerolatency ince ayarında ileri bakış yoktur. İleri bakışı boş bırakın ya da ince ayarı kaldırın.',
  'preset-lookahead-short': 'İleri bakış, B karelerinden az olamaz.',
  'preset-threads': '1-64 arası bir sayı, auto ya da x264 kullanın.',
}
