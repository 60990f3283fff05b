import type { address as english } from '../en/address.ts'

export const address: Readonly<Record<keyof typeof english, string>> = {
  'address-empty': 'Kaynağın adresini girin.',
  'address-too-long': 'Adres 2048 karakterden uzun.',
  'address-masked':
    '*** adresin gösterilmeyen kısmının yerini tutar. Adresin tamamını girin ya da gösterildiği hâliyle aynen geri gönderin. Adreste gerçekten *** varsa %2A%2A%2A yazın.',
  'address-space': 'Adreste boşluk var. Adrese aitse %20 yazın, değilse silin.',
  'address-other-program':
    'İlk boşluktan sonrası başka bir programın seçenekleri (live=1 gibi). Bunları silin; kaynak birini istiyorsa bunlarsız çalışan bir adres isteyin.',
  'address-controls': 'Adreste satır sonu ya da denetim karakteri var. Silin.',
  'address-scheme':
    'http, https, rtmp, rtmps, rtsp, rtsps, srt, udp ya da rtp ile başlayan bir adres kullanın; örneğin https://example.com/live.m3u8.',
  'address-form':
    'Adres eksik. https://example.com/live.m3u8 ya da rtmp://example.com/live/channel gibi olmalı.',
  'address-credentials':
    'Kullanıcı adında ya da parolada / yerine %2F, ? yerine %3F, # yerine %23, @ yerine %40, % yerine %25 yazın.',
  'address-hash':
    '# adresi keserdi. Parolaya ya da yola aitse %23 yazın; değilse # ve sonrasını silin.',
  'address-backslash': 'Adreste \\ yerine / yazın; parolaya aitse %5C yazın.',
  'address-fields':
    '| ya da # ardındaki seçenekler adresin parçası değildir. Kaynağın alanlarına yazın: User-Agent (userAgent), Referer (referer) ve başlıklar (headers).',
  'address-page':
    'Bu bir web sayfasının adresi, yayının değil. Görüntüyü gönderenden yayının kendi adresini isteyin: HLS (.m3u8), RTMP, SRT ya da RTSP.',
  'address-host': 'Adreste kullanılabilir bir sunucu adı yok.',
  'address-udp-user':
    '@ işaretinden öncesini silin. Ağ kartı kendi adresiyle (?localaddr=192.168.1.5), tek gönderen ?sources=10.1.1.1 ile yazılır.',
  'address-srt-user':
    'SRT adresinde @ öncesinde kullanıcı olmaz. streamid olarak yazın: ?streamid=...',
  'address-no-path':
    'Porttan sonraki yolu silin. SRT kaynağından ne istendiği streamid ile yazılır: ?streamid=...',
  'address-srt-host':
    'Kaynağın sunucusunu yazın (srt://host:9000) ya da göndereni bu sunucunun bir portunda bekleyin: srt://:9000?mode=listener.',
  'address-stream-id': 'streamid 1-512 karakterdir.',
  'address-passphrase': 'Parola (passphrase) 10-79 karakterdir.',
  'address-test-card':
    'Test kartı testcard://1280x720@25 biçiminde yazılır: en çok 3840x2160, çift sayılar, saniyede 1-60 kare.',
  'address-port': 'Kaynağın portunu yazın: {{scheme}}://host:9000.',
  'address-port-refused': '{{port}} portu bir yayına değil, başka bir hizmete aittir.',
  'address-user-long':
    'Kullanıcı adı ile parola birlikte {{most:whole}} karakterden uzun; FFmpeg fazlasını okumaz.',
  'address-path-long':
    'Adresin sunucudan sonrası {{most:whole}} karakterden uzun; FFmpeg fazlasını okumaz.',
  'option-unknown':
    'Adreste bilinmeyen bir seçenek var. {{scheme}} adresinde yalnızca şunlar olabilir: {{known}}.',
  'option-twice': '"{{name}}" seçeneğini bir kez yazın.',
  'option-choice': '"{{name}}" seçeneği şunlardan biridir: {{values}}.',
  'option-address': '"{{name}}" seçeneği bir IP adresidir; örneğin 192.168.1.5.',
  'option-percent': '"{{name}}" seçeneğinde % yerine %25 yazın.',
  'option-range': '"{{name}}" seçeneği {{min:whole}}-{{max:whole}} arası bir tam sayıdır.',
  'option-range-microseconds':
    '"{{name}}" seçeneği mikrosaniye cinsinden {{min:whole}}-{{max:whole}} arası bir tam sayıdır.',
  'option-range-milliseconds':
    '"{{name}}" seçeneği milisaniye cinsinden {{min:whole}}-{{max:whole}} arası bir tam sayıdır.',
  'option-in-microseconds':
    '"{{name}}" burada mikrosaniye cinsindendir: {{ms:whole}} ms için {{name}}={{value:whole}} yazın.',
  'option-rtsp':
    '"{{name}}" seçeneğini silin. TCP ya da UDP, taşıma alanında (rtspTransport) seçilir.',
  'scheme-rtspu': 'rtsp:// yazın ve kaynağın taşıması olarak UDP seçin.',
  'scheme-rtspt': 'rtsp:// yazın ve kaynağın taşıması olarak TCP seçin.',
  'scheme-rtmpe':
    'RTMP, rtmp:// ve rtmps:// ile okunur; HTTP içinden ya da kendi şifrelemesiyle okunmaz. Aynı adresi rtmp:// ile deneyin.',
  'scheme-mms': 'mms:// adresleri okunmaz. Aynı adresi http:// ya da rtsp:// ile deneyin.',
  'scheme-rist':
    'RIST okunmaz. SRT isteyin ya da bu sunucuda bir RIST alıcısıyla alıp UDP olarak verin.',
  'scheme-multicast':
    'Çoklu yayın kaynağını udp://@239.1.2.3:5004, RTP ise rtp://@239.1.2.3:5004 biçiminde yazın.',
  'scheme-tcp': 'Düz TCP okunmaz. Yayını HTTP (http://host:port/) ya da SRT üzerinden isteyin.',
  'scheme-hls': 'HLS listesinin adresini, önüne bir şey koymadan http:// ya da https:// ile yazın.',
  'scheme-device':
    'Makinedeki kart ve kameralar okunmaz. Görüntüyü SRT, RTMP ya da UDP ile gönderin.',
  'network-never':
    'Bu adresten hiçbir zaman kaynak okunmaz: ardında ağın kendisinden başka bir şey yok.',
  'network-refused':
    '{{where:message}} kaynaklar, bir yönetici ağa izin verene dek reddedilir. {{cidr}} ağını Ayarlar > Sistem sayfasında ya da ürünün başlatıldığı yerde SOURCE_ALLOW_CIDRS={{cidr}} ile ekleyin.',
  'network-multicast': 'Çoklu yayın (multicast) adreslerindeki',
  'network-loopback': 'Sunucunun kendisindeki (loopback)',
  'network-private': 'Özel ağlardaki',
  'network-link-local': 'Yerel bağlantı (link-local) adreslerindeki',
  'network-shared': 'Operatörlerin paylaştığı ağlardaki',
  'header-value': 'Bir başlık tek satırdır; ASCII harf, rakam ve işaretlerden oluşur.',
  'header-name': 'Başlık adında boşluk ya da iki nokta olmaz; örneğin X-Token.',
  'header-own': 'Bu başlığı okuyucu kendisi yazar. User-Agent ve Referer için ayrı alanlar var.',
  'headers-http-only':
    'Başlıklar yalnızca http:// ya da https:// kaynağına gönderilir. Bunu kaldırın ya da böyle bir adres kullanın.',
  'transport-rtsp-only': 'Taşıma yalnızca rtsp:// ya da rtsps:// kaynağında seçilir.',
}
