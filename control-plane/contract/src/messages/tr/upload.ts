import type { upload as english } from '../en/upload.ts'

export const upload: Readonly<Record<keyof typeof english, string>> = {
  'picture-file-large': 'Resim {{megabytes:whole}} MB sınırından büyük.',
  'picture-file-empty': 'Dosya boş.',
  'picture-kind': 'PNG, JPEG ya da WebP biçiminde bir resim yükleyin.',
  'picture-sides':
    'Resim {{width:whole}}x{{height:whole}} piksel. En çok {{most:whole}}x{{most:whole}} alınır.',
  'picture-animated': 'Resim hareketli. Durağan bir resim yükleyin.',
  'picture-damaged': 'Resim bozuk ya da yarım kalmış. Yeniden yükleyin.',
  'picture-detailed':
    'Resim kayıpsız saklandığında, sunucuların alabildiği {{megabytes:whole}} MB sınırını aşıyor. Resmi küçültün.',
}
