import {
  networkRefusal,
  OTHER_SCHEMES,
  readingFlaw,
  SOURCE_SENTENCES,
  SourceReadingInput,
} from '@cashbacktv/contract'
import { expect, it } from 'vitest'
import { turkishSentence } from './turkish-sentence.ts'

const said = [
  ...Object.values(SOURCE_SENTENCES).filter((sentence) => typeof sentence === 'string'),
  ...OTHER_SCHEMES.values(),
  SOURCE_SENTENCES.streamId(),
  SOURCE_SENTENCES.passphrase(),
  SOURCE_SENTENCES.port('srt'),
  SOURCE_SENTENCES.portRefused('22'),
  SOURCE_SENTENCES.longUser(95),
  SOURCE_SENTENCES.longPath(1000),
  SOURCE_SENTENCES.optionUnknown('srt', 'mode, latency'),
  SOURCE_SENTENCES.optionTwice('latency'),
  SOURCE_SENTENCES.optionChoice('mode', 'caller, listener'),
  SOURCE_SENTENCES.optionAddress('localaddr'),
  SOURCE_SENTENCES.optionPercent('streamid'),
  SOURCE_SENTENCES.optionNumber('latency', 1, 2, 'microseconds'),
  SOURCE_SENTENCES.optionNumber('connect_timeout', 1, 2, 'milliseconds'),
  SOURCE_SENTENCES.optionNumber('ttl', 1, 2, null),
  SOURCE_SENTENCES.microseconds('latency', 2_000_000, 2000),
  SOURCE_SENTENCES.rtspOption('multicast'),
  networkRefusal('239.1.2.3', [], false) ?? '',
  networkRefusal('169.254.169.254', [], false) ?? '',
  readingFlaw({ url: 'srt://h:9000', userAgent: 'a' })?.message ?? '',
  readingFlaw({ url: 'http://h/', rtspTransport: 'udp' })?.message ?? '',
  ...['Host', 'a b'].flatMap((name) => {
    const parsed = SourceReadingInput.safeParse({ headers: [{ name, value: '\n' }] })
    return parsed.error?.issues.map(({ message }) => message) ?? []
  }),
]

it.each(said)('says in Turkish: %s', (sentence) => {
  const turkish = turkishSentence(sentence)
  expect(turkish).toBeDefined()
  expect(turkish).not.toMatch(/\{|undefined/)
})

it('keeps figures and names', () => {
  expect(turkishSentence(SOURCE_SENTENCES.microseconds('latency', 2_000_000, 2000))).toBe(
    '"latency" burada mikrosaniye cinsindendir: 2000 ms için latency=2000000 yazın.',
  )
  expect(turkishSentence(networkRefusal('239.1.2.3', [], false) ?? '')).toContain(
    'SOURCE_ALLOW_CIDRS=239.0.0.0/8',
  )
  expect(turkishSentence('Something else.')).toBeUndefined()
})
