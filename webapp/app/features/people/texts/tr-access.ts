/** Bir kaynağın, adresi dışında okuyucusundan istediklerinin Türkçe metinleri. */
export const trAccess = {
  access: {
    headersTitle: 'User-Agent, Referer, başlıklar',
    transportTitle: 'TCP ya da UDP',
    set: 'ayarlı',
    userAgent: 'User-Agent',
    referer: 'Referer',
    headers: 'Başlıklar',
    headerName: '{{number}}. başlığın adı',
    headerValue: '{{number}}. başlığın değeri',
    namePlaceholder: 'Ad',
    valuePlaceholder: 'Değer',
    headersHint:
      'Oynatma listesi, parçalar ve anahtarlarla birlikte gönderilir. Parola gibi saklanır; sunucunun kendi işlem listesinde görülebilir. Boşaltılan satır silinir.',
    show: 'Değerleri göster',
    address: '{{number}}. kaynağın adresi',
    reveal: 'Tamamını göster',
    revealNamed: '{{number}}. kaynağın adresinin tamamını göster',
    hide: 'Gizle',
    hideNamed: '{{number}}. kaynağın adresini gizle',
    maskedHint:
      '*** kayıtlı olanın yerini tutar: olduğu gibi bırakırsanız değişmez, başka bir sunucu içinse yeniden girilir. Göstermeniz kayda geçer.',
    transport: 'Taşıma',
    transportHint: 'Kendiliğinden: TCP; kaynak TCP’yi reddederse (461) UDP.',
    transportAuto: 'Kendiliğinden',
    taken: 'Adresin ardında yazılı olanlar aşağıdaki alanlara alındı.',
    listens:
      'Sunucunun bu portunda, tüm adreslerinde bekler: porta erişebilen herkes görüntü gönderebilir. Bunun yerine sunucunun tek bir adresini yazın ya da güvenlik duvarında yalnızca göndereni açın; SRT için parola (passphrase) verin.',
  },
}
