import type { picture as english } from '../en/picture.ts'

export const picture: Readonly<Record<keyof typeof english, string>> = {
  'not-media': 'Kaynaktan gelen, okunabilir bir yayın değil.',
  'no-video': 'Kaynakta görüntü yok ya da henüz gelmedi. Kanal için görüntülü bir kaynak gerekir.',
  'video-missing': 'Kaynak görüntü bildiriyor ama görüntü hiç gelmiyor.',
  'unclear-picture': 'Kaynağın görüntüsü zamanında anlaşılamadı.',
  'picture-too-large': 'Kaynağın görüntüsü 4096x2304 boyutundan büyük.',
  'only-tables': 'Kaynak tablolarını (PAT ve PMT) gönderiyor ama görüntü ve ses göndermiyor.',
  scrambled:
    'Kaynak şifreli yayınlanıyor, çözülemiyor. Sağlayıcısından şifresiz yayın isteyin ya da önüne bir çözücü koyun.',
  encrypted:
    'Kaynak, yalnızca lisanslı oynatıcıların açabildiği biçimde şifreli (SAMPLE-AES, Widevine, PlayReady, FairPlay). Sağlayıcısından şifresiz ya da AES-128 yayın isteyin.',
  'audio-missing': 'Kaynak ses bildiriyor ama ses hiç gelmiyor.',
  'no-sound': 'Kaynaktan ses gelmiyor: gelene dek izleyiciler sessizlik duyuyor.',
  'audio-track-missing': 'Seçilen ses kanalı kaynakta yok: izleyiciler ana sesi duyuyor.',
  'further-audio-missing':
    'Kaynak, izleyicilerin seçebileceği seslerin hepsini göndermiyor: {{tracks}}. Bunların yerine ana ses ya da sessizlik duyulur.',
  'subtitles-missing': 'Kaynakta, izleyicilerin seçebileceği altyazıların hepsi yok: {{tracks}}.',
  'subtitles-unread':
    'Kaynak altyazıları resim olarak (DVB bitmap) gönderiyor, sunucu ise harflerini okuyamıyor: {{tracks}}. Sunucuya tesseract-ocr ile altyazı dilinin paketini (örneğin tesseract-ocr-tur) kurun ve oradaki ajanı yeniden başlatın.',
  'content-black': 'Görüntü siyah.',
  'content-freeze': 'Görüntü donmuş.',
  'content-silence': 'Ses sessiz.',
  'content-no-audio': 'Kaynak ses göndermeyi bıraktı.',
  'content-changed': 'Kaynağın görüntüsünün biçimi veya hızı öncekinden farklı.',
  'content-still-card': 'Uzun süredir aynı kart gösteriliyor.',
  'content-low-bitrate': 'Kaynak, belirlenen alt sınırdan az gönderiyor.',
  'content-loudness': 'Ses hedefinden yüksek veya düşük.',
  'content-clipping': 'Ses en üst sınırda: bozuluyor.',
  'program-missing':
    'Kaynakta görüntülü {{wanted}} programı yok; kaynaktaki programlar: {{programs:message}}. Başka bir programını seçin.',
  'programs-none': 'görüntülüsü yok',
  'programs-listed': '{{numbers}}',
  'programs-listed-in-part': '{{numbers}} ve başkaları',
  'source-changed': 'Kaynağın sesi ya da görüntüsü yeniden başlatma gerektirecek kadar değişti.',
  'decoding-failed': 'Kaynak çözülemedi.',
}
