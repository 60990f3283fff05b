import type { Widen } from '../../../i18n/texts.ts'
import type { enSecondStep } from './en-second-step.ts'

/** The Turkish texts of the second step of a log-in. */
export const trSecondStep: Widen<typeof enSecondStep> = {
  secondStep: {
    title: 'İki adımlı giriş',
    hint: 'Girişte paroladan sonra telefonunuzdaki uygulamanın kodu sorulur.',
    off: 'Kapalı: parolanızı bilen herkes giriş yapabilir.',
    on: 'Açılma zamanı:',
    setUp: 'Kur',
    manage: 'Yönet',
    back: 'Hesabıma dön',
    begin: 'Devam et',
    beginText:
      'Bir kimlik doğrulama uygulaması gerekir; parola yöneticinizinki de olur. Önce parolanız:',
    scan: 'Uygulamayla okutun ya da anahtarı uygulamaya yazın.',
    qr: 'Aşağıdaki anahtarın QR kodu',
    key: 'Anahtar',
    copyKey: 'Anahtarı kopyala',
    until: 'Kodun girilebileceği son an:',
    firstCode: 'Uygulamanın şu an gösterdiği altı rakam.',
    confirm: 'Aç',
    switchedOn: 'Girişler artık iki adımlı.',
    switchedOff: 'Girişte artık yalnızca parola sorulur.',
    codesTitle: 'Kurtarma kodları',
    codesText:
      'Telefonunuz olmadan da bulabileceğiniz bir yerde saklayın. Her biri, uygulamanın kodu yerine bir kez giriş sağlar. Bir daha gösterilmezler.',
    copyCodes: 'Kurtarma kodlarını kopyala',
    left_zero:
      'Kurtarma kodu kalmadı. Yenilerini oluşturun: uygulama olmadan sizi yalnızca bir yönetici içeri alabilir.',
    left_one: '{{count}} kurtarma kodu kaldı.',
    left_other: '{{count}} kurtarma kodu kaldı.',
    renewTitle: 'Yeni kurtarma kodları',
    renewHint: 'Öncekiler o zaman geçersiz olur.',
    renew: 'Yeni kodlar oluştur',
    first: 'Önce ikinci adımı kurun',
    firstText:
      'Sizden isteniyor. Kurana kadar burada başka bir şey yapılamaz: kod gösteren bir uygulama ya da geçiş anahtarı kullanın.',
    firstApp: 'Uygulama kodu',
    firstPasskey: 'Ya da geçiş anahtarı',
    firstDone: 'İkinci adımınız var.',
    goOn: 'Devam et',
    passkeyAsked: 'Sizden ikinci adım isteniyor. Geçiş anahtarınızı kullanın.',
    require: {
      title: 'İkinci adımı kim kullanmalı',
      hint: 'Kullanması gereken ve ikinci adımı olmayan kişi, sonraki girişinde kurar; kurmadan başka bir şey yapamaz. Anahtarlara sorulmaz.',
      who: 'İkinci adım kimden istensin',
      nobody: 'hiç kimseden',
      admins: 'yöneticilerden',
      editors: 'yöneticilerden ve operatörlerden',
      everybody: 'herkesten',
      save: 'Kaydet',
      saved: 'Kaydedildi. Şu andan itibaren geçerli.',
    },
    offTitle: 'Kapat',
    offHint: 'Girişte yine yalnızca parola sorulur.',
    switchOff: 'Kapat',
    of: 'iki adımlı',
    reset: 'İkinci adımı sıfırla',
    resetTitle: '{{email}} için ikinci adım sıfırlansın mı?',
    resetText:
      'Kişi ikinci adımı yeniden kurana kadar girişte yalnızca parola sorulur. İsteyenin gerçekten bu kişi olduğundan emin olun.',
  },
}
