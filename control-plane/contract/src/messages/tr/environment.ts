import type { environment as english } from '../en/environment.ts'

export const environment: Readonly<Record<keyof typeof english, string>> = {
  'variable-port': '0-65535 arası bir port yazın.',
  'variable-address': '{{begins}} ile başlayan bir adres yazın.',
  'variable-base-address': 'Soru işareti, # ve parola içermeyen bir adres yazın.',
  'variable-networks': 'Ağları 10.0.0.0/8 biçiminde, aralarına virgül koyarak yazın.',
  'variable-proxies':
    'on, off ya da vekil sunucuların ağlarını 10.0.0.0/8 biçiminde, virgüllerle ayırarak yazın.',
}
