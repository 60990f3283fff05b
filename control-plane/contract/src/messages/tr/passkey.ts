import type { passkey as english } from '../en/passkey.ts'

export const passkey: Readonly<Record<keyof typeof english, string>> = {
  'passkey-name-empty': 'Geçiş anahtarına bir ad verin.',
  'passkey-missing': 'Böyle bir geçiş anahtarı yok.',
  'passkey-over': 'Çok uzun sürdü ya da daha önce denendi. Yeniden deneyin.',
  'passkey-refused':
    'Bu geçiş anahtarı burada geçerli değil. Kaldırılmış olabilir: parolanızla giriş yapın.',
  'passkey-not-added':
    'Bu geçiş anahtarı alınamadı: yanıtı bu siteye ait değil ya da kimliğiniz doğrulanmadan verildi. Yeniden deneyin.',
  'passkey-known': 'Bu geçiş anahtarı zaten kayıtlı.',
  'passkeys-full': 'Zaten {{most:whole}} geçiş anahtarı var. Önce birini kaldırın.',
  'passkeys-none': 'Bu kullanıcının geçiş anahtarı yok.',
  'passkeys-need-address':
    'Geçiş anahtarları için bu sitenin adresi bilinmeli: merkez sunucuyu PUBLIC_URL değişkeniyle başlatın (örneğin https://tv.example).',
  'passkeys-need-name':
    'Geçiş anahtarları için bir alan adı gerekir; PUBLIC_URL ise {{host}} adresini içeriyor. https://tv.example gibi bir adres verin.',
  'passkeys-need-https':
    'Geçiş anahtarları için https gerekir; PUBLIC_URL ise {{site}}. Bu siteyi https ile sunun ve PUBLIC_URL değişkenini ona göre ayarlayın.',
}
