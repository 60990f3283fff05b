import type { importing as english } from '../en/import.ts'

export const importing: Readonly<Record<keyof typeof english, string>> = {
  'import-empty': 'Bir dosya seçin ya da bir liste yapıştırın.',
  'import-too-long': "Liste 1 MB'tan (1.000.000 karakterden) uzun. Bölün.",
  'import-nothing': 'Listede hiç kanal yok.',
  'import-too-many':
    'Listede {{most:whole}} kanaldan fazlası var; bir kerede en çok bu kadarı alınır. Bölün.',
  'import-no-text': 'Dosya bir metin değil. CSV ya da M3U olarak kaydedin.',
  'import-hls-playlist':
    'Bu bir kanal listesi değil, tek bir kanalın oynatma listesi. Kaynağı bu listenin adresi olan bir kanal ekleyin.',
  'import-web-page':
    'Liste yerine bir web sayfası geldi: büyük olasılıkla bir giriş sayfası ya da sağlayıcının engeli. Görmek için adresini bir tarayıcıda açın.',
  'import-unknown-format':
    'Bu ne CSV ne de M3U listesi. CSV listesi sütun adlarını yazan bir satırla, M3U listesi #EXTM3U ile başlar.',
  'import-no-header':
    'CSV listesinin ilk satırı sütun adlarını yazar: en az "ad" ve "kaynak". Bu satırda şunlar var: {{found}}.',
  'import-column-twice': '"{{name}}" sütunu iki kez var.',
  'import-quote-open': '{{line:whole}}. satırdaki tırnak hiç kapanmıyor.',
  'import-csv': 'Liste {{line:whole}}. satırdan sonra CSV olarak okunamıyor.',
  'import-no-source': 'Bu kayıtta adres yok.',
  'import-program': 'Programın numarasını yazın (1-65535); birden çok kaynak varsa araya | koyun.',
  'import-audio-track':
    'Ses kanalını pid=257 language=tur kind=main biçiminde ya da bir bölümünü yazın; birden çok kaynak varsa araya | koyun.',
  'import-rtsp-transport': 'tcp ya da udp yazın; birden çok kaynak varsa araya | koyun.',
  'import-header-form': 'Başlığı X-Token: değer biçiminde, birden çoksa araya | koyarak yazın.',
  'import-mode': 'transcode (kodla) ya da copy (kopyala) yazın.',
  'import-priority': '0-100 arası bir tam sayı yazın.',
  'import-preset': '"{{name}}" adlı bir ön ayar yok.',
  'import-host': '"{{name}}" adlı bir sunucu yok.',
  'import-group': '"{{name}}" adlı bir kanal grubu yok.',
  'import-slug-there': '"{{slug}}" yayın adresi başka bir kanalın.',
  'import-slug-twice': '{{line:whole}}. satırda aynı yayın adresi var.',
  'import-name-there': 'Bu adla bir kanal zaten var.',
  'import-name-twice': '{{line:whole}}. satırda aynı ad var.',
  'import-source-there': 'Bu kaynak "{{name}}" kanalında zaten var.',
  'import-source-twice': '{{line:whole}}. satırda aynı kaynak var.',
  'import-taken-meanwhile': 'Yayın adresi bu arada alındı. Listeyi yeniden denetleyin.',
  'import-left-out': '{{count:whole}} kayıtta alınmayan: {{what}}.',
  'import-columns-left-out': 'Bilinmeyen sütunlar alınmadı: {{names}}.',
}
