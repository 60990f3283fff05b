import type { account as english } from '../en/account.ts'

export const account: Readonly<Record<keyof typeof english, string>> = {
  'log-in-first': 'Önce giriş yapın.',
  'metrics-key-needed':
    'Bir izleyicinin anahtarını Bearer belirteci olarak gönderin. Anahtar, Ayarlar, API anahtarları sayfasında oluşturulur.',
  'log-in-with-token': 'Önce giriş yapın ve erişim jetonunu Bearer olarak gönderin.',
  'role-needed': 'Bunun için {{role:message}} rolü gerekir.',
  'role-viewer': 'izleyici',
  'role-operator': 'operatör',
  'role-admin': 'yönetici',
  'not-for-keys': 'Bunu hiçbir anahtar yapamaz. Kendi hesabınızla giriş yapın.',
  'code-needed': 'Bu hesapta iki adımlı giriş açık: uygulamadaki kodu da `code` alanında gönderin.',
  'code-wrong': 'Bu kod yanlış, süresi geçmiş ya da daha önce kullanılmış.',
  'code-empty': 'Bir kod girin.',
  'log-in-step-over': 'Çok uzun sürdü. Parolanızla yeniden başlayın.',
  'second-step-on': 'İkinci adım zaten açık.',
  'second-step-off': 'İkinci adım kapalı.',
  'second-step-needed':
    'Sizden ikinci adım isteniyor. Önce web uygulamasında ya da `POST /auth/second-step` ile kurun.',
  'second-step-last':
    'Sizden ikinci adım isteniyor ve elinizdeki tek ikinci adım bu. Kaldırmadan önce bir başkasını ekleyin.',
  'second-step-own-first': 'Önce kendi ikinci adımınızı kurun: yoksa siz de dışarıda kalırsınız.',
  'passkey-needed':
    'Bu hesaptan ikinci adım isteniyor ve yalnızca geçiş anahtarları var: web uygulamasında biriyle giriş yapın.',
  'signing-key-given':
    'Oturumları imzalayan anahtar JWT_SECRET ile verilmiş. Yenisini orada, şimdikini JWT_SECRET_OLD olarak verin.',
  'second-step-not-begun': 'Kod bekleyen bir kurulum kalmadı. Yeniden başlayın.',
  'session-over': 'Bu oturum sona erdi. Yeniden giriş yapın.',
  'session-missing': 'Böyle bir oturum yok.',
  'too-many-attempts': 'Çok fazla deneme yapıldı. {{seconds:whole}} sn sonra yeniden deneyin.',
  'requests-spent':
    'Çok fazla istek: dakikada en çok {{limit:whole}}. {{seconds:whole}} sn sonra yeniden deneyin.',
  'too-many-log-ins': 'Aynı anda çok fazla kişi giriş yapıyor. Yeniden deneyin.',
  'too-many-live':
    'Zaten çok fazla canlı bağlantı açık. Bu uygulamanın sekmelerini ya da dinleyen programları kapatıp yeniden deneyin.',
  'person-missing': 'Böyle bir kullanıcı yok.',
  'account-exists': 'Bu adresle açılmış bir hesap zaten var.',
  'last-admin': 'Bu, son yönetici. Önce başka birini yönetici yapın.',
  'password-wrong': 'Bu sizin parolanız değil.',
  'password-empty': 'Bir parola girin.',
  'mail-invitation-subject': 'CashbackTV Transcoder hesabınız',
  'mail-invitation-text':
    'Sizin için bir hesap açıldı. Parolanızı {{hours:whole}} saat içinde belirleyin: {{url}} Bağlantı bir kez çalışır.',
  'mail-reset-subject': 'CashbackTV Transcoder için yeni parola',
  'mail-reset-text':
    '{{hours:whole}} saat içinde yeni bir parola belirleyin: {{url}} Bağlantı bir kez çalışır. Bunu siz istemediyseniz bir şey yapmayın: parolanız olduğu gibi kalır.',
  'link-spent':
    'Bu bağlantı kullanılmış, süresi dolmuş ya da yerine yenisi verilmiş. Bir yöneticiden yenisini isteyin.',
  'key-missing': 'Böyle bir anahtar yok.',
  'key-role': 'Bir anahtarın yetkisi sizinkinden fazla olamaz.',
  'key-role-needed':
    'Bunun için {{role:message}} rolünde ya da daha yetkili bir anahtar gerekir. Bu anahtarın rolü: {{has:message}}.',
  'key-expired':
    'Bu anahtarın süresi doldu ({{end}}). Ayarlar, API anahtarları sayfasında yenisini oluşturun.',
  'key-ends-twice': 'Ya kaç gün sonra ya da ne zaman biteceğini belirtin, ikisini birden değil.',
  'key-ends-before': 'Gelecekte bir zaman seçin.',
  'key-name-empty': 'Anahtara bir ad verin.',
}
