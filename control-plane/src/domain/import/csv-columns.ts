import { slugOf } from '../channels/slug.ts'

/** What a column of a CSV list holds; `source` with its place among the sources. */
export type Column =
  | { kind: 'text'; field: TextField }
  | { kind: 'source'; place: number }
  | { kind: 'unknown' }

export type TextField =
  | 'name'
  | 'slug'
  | 'preset'
  | 'mode'
  | 'host'
  | 'group'
  | 'priority'
  | 'note'
  | 'userAgent'
  | 'referer'
  | 'headers'
  | 'program'
  | 'audioTrack'
  | 'rtspTransport'

/** The names that a column may have in English and Turkish, as slugs; the first of each is written. */
const NAMES: Record<TextField | 'source' | 'backup', readonly string[]> = {
  name: ['name', 'channel', 'channel-name', 'title', 'ad', 'adi', 'isim', 'kanal', 'kanal-adi'],
  slug: ['slug', 'path', 'short-name', 'yayin-adresi', 'kisa-ad'],
  source: [
    ...['source', 'url', 'address', 'link', 'stream', 'source-url', 'source-address'],
    ...['kaynak', 'adres', 'baglanti', 'yayin', 'kaynak-adresi'],
  ],
  backup: ['backup', 'backup-source', 'yedek', 'yedek-kaynak'],
  preset: ['preset', 'profile', 'on-ayar', 'onayar', 'hazir-ayar'],
  mode: ['mode', 'output', 'output-mode', 'cikis', 'kip', 'mod'],
  host: ['host', 'server', 'sunucu'],
  // `group` alone is what lists of players say of a channel, and goes into its note.
  group: ['channel-group', 'kanal-grubu'],
  priority: ['priority', 'oncelik'],
  note: [
    'note',
    'notes',
    'group',
    'group-title',
    'description',
    'not',
    'notlar',
    'grup',
    'aciklama',
  ],
  userAgent: ['user-agent', 'useragent', 'http-user-agent', 'kullanici-araci', 'tarayici-kimligi'],
  referer: ['referer', 'referrer', 'http-referrer', 'yonlendiren'],
  program: ['program-number', 'programme-number', 'program-no', 'program-numarasi'],
  audioTrack: ['audio-track', 'ses-kanali', 'ses-izi'],
  rtspTransport: ['rtsp-transport', 'rtsp-tasima'],
  headers: ['headers', 'header', 'http-headers', 'basliklar', 'baslik', 'http-basliklari'],
}

const FIELDS = new Map(
  Object.entries(NAMES).flatMap(([field, names]) => names.map((name) => [name, field] as const)),
)

/** No name that is known is longer, with whatever accents. */
const LONGEST_NAME = 100

/** What a column holds by its name, whatever its case, accents and spaces: `Kaynak 2`, `SOURCE_2`. */
export function columnOf(header: string): Column {
  if (header.length > LONGEST_NAME) return { kind: 'unknown' }
  const name = slugOf(header)
  const numbered = /^(.+?)-?([1-8])$/.exec(name)
  const isSource = (text: string | undefined) => FIELDS.get(text ?? '') === 'source'
  if (isSource(name)) return { kind: 'source', place: 0 }
  if (FIELDS.get(name) === 'backup') return { kind: 'source', place: 1 }
  if (numbered && isSource(numbered[1])) {
    return { kind: 'source', place: Number(numbered[2]) - 1 }
  }
  const field = TEXT_FIELDS.find((known) => known === FIELDS.get(name))
  return field ? { kind: 'text', field } : { kind: 'unknown' }
}

const TEXT_FIELDS: readonly TextField[] = [
  ...(['name', 'slug', 'preset', 'mode', 'host', 'group', 'priority', 'note'] as const),
  ...(['userAgent', 'referer', 'headers'] as const),
  ...(['program', 'audioTrack', 'rtspTransport'] as const),
]
