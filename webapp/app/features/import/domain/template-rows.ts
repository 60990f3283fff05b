import type { Language } from '../../../shared/domain/preferences.ts'

const HEADS: Record<Language, string[]> = {
  en: [
    ...['name', 'slug', 'source', 'source 2', 'user-agent', 'referer', 'headers'],
    ...['program number', 'audio track', 'rtsp transport'],
    ...['preset', 'mode', 'host', 'channel group', 'priority', 'note'],
  ],
  tr: [
    ...['ad', 'yayın adresi', 'kaynak', 'kaynak 2', 'user-agent', 'referer', 'başlıklar'],
    ...['program numarası', 'ses kanalı', 'rtsp taşıma'],
    ...['ön ayar', 'çıkış', 'sunucu', 'kanal grubu', 'öncelik', 'not'],
  ],
}

/** A list with every column that the import reads, and two channels that show how they are filled. */
export function templateRows(language: Language): string[][] {
  const [first, second] = language === 'tr' ? ['Haber', 'Spor'] : ['News', 'Sports']
  return [
    HEADS[language],
    [
      ...[first, '', 'https://example.com/news.m3u8', 'srt://example.com:9000', 'VLC/3.0.20', ''],
      ...['X-Token: abc', '', '', '', '', '', '', '', '', ''],
    ],
    [
      ...[second, '', 'udp://@239.1.2.3:5004', '', '', '', '', '101', 'language=tur', ''],
      ...['', 'copy', '', '', '70', ''],
    ],
  ]
}
