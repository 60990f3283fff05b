import { type Source, SourceId, type SourceInput } from '@cashbacktv/contract'
import { describe, expect, test } from 'vitest'
import { DomainError } from '../errors.ts'
import { unmaskSources } from './unmask-sources.ts'

const idOf = (number: number) => SourceId.parse(`10000000-0000-4000-8000-00000000000${number}`)
const main: Source = {
  id: idOf(1),
  url: 'http://h/live/joe/one/1.ts',
  userAgent: 'box',
  referer: 'http://a/',
  headers: [
    { name: 'X-Token', value: 'token-1' },
    { name: 'Cookie', value: 'a=1' },
  ],
}
const backup: Source = { id: idOf(2), url: 'http://h/live/joe/two/2.ts' }
const other: Source = { id: idOf(3), url: 'srt://h:9000?passphrase=secret-words' }
const known = [main, backup, other]
const ALIKE = 'http://h/***.ts'
const SRT = 'srt://h:9000?passphrase=***'

/** With a name for the port that HTTP has, and what a server may not get: all that is sent to it. */
const HERE = ['http://h/other.ts', 'http://h:80/live/joe/one/1.ts', 'HTTP://H/x', 'http://x:y@h/z']
const ELSEWHERE = [
  ...['http://evil.example/1.ts', 'https://h/live/joe/one/1.ts', 'http://h:8080/live/joe/one/1.ts'],
  ...['http://h.evil.example/', 'http://h:80@evil.example/', 'http://h@evil.example:80/1.ts'],
]

const whole = (...input: SourceInput[]) =>
  unmaskSources(input, known).map(({ kept, sent }) => [kept?.id ?? null, sent.url])
const problem = (...input: SourceInput[]) => {
  try {
    unmaskSources(input, known)
    return null
  } catch (error) {
    const [first] = (error as { details: { path: string; code: string }[] }).details
    return [first?.path, first?.code]
  }
}
/** Where something that is stored would go to another server. */
const refusedFields = (input: SourceInput) => {
  try {
    return unmaskSources([input], known).map(({ sent }) => sent.url)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    expect(error.said.code).toBe('source-sent-elsewhere')
    return error.details.map(({ path, code }) => [path, code])
  }
}
const saysElsewhere = (...fields: string[]) =>
  fields.map((field) => [`sources.0.${field}`, 'source-sent-elsewhere'])

describe('a masked address is the stored one', () => {
  test('of the source with its id, in whatever order they come and whichever are left out', () => {
    const [a, b, c] = [
      { id: main.id, url: ALIKE },
      { id: backup.id, url: ALIKE },
      { id: other.id, url: SRT },
    ]
    expect(whole(c, b, a)).toEqual([
      [other.id, other.url],
      [backup.id, backup.url],
      [main.id, main.url],
    ])
    expect(whole(b)).toEqual([[backup.id, backup.url]])
  })

  test('of the one that looks like it where it has no id', () => {
    expect(whole({ url: SRT }, { url: 'http://new/x' })).toEqual([
      [other.id, other.url],
      [null, 'http://new/x'],
    ])
  })

  test('of each in turn where a list that has some that look alike is sent back as it was shown', () => {
    expect(whole({ url: ALIKE }, { url: ALIKE }, { url: SRT }).map(([id]) => id)).toEqual([
      ...[main.id, backup.id, other.id],
    ])
    expect(whole({ url: ALIKE }, { id: main.id, url: ALIKE })).toEqual([
      [backup.id, backup.url],
      [main.id, main.url],
    ])
  })

  test('and of none in any other case, which is said of its field', () => {
    expect(problem({ url: ALIKE })).toEqual(['sources.0.url', 'source-mask-ambiguous'])
    expect(problem({ url: 'http://other/***.ts' })).toEqual([
      'sources.0.url',
      'source-mask-unknown',
    ])
    expect(problem({ url: SRT }, { url: SRT })).toEqual(['sources.1.url', 'source-mask-unknown'])
    expect(problem({ id: main.id, url: SRT })).toEqual(['sources.0.url', 'source-mask-unknown'])
    expect(problem({ id: main.id, url: 'http://h/***/new.ts' })).toEqual([
      ...['sources.0.url', 'source-mask-unknown'],
    ])
    expect(problem({ id: idOf(9), url: 'http://h/' })).toEqual(['sources.0.id', 'source-of-other'])
  })
})

test('what is sent with an address is kept by its name, and only where something is stored', () => {
  const headers = [
    { name: 'cookie', value: '***' },
    { name: 'X-Token', value: 'token-2' },
  ]
  const sent = { id: main.id, url: ALIKE, userAgent: '***', referer: 'http://b/', headers }
  expect(unmaskSources([sent], known)[0]?.sent).toEqual({
    url: main.url,
    userAgent: 'box',
    referer: 'http://b/',
    headers: [
      { name: 'cookie', value: 'a=1' },
      { name: 'X-Token', value: 'token-2' },
    ],
  })
  expect(problem({ id: backup.id, url: ALIKE, userAgent: '***' })).toEqual([
    ...['sources.0.userAgent', 'value-mask-unknown'],
  ])
  expect(problem({ ...sent, headers: [{ name: 'X-Other', value: '***' }] })).toEqual([
    ...['sources.0.headers.0.value', 'value-mask-unknown'],
  ])
})

describe('what is stored to be sent with an address', () => {
  const shown = {
    userAgent: '***',
    referer: '***',
    headers: [
      { name: 'X-New', value: 'typed' },
      { name: 'x-token', value: '***' },
      { name: 'Cookie', value: '***' },
    ],
  }

  test.each(HERE)('stays with its server, at whatever path: %s', (url) => {
    expect(refusedFields({ id: main.id, url, ...shown })).toEqual([url])
    expect(refusedFields({ id: main.id, url })).toEqual([url])
  })

  test.each(ELSEWHERE)('goes to no other, masked or left out: %s', (url) => {
    expect(refusedFields({ id: main.id, url, ...shown })).toEqual(
      saysElsewhere('userAgent', 'referer', 'headers.1.value', 'headers.2.value'),
    )
    expect(refusedFields({ id: main.id, url })).toEqual(
      saysElsewhere('userAgent', 'referer', 'headers'),
    )
  })

  test('is no hindrance where it is typed anew, taken away or not there', () => {
    const url = 'http://evil.example/1.ts'
    const typed = { userAgent: 'other', headers: [{ name: 'X-Token', value: 'typed' }] }
    for (const headers of [typed.headers, [], null]) {
      expect(refusedFields({ id: main.id, url, ...typed, referer: null, headers })).toEqual([url])
    }
    expect(refusedFields({ id: backup.id, url })).toEqual([url])
  })

  test('leaves it to others to say that an address is none, or sends no headers', () => {
    for (const url of ['http://evil example/', 'srt://evil.example:9000', 'http://h\\@evil/'])
      expect(refusedFields({ id: main.id, url, ...shown })).toEqual([url])
  })
})
