import type { channel as english } from '../en/channel.ts'

export const channel: Readonly<Record<keyof typeof english, string>> = {
  'channel-missing': 'Böyle bir kanal yok.',
  'channel-gone': 'Böyle bir kanal yok ya da silineli çok oldu.',
  'channel-id-deleted': 'Bu kimlikteki kanal silinmiş. Başka bir kimlik seçin.',
  'channel-name-empty': 'Kanala bir ad verin.',
  'slug-form': 'Harf ya da rakamla başlayan, 1-63 küçük harf, rakam ya da tire kullanın.',
  'slug-taken': '"{{slug}}" adresi başka bir kanalın. Başka bir adres seçin.',
  'slug-taken-meanwhile': 'Bu arada başka bir kanal bu adresi aldı. Yeniden deneyin.',
  'slug-taken-since':
    '"{{name}}" kanalının adresi artık başka bir kanalın. Önce ona başka bir adres verin.',
  'sources-empty': 'Bir kanalın en az bir kaynağı olmalıdır.',
  'source-twice': 'Bu kaynak listede iki kez var.',
  'source-of-other': 'Bu kanalın böyle bir kaynağı yok.',
  'source-mask-unknown':
    '*** kayıtlı adresin yerini tutar, ama bu kanalın böyle görünen bir kaynağı yok. Adresin tamamını girin.',
  'source-mask-ambiguous':
    'Bu kanalın birden çok kaynağı böyle görünüyor. Hangisi olduğunu kimliğiyle (id) belirtin.',
  'value-mask-unknown':
    '*** kayıtlı değerin yerini tutar, ama burada kayıtlı bir değer yok. Değerin tamamını girin.',
  'source-sent-elsewhere':
    'Burada kayıtlı değer yalnızca girildiği sunucuya gönderilir, bu adres ise başka bir sunucuya götürüyor. Değeri yeniden girin.',
  'source-missing': 'Böyle bir kaynak yok.',
  'logo-on-copy':
    'Olduğu gibi geçirilen yayın logo taşıyamaz. Yeniden kodlamayı seçin ya da logoyu kaldırın.',
  'layers-on-copy':
    'Olduğu gibi geçirilen yayın logo, yazı ya da saat taşıyamaz. Yeniden kodlamayı seçin ya da onları kaldırın.',
  'hevc-on-rtmp':
    'RTMP, HEVC taşımaz; {{name}} ise RTMP ile gönderiliyor. H.264’ü seçin ya da SRT, UDP veya HLS ile gönderin.',
  'layers-many': 'Bir kanalın logosundan başka en fazla 4 katmanı olur. Bazılarını çıkarın.',
  'layer-text-empty': 'Gösterilecek yazıyı girin.',
  'layer-text-long': 'Çok uzun: duran yazı en fazla 120, kayan yazı en fazla 500 harftir.',
  'layer-text-controls':
    'Tek satırda harf, rakam ve işaret kullanın: satır sonu ya da denetim karakteri olmaz.',
  'colour-form': 'Rengi #ffcc00 gibi yazın.',
  'picture-missing': 'Böyle bir resim yok.',
  'picture-not-uploaded': 'Böyle bir resim yok. Önce yükleyin.',
  'picture-in-use': 'Bu resmi "{{name}}" kanalı gösteriyor. Önce oradan kaldırın.',
  'rendition-none': 'Yayınlanacak boyutu verin.',
  'rendition-many': 'Bir merdivende en çok 6 boyut olur. Birkaçını çıkarın.',
  'rendition-name-reserved':
    'index ve audio başka çalma listelerinin adıdır. Başka bir ad kullanın.',
  'rendition-name-twice': 'İki boyutun adı aynı. Her birine ayrı bir ad verin.',
  'rendition-height-twice': 'İki boyutun yüksekliği aynı. Birini çıkarın.',
  'rendition-name': '1-16 küçük harf ya da rakam kullanın.',
  'audio-rendition-name-twice': 'İki ses kanalının adı aynı. Her birine ayrı bir ad verin.',
  'audio-rendition-track': 'Hangi ses kanalı olduğunu dili, türü ya da PID numarasıyla belirtin.',
  'subtitles-many': 'Bir kanalda en çok 4 altyazı olabilir.',
  'subtitles-name-twice': 'İki altyazının adı aynı. Her birine ayrı bir ad verin.',
  'audio-rendition-many':
    'Bir kanalda ana sesin yanında en çok 7 ses kanalı olur. Birkaçını çıkarın.',
  'audio-variant-silent':
    'Bu kanalda tek başına sunulacak ses yok. Bunu kapatın ya da kanala ses verin.',
  'memory-limit': 'Bellek sınırı bayt olarak bir tam sayıdır.',
  'memory-limit-small': 'Bellek sınırı en az 64 MB olmalıdır.',
  'time-zone': 'Europe/Istanbul gibi bir saat dilimi seçin.',
  'time-of-day': 'SS:DD biçiminde yazın; örneğin 18:30.',
  'times-of-day': 'Saatleri 23:00-06:00 gibi yazın; birden çoksa virgülle ayırın.',
  'window-ends-first': 'Bitiş, başlangıçtan sonra olmalıdır.',
  'language-form': '2-8 küçük harf kullanın; örneğin tur.',
  'selection-many': 'Bir seferde en çok 1000 kanal değiştirilebilir. Daha az kanal seçin.',
  'selection-empty': 'En az bir kanal seçin.',
  'selection-twice': 'Bir kanal listede iki kez var.',
  'history-of-both': 'Bir kanalı ya da bir sunucuyu sorun, ikisini birden değil.',
  'analytics-too-long': 'En çok 400 gün isteyin.',
  'playback-open': 'Bu kanalı herkes izleyebilir: adresinin imzaya ihtiyacı yok.',
  'viewers-ended-many':
    'Bu kanalda bin izleyicinin erişimi sonlandırıldı. Bunun yerine bütün imzalı adresleri sonlandırın.',
  'entry-missing': 'Olay akışında böyle bir satır yok.',
}
