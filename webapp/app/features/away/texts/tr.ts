import type { Translations } from '../../../i18n/texts.ts'

/** The Turkish texts about work that is not to be lost. */
export const trWork: Pick<Translations, 'away' | 'leave' | 'again'> = {
  away: {
    save: {
      title: 'Sunucu yanıt verir vermez kaydedilecek',
      text: 'Sunucu yanıt vermiyor. Girdikleriniz burada duruyor, kendiliğinden yeniden gönderilecek. Bu sayfayı kapatmayın.',
      stop: 'Düzenlemeye dön',
    },
    page: {
      title: 'Sayfa, sunucu yanıt verir vermez açılacak',
      text: 'Sunucu yanıt vermiyor. Yayındaki kanallar yayında kalır. Kendiliğinden yeniden denenecek.',
      stop: 'Burada kal',
    },
  },
  leave: {
    title: 'Kaydetmeden çıkılsın mı?',
    text: 'Bu sayfadaki değişiklikler kaydedilmedi, çıkarsanız kaybolur.',
    waiting: 'Girdikleriniz hâlâ sunucuyu bekliyor, çıkarsanız kaybolur.',
    stay: 'Sayfada kal',
    leave: 'Kaydetmeden çık',
  },
  again: {
    title: 'Yeniden giriş yapın',
    text: 'Oturumunuz sona erdi. Giriş yapınca bu sayfa kaldığı yerden devam eder.',
    later: 'Giriş yapmadan okumayı sürdür',
    out: 'Oturum kapalı',
    outText:
      'Yazdıklarınız burada duruyor ama kaydedilmedi: oturum kapalıyken istediğiniz hiçbir işlem sonradan kendiliğinden yapılmaz. Giriş yapıp yeniden kaydedin. O zamana dek bu sayfa güncellenmez.',
    other: 'Başka bir hesapla gir',
    anew: 'Parolayla yeniden başla',
  },
}
