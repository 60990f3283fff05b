/** `playlist` is the HLS playlist of one channel, `page` a web page that came instead of a list. */
export type ListKind = 'm3u' | 'csv' | 'playlist' | 'page' | 'no-text' | 'other'

/** What a text is, by its looks: names of files and types of uploads say little. */
export function listKind(text: string): ListKind {
  const start = text.trimStart().slice(0, 1000)
  if (/(?![\n\t])\p{Cc}/u.test(start)) return 'no-text'
  if (/^<(!doctype\s+html|html|head|body)\b/i.test(start)) return 'page'
  if (/^(<|[{[])/.test(start)) return 'other'
  if (/^#EXT-X-(TARGETDURATION|MEDIA-SEQUENCE|STREAM-INF)\b/m.test(text)) return 'playlist'
  if (/^#EXT(M3U|INF)\b/m.test(start)) return 'm3u'
  // Addresses one a line, as some lists are.
  return /^[a-z][a-z0-9+.-]*:\/\/[^;,\t]*$/im.test(start.split(/\r?\n|\r/)[0] ?? '') ? 'm3u' : 'csv'
}
