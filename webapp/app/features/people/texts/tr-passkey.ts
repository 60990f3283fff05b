import type { Widen } from '../../../i18n/texts.ts'
import type { enPasskey } from './en-passkey.ts'

/** The Turkish texts of passkeys. */
export const trPasskey: Widen<typeof enPasskey> = {
  passkey: {
    title: 'Geçiş anahtarları',
    hint: 'Parola ve kod olmadan, cihazınızın parmak izi, yüz tanıma ya da PIN’iyle giriş yapın.',
    none: 'Henüz hiç yok.',
    logIn: 'Geçiş anahtarı kullan',
    asStep: 'Bunun yerine geçiş anahtarı kullan',
    waiting: 'Cihazınızın istediğini yapın …',
    noScripts: 'Geçiş anahtarı eklemek için JavaScript gerekir; bu tarayıcıda kapalı.',
    another: 'Yeni geçiş anahtarı',
    add: 'Geçiş anahtarı ekle',
    addHint: 'Ardından cihazınız kimliğinizi doğrular.',
    name: 'Ad',
    nameHint: 'Ötekilerden ayırmanız için, örneğin Telefon.',
    again: 'Yeniden dene',
    added: 'Geçiş anahtarı eklendi. Onunla giriş yapabilirsiniz.',
    renamed: 'Geçiş anahtarının adı değişti.',
    removed:
      'Geçiş anahtarı kaldırıldı, artık kimseyi içeri almaz. Açık oturumlar siz sonlandırana kadar sürer.',
    made: 'eklenme:',
    used: 'son kullanım:',
    neverUsed: 'hiç kullanılmadı',
    synced: 'parola yöneticisinde',
    manage: '{{name}} anahtarını yönet',
    rename: 'Yeniden adlandır',
    remove: 'Kaldır',
    removeHint: 'Artık kimseyi içeri almaz. Cihazınızdan da silin.',
    of_one: '{{count}} geçiş anahtarı',
    of_other: '{{count}} geçiş anahtarı',
    reset: 'Geçiş anahtarlarını kaldır',
    resetTitle: '{{email}} için geçiş anahtarları kaldırılsın mı?',
    resetText:
      'Cihazını kaybeden kişi için: bu geçiş anahtarlarından hiçbiri artık içeri almaz, parola alır. Açık oturumlar sonlandırılana kadar sürer. İsteyenin gerçekten bu kişi olduğundan emin olun.',
    failure: {
      wrongSite:
        'Bu sitenin geçiş anahtarları yalnızca {{site}} adresinde geçerlidir. O adresi açın.',
      insecure: 'Geçiş anahtarları yalnızca https ile çalışır. Bu sayfayı https adresiyle açın.',
      unsupported:
        'Bu tarayıcı geçiş anahtarlarını tanımıyor. Başka bir tarayıcı ya da parolanızı kullanın.',
      noAuthenticator:
        'Bağlı hiçbir cihaz geçiş anahtarı saklayıp kimliğinizi doğrulayamıyor. Ekran kilidi kurun ya da başka bir cihaz kullanın.',
      cancelled:
        'Onaylanmadı: vazgeçildi, çok uzun sürdü ya da bu cihazda bu site için geçiş anahtarı yok.',
      known: 'Bu cihazda bu site için zaten bir geçiş anahtarınız var.',
      failed: 'Cihazınız bunu yapamadı. Yeniden deneyin ya da parolanızı kullanın.',
    },
  },
}
