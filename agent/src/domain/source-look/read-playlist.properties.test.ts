import { cpuMs } from '@cashbacktv/contract/noisy-machine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type PlaylistFacts, readPlaylist } from './read-playlist.ts'

/** Lines as a server may write them: of a playlist, almost of one, and of nothing at all. */
const line = fc.oneof(
  fc.constantFrom(
    ...['#EXTM3U', '#EXT-X-ENDLIST', '#EXT-X-STREAM-INF:', '#EXT-X-STREAM-INF:BANDWIDTH=', ''],
    ...[
      '#EXTINF:',
      '#EXTINF:1e309,',
      '#EXTINF:..',
      '#EXTINF:-1',
      '#EXT-X-KEY:',
      '#EXT-X-KEY:METHOD=',
    ],
    ...['#EXT-X-MEDIA-SEQUENCE:-1', '#EXT-X-MAP:URI=""', '#EXT-X-MAP:URI="', '#', 'a.ts', '\0'],
  ),
  fc.nat().map((bandwidth) => `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth}`),
  fc.string({ unit: 'binary' }).map((value) => `#EXT-X-KEY:METHOD=${value},KEYFORMAT="${value}`),
  fc.string({ unit: 'binary' }).map((value) => `#EXTINF:${value}`),
  fc.stringMatching(/^#EXTINF:[\d.]{1,9}$/),
  fc
    .tuple(
      fc.constantFrom('#EXTINF:', '#EXT-X-MEDIA-SEQUENCE:', '#EXT-X-STREAM-INF:BANDWIDTH='),
      fc.integer({ min: 1, max: 400 }),
    )
    .map(([tag, digits]) => tag + '9'.repeat(digits)),
  fc.string({ unit: 'binary' }),
)
const playlist = fc
  .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([lines, ending]) => lines.join(ending))
const anyText = fc.oneof(playlist, fc.string({ unit: 'binary', maxLength: 400 }))
const anyBytes = fc
  .uint8Array({ maxLength: 400 })
  .map((bytes) => Buffer.from(bytes).toString('utf8'))

function numbersOf(facts: PlaylistFacts): number[] {
  return facts.kind === 'master'
    ? facts.variants.map(({ bandwidth }) => bandwidth)
    : [facts.seconds, facts.sequence]
}

function addressesOf(facts: PlaylistFacts): string[] {
  if (facts.kind === 'master') return facts.variants.map(({ uri }) => uri)
  return [...facts.segments, ...(facts.map === null ? [] : [facts.map])]
}

it('reads whatever a server writes, with figures that are figures', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, anyBytes), (text) => {
      const facts = readPlaylist(text)
      for (const figure of numbersOf(facts)) {
        expect(Number.isFinite(figure) && figure >= 0, String(figure)).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})

it('names no address that is not written in it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const address of addressesOf(readPlaylist(text))) {
        expect(address).not.toBe('')
        expect(text).toContain(address)
      }
    }),
  )
})

it('reads what is appended to it as more of the same', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}\.ts$/), { minLength: 1 }), (names) => {
      const text = `#EXTM3U\n${names.map((name) => `#EXTINF:2,\n${name}\n`).join('')}`
      expect(readPlaylist(text)).toMatchObject({ segments: names, seconds: 2 * names.length })
    }),
  )
})

const TRIES = 5

/** Milliseconds of CPU that reading it takes. */
function readingMs(text: string): number {
  const before = process.cpuUsage()
  readPlaylist(text)
  return cpuMs(before)
}

/** The least of several, which has the least of the rest of the machine in it. */
function leastMs(text: string): number {
  return Math.min(...Array.from({ length: TRIES }, () => readingMs(text)))
}

/** The first of several that is below the bound; the least where none is. */
function msBelow(bound: number, text: string): number {
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < TRIES && least >= bound; tries += 1)
    least = Math.min(least, readingMs(text))
  return least
}

const UNITS = [
  ['renditions without an address', '#EXT-X-STREAM-INF:BANDWIDTH=1\n'],
  ['renditions', '#EXT-X-STREAM-INF:BANDWIDTH=1\na\n'],
  ['keys', '#EXT-X-KEY:METHOD=AES-128\na\n'],
  ['empty lines', '\n'],
  ['spaces in one line', ' '],
  ['returns', '\r'],
  ['starts of a place', '#EXT-X-MAP:URI="'],
  ['starts of a key', '#EXT-X-KEY:METHOD='],
  ['starts of a format', '#EXT-X-KEY:KEYFORMAT="'],
  ['bandwidths in one line', ',BANDWIDTH='],
  ['digits', '9'],
  ['segments', '#EXTINF:2,\na\n'],
  ['sequences', '#EXT-X-MEDIA-SEQUENCE:'],
] as const
const STARTS = ['', '#EXT-X-MAP:', '#EXT-X-KEY:', '#EXT-X-STREAM-INF:', '#EXTINF:']

// Of twice as much it would take four times as long if each part were looked for in the whole rest.
it.each(UNITS)('takes as long as the text is, whatever is repeated in it: %s', (_what, unit) => {
  for (const start of STARTS) {
    const of = (bytes: number) => start + unit.repeat(Math.ceil(bytes / unit.length))
    // Four times is what is due; below some milliseconds nothing is told apart.
    const bound = Math.max(leastMs(of(250_000)), 2) * 9 + 40
    expect(msBelow(bound, of(1_000_000)), `after ${start}`).toBeLessThan(bound)
  }
})
