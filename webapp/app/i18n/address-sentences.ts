/**
 * What the API says of an address or of how a source is read, in Turkish. `{name}` stands for a part
 * that differs from case to case.
 */
export const TURKISH_ADDRESS_SENTENCES: readonly (readonly [string, string])[] = [
  ['The address is longer than 2048 characters.', 'Adres 2048 karakterden uzun.'],
  [
    'The address contains a space. Write %20 where one belongs to it, and remove any other.',
    'Adreste boşluk var. Adrese aitse %20 yazın, değilse silin.',
  ],
  [
    'What follows the first space are options of another program, such as live=1. Remove them; if the source needs one of them, ask for an address that works without.',
    'İlk boşluktan sonrası başka bir programın seçenekleri (live=1 gibi). Bunları silin; kaynak birini istiyorsa bunlarsız çalışan bir adres isteyin.',
  ],
  [
    'The address contains line breaks or control characters. Remove them.',
    'Adreste satır sonu ya da denetim karakteri var. Silin.',
  ],
  [
    'Use an address that begins with http, https, rtmp, rtmps, rtsp, rtsps, srt, udp or rtp, for example https://example.com/live.m3u8.',
    'http, https, rtmp, rtmps, rtsp, rtsps, srt, udp ya da rtp ile başlayan bir adres kullanın; örneğin https://example.com/live.m3u8.',
  ],
  [
    'This is not a complete address. It looks like https://example.com/live.m3u8 or rtmp://example.com/live/channel.',
    'Adres eksik. https://example.com/live.m3u8 ya da rtmp://example.com/live/channel gibi olmalı.',
  ],
  [
    'In a user name or password write / as %2F, ? as %3F, # as %23, @ as %40 and % as %25.',
    'Kullanıcı adında ya da parolada / yerine %2F, ? yerine %3F, # yerine %23, @ yerine %40, % yerine %25 yazın.',
  ],
  [
    'A # would cut the address off. Write it as %23 where it belongs to a password or a path; leave out anything else from the # on.',
    '# adresi keserdi. Parolaya ya da yola aitse %23 yazın; değilse # ve sonrasını silin.',
  ],
  [
    'Write / instead of \\ in an address, or %5C where it belongs to a password.',
    'Adreste \\ yerine / yazın; parolaya aitse %5C yazın.',
  ],
  [
    'Options behind | or # are not part of an address. Put them into the fields of the source: User-Agent (userAgent), Referer (referer) and headers (headers).',
    '| ya da # ardındaki seçenekler adresin parçası değildir. Kaynağın alanlarına yazın: User-Agent (userAgent), Referer (referer) ve başlıklar (headers).',
  ],
  [
    'This is the address of a web page, not of a stream. Ask who sends the picture for the address of the stream itself: HLS (.m3u8), RTMP, SRT or RTSP.',
    'Bu bir web sayfasının adresi, yayının değil. Görüntüyü gönderenden yayının kendi adresini isteyin: HLS (.m3u8), RTMP, SRT ya da RTSP.',
  ],
  ['The address has no usable host name.', 'Adreste kullanılabilir bir sunucu adı yok.'],
  [
    'Leave out what stands before the @. The network card is named by its own address, ?localaddr=192.168.1.5, and the only sender by ?sources=10.1.1.1.',
    '@ işaretinden öncesini silin. Ağ kartı kendi adresiyle (?localaddr=192.168.1.5), tek gönderen ?sources=10.1.1.1 ile yazılır.',
  ],
  [
    'An SRT address has no user before the @. Write it as a streamid: ?streamid=...',
    'SRT adresinde @ öncesinde kullanıcı olmaz. streamid olarak yazın: ?streamid=...',
  ],
  [
    'Leave out the path behind the port. What an SRT source is to send is named by its streamid: ?streamid=...',
    'Porttan sonraki yolu silin. SRT kaynağından ne istendiği streamid ile yazılır: ?streamid=...',
  ],
  [
    'Name the host of the source, as in srt://host:9000, or wait for the sender on a port of this host: srt://:9000?mode=listener.',
    'Kaynağın sunucusunu yazın (srt://host:9000) ya da göndereni bu sunucunun bir portunda bekleyin: srt://:9000?mode=listener.',
  ],
  ['A streamid has 1 to 512 characters.', 'streamid 1-512 karakterdir.'],
  ['A passphrase has 10 to 79 characters.', 'Parola (passphrase) 10-79 karakterdir.'],
  [
    'A test card is written as testcard://1280x720@25: even sizes up to 3840x2160, 1 to 60 frames a second.',
    'Test kartı testcard://1280x720@25 biçiminde yazılır: en çok 3840x2160, çift sayılar, saniyede 1-60 kare.',
  ],
  [
    'Name the port of the source, as in {scheme}://host:9000.',
    'Kaynağın portunu yazın: {scheme}://host:9000.',
  ],
  [
    'Port {port} belongs to another kind of service, not to a stream.',
    '{port} portu bir yayına değil, başka bir hizmete aittir.',
  ],
  [
    'The user name and password together are longer than {most} characters, which is all that FFmpeg reads.',
    'Kullanıcı adı ile parola birlikte {most} karakterden uzun; FFmpeg fazlasını okumaz.',
  ],
  [
    'The address is longer behind the host than {most} characters, which is all that FFmpeg reads.',
    'Adresin sunucudan sonrası {most} karakterden uzun; FFmpeg fazlasını okumaz.',
  ],
  [
    'The address has an option that is not known. An {scheme} address takes only these options: {known}.',
    'Adreste bilinmeyen bir seçenek var. {scheme} adresinde yalnızca şunlar olabilir: {known}.',
  ],
  ['Give the option "{name}" only once.', '"{name}" seçeneğini bir kez yazın.'],
  ['The option "{name}" is one of: {values}.', '"{name}" seçeneği şunlardan biridir: {values}.'],
  [
    'The option "{name}" is an IP address, as in 192.168.1.5.',
    '"{name}" seçeneği bir IP adresidir; örneğin 192.168.1.5.',
  ],
  ['Write % as %25 in the option "{name}".', '"{name}" seçeneğinde % yerine %25 yazın.'],
  [
    'The option "{name}" is a whole number from {min} to {max} microseconds.',
    '"{name}" seçeneği mikrosaniye cinsinden {min}-{max} arası bir tam sayıdır.',
  ],
  [
    'The option "{name}" is a whole number from {min} to {max} milliseconds.',
    '"{name}" seçeneği milisaniye cinsinden {min}-{max} arası bir tam sayıdır.',
  ],
  [
    'The option "{name}" is a whole number from {min} to {max}.',
    '"{name}" seçeneği {min}-{max} arası bir tam sayıdır.',
  ],
  [
    'The option "{name}" is counted in microseconds here: write {written} for {ms} ms.',
    '"{name}" burada mikrosaniye cinsindendir: {ms} ms için {written} yazın.',
  ],
  [
    'Leave out the option "{name}". TCP or UDP is chosen in the field of the transport (rtspTransport).',
    '"{name}" seçeneğini silin. TCP ya da UDP, taşıma alanında (rtspTransport) seçilir.',
  ],
  [
    'Write rtsp:// and choose {transport} as the transport of the source.',
    'rtsp:// yazın ve kaynağın taşıması olarak {transport} seçin.',
  ],
  [
    'RTMP is read as rtmp:// and rtmps://, not through HTTP or with its own encryption. Try the same address with rtmp://.',
    'RTMP, rtmp:// ve rtmps:// ile okunur; HTTP içinden ya da kendi şifrelemesiyle okunmaz. Aynı adresi rtmp:// ile deneyin.',
  ],
  [
    'Addresses with mms:// are not read. Try the same address with http:// or rtsp://.',
    'mms:// adresleri okunmaz. Aynı adresi http:// ya da rtsp:// ile deneyin.',
  ],
  [
    'RIST is not read. Ask for SRT, or receive it on this host with a RIST receiver that hands it on as UDP.',
    'RIST okunmaz. SRT isteyin ya da bu sunucuda bir RIST alıcısıyla alıp UDP olarak verin.',
  ],
  [
    'Write a multicast source as udp://@239.1.2.3:5004, or rtp://@239.1.2.3:5004 when it is RTP.',
    'Çoklu yayın kaynağını udp://@239.1.2.3:5004, RTP ise rtp://@239.1.2.3:5004 biçiminde yazın.',
  ],
  [
    'Plain TCP is not read. Ask for the stream over HTTP (http://host:port/) or SRT.',
    'Düz TCP okunmaz. Yayını HTTP (http://host:port/) ya da SRT üzerinden isteyin.',
  ],
  [
    'Write the address of an HLS playlist as http:// or https://, without anything before it.',
    'HLS listesinin adresini, önüne bir şey koymadan http:// ya da https:// ile yazın.',
  ],
  [
    'Cards and cameras of a machine are not read. Send the picture as SRT, RTMP or UDP.',
    'Makinedeki kart ve kameralar okunmaz. Görüntüyü SRT, RTMP ya da UDP ile gönderin.',
  ],
  [
    'Sources are never read from this address: nothing but the network itself is behind it.',
    'Bu adresten hiçbir zaman kaynak okunmaz: ardında ağın kendisinden başka bir şey yok.',
  ],
  [
    'Sources {where} are refused until an administrator allows their network, for example {cidr}: under Settings, System, or as {setting} where the product is started.',
    'Bu ağdaki kaynaklar, bir yönetici ağa izin verene dek reddedilir. {cidr} ağını Ayarlar > Sistem sayfasında ya da ürünün başlatıldığı yerde {setting} ile ekleyin.',
  ],
  [
    'A header holds letters, digits and signs of ASCII, on one line.',
    'Bir başlık tek satırdır; ASCII harf, rakam ve işaretlerden oluşur.',
  ],
  [
    'The name of a header has no spaces or colons, as in X-Token.',
    'Başlık adında boşluk ya da iki nokta olmaz; örneğin X-Token.',
  ],
  [
    'This header is set by the reader itself. User-Agent and Referer have fields of their own.',
    'Bu başlığı okuyucu kendisi yazar. User-Agent ve Referer için ayrı alanlar var.',
  ],
  [
    'Only a source with http:// or https:// is sent headers. Take this away, or use such an address.',
    'Başlıklar yalnızca http:// ya da https:// kaynağına gönderilir. Bunu kaldırın ya da böyle bir adres kullanın.',
  ],
  [
    'Only a source with rtsp:// or rtsps:// has a transport to choose.',
    'Taşıma yalnızca rtsp:// ya da rtsps:// kaynağında seçilir.',
  ],
]
