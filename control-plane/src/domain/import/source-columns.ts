import { AudioTrackChoice, type Message, messageOf, type SourceReading } from '@cashbacktv/contract'
import type { TextField } from './csv-columns.ts'
import type { ListedChannel, ListedSource } from './listed-channel.ts'

type Read = Pick<SourceReading, 'program' | 'audioTrack' | 'rtspTransport'>
/** Null for a text that says nothing of the kind. */
type ReadCell = (text: string) => Read | null

const CELLS: readonly { field: TextField & keyof Read; read: ReadCell; form: Message }[] = [
  { field: 'program', read: programOf, form: messageOf('import-program') },
  { field: 'audioTrack', read: audioTrackOf, form: messageOf('import-audio-track') },
  { field: 'rtspTransport', read: transportOf, form: messageOf('import-rtsp-transport') },
]

/**
 * What is taken of each source, and how it is received: in columns with one entry a source, in their order and
 * with `|` between, as `101 | | 7`.
 */
export function withColumnsOf(
  sources: readonly ListedSource[],
  texts: ReadonlyMap<TextField, string>,
): { sources: ListedSource[]; flaws: ListedChannel['flaws'] } {
  const flaws: ListedChannel['flaws'] = []
  const known = [...sources]
  for (const { field, read, form } of CELLS) {
    for (const [index, text] of entriesOf(texts.get(field)).entries()) {
      const source = known[index]
      if (text === '') continue
      const said = read(text)
      if (source && said) known[index] = { ...source, ...said }
      else flaws.push({ path: source ? `sources.${index}.${field}` : 'sources', message: form })
    }
  }
  return { sources: known, flaws }
}

/** More than a channel has sources: those that follow are no more wrong. */
const MOST_ENTRIES = 32

function entriesOf(text = ''): string[] {
  return text
    .slice(0, 4096)
    .split('|')
    .slice(0, MOST_ENTRIES)
    .map((entry) => entry.trim())
}

function programOf(text: string): Read | null {
  return /^\d{1,5}$/.test(text) ? { program: Number(text) } : null
}

/** `pid=257 language=tur kind=dub`, each of which may be left out. */
function audioTrackOf(text: string): Read | null {
  const said = text.split(/\s+/).map((part) => part.split('='))
  if (said.some(([name = '', value = '']) => !PARTS.has(name) || value === '')) return null
  const { pid, ...rest } = Object.fromEntries(said)
  const wanted = pid === undefined ? rest : { ...rest, pid: Number(pid) }
  const audioTrack = AudioTrackChoice.safeParse(wanted).data
  return audioTrack ? { audioTrack } : null
}

const PARTS: ReadonlySet<string> = new Set(['pid', 'language', 'kind'])

function transportOf(text: string): Read | null {
  const rtspTransport = text.toLowerCase()
  return rtspTransport === 'tcp' || rtspTransport === 'udp' ? { rtspTransport } : null
}
