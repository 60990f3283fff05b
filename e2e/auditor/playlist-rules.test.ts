import { expect, test } from 'vitest'
import { differingPictures, playlistRules, type Rule } from './playlist-rules.ts'

type Shape = {
  first?: number
  uris?: string[]
  seconds?: number
  target?: number
  discontinuities?: number
  before?: string
  dates?: number[]
}

test('a playlist that slides as it should breaks no rule', () => {
  expect(rulesBroken({ uris: ['a', 'b'] }, { first: 6, uris: ['b', 'c'], dates: [2, 4] })).toEqual(
    [],
  )
})

test('a discontinuity that slid out and was counted breaks no rule', () => {
  const shown = { uris: ['a', 'b', 'c'], before: 'a', discontinuities: 4 }
  const slid = { first: 6, uris: ['b', 'c'], discontinuities: 5, dates: [2, 4] }
  expect(rulesBroken(shown, slid)).toEqual([])
})

test.each<[Rule, Shape, Shape]>([
  ['sequence-back', { uris: ['a', 'b'] }, { first: 1, uris: ['x', 'y'] }],
  ['entry-changed', { uris: ['a', 'b'] }, { uris: ['a', 'other'] }],
  ['listed-twice', { uris: ['a', 'b'] }, { first: 7, uris: ['a'] }],
  ['target-changed', { target: 2 }, { target: 3 }],
  ['longer-than-target', {}, { seconds: 2.6, dates: [0, 2.6] }],
  [
    'discontinuity-number',
    { uris: ['a', 'b'], before: 'a' },
    { first: 6, uris: ['b'], dates: [2] },
  ],
  ['date-jump', {}, { first: 7, uris: ['x', 'y'], dates: [0, 9] }],
])('the rule %s fires', (rule, first, second) => {
  expect(rulesBroken(first, second)).toContain(rule)
})

test('a playlist in which nothing is new for more than 1.5 target durations is stale', () => {
  expect(rulesBroken({}, {}, 3001)).toEqual(['stale'])
  expect(rulesBroken({}, {}, 2999)).toEqual([])
})

test('a playlist of pictures names the bytes of each, or that there are none, and they stay', () => {
  const [whole, gap] = ['#EXT-X-BYTERANGE:500@188\n', '#EXT-X-GAP\n']
  const look = (...parts: string[]) => {
    const rules = playlistRules()
    return parts.flatMap((part) => {
      return rules.look({ at: 0, text: pictures(part) }).map(({ rule }) => rule)
    })
  }
  expect(look(whole, whole)).toEqual([])
  expect(look(gap)).toEqual([])
  expect(look('')).toEqual(['picture-without-range'])
  expect(look(whole, '#EXT-X-BYTERANGE:501@188\n')).toEqual(['entry-changed'])
  expect(look('#EXT-X-BYTERANGE:500\n')).toContain('malformed')
})

test('a playlist of pictures says of a slot what that of its segments says', () => {
  const part = '#EXT-X-BYTERANGE:500@188\n'
  const text = render({ uris: ['a'] })
  expect(differingPictures(text, pictures(part), 0)).toEqual([])
  for (const change of [
    ['\na', '\nb'],
    ['EXTINF:2', 'EXTINF:1'],
    ['1970-01-01T00:00:00', '1970-01-01T00:00:01'],
    ['DISCONTINUITY-SEQUENCE:0', 'DISCONTINUITY-SEQUENCE:1'],
  ] as const) {
    const [violation] = differingPictures(text, pictures(part).replace(change[0], change[1]), 0)
    expect([change, violation?.rule]).toEqual([change, 'picture-differs'])
  }
})

test('segments of fMP4 have their initialisation section, again after each discontinuity', () => {
  const map = '#EXT-X-MAP:URI="init.mp4"\n'
  const text = render({ uris: ['0.mp4', '1.mp4'], before: '1.mp4' })
  const look = (changed: string) =>
    playlistRules()
      .look({ at: 0, text: changed })
      .map(({ detail }) => detail)
  const once = text.replace('#EXT-X-PROGRAM', `${map}#EXT-X-PROGRAM`)
  const twice = once.replace('DISCONTINUITY\n', `DISCONTINUITY\n${map}`)
  expect([text, once, twice].map(look)).toEqual([['0.mp4', '1.mp4'], ['1.mp4'], []])
})

test('what is not a playlist is malformed', () => {
  const broken = playlistRules().look({ at: 0, text: '<html>' })
  expect(broken.map(({ rule }) => rule)).toContain('malformed')
})

function rulesBroken(first: Shape, second: Shape, laterMs = 2000): Rule[] {
  const rules = playlistRules()
  expect(rules.look({ at: 0, text: render(first) })).toEqual([])
  return rules.look({ at: laterMs, text: render(second) }).map(({ rule }) => rule)
}

function pictures(part: string): string {
  const text = render({ uris: ['a'] }).replace('#EXTINF', `${part}#EXTINF`)
  return text.replace('#EXT-X-PROGRAM', '#EXT-X-I-FRAMES-ONLY\n#EXT-X-PROGRAM')
}

function render(shape: Shape): string {
  const { first = 5, uris = ['a', 'b'], seconds = 2, target = 2, discontinuities = 0 } = shape
  const entries = uris.map((uri, at) => {
    const date = new Date(1000 * (shape.dates?.[at] ?? at * 2)).toISOString()
    const mark = uri === shape.before ? '#EXT-X-DISCONTINUITY\n' : ''
    return `${mark}#EXT-X-PROGRAM-DATE-TIME:${date}\n#EXTINF:${seconds},\n${uri}`
  })
  const head = `#EXTM3U\n#EXT-X-TARGETDURATION:${target}\n#EXT-X-MEDIA-SEQUENCE:${first}`
  return `${head}\n#EXT-X-DISCONTINUITY-SEQUENCE:${discontinuities}\n${entries.join('\n')}\n`
}
